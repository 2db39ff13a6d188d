"""update_custom_field: what may change of a brand's own field."""

from typing import Any

import pytest

from tests.support.client import Brand, new_brand
from tests.support.factories import READY_ATTRIBUTES, new_product
from tests.support.server import LiveServer
from tests.support.waiting import until


@pytest.fixture
async def brand(live_server: LiveServer) -> Brand:
    """A brand with a field of each of two types."""
    brand = await new_brand(live_server)
    await brand.call("create_custom_field", label="Fit", type="choice", choices={"s": "Slim", "r": "Regular"})
    await brand.call("create_custom_field", label="Depth", type="number", unit="mm", minimum=1, help="At the back.")
    return brand


async def test_a_patch_sets_clears_and_leaves_alone(brand: Brand) -> None:
    patch = {"label": "Depth inside", "minimum": None, "maximum": 500, "access": "authority"}
    changed = await brand.call("update_custom_field", key="custom.depth", patch=patch)
    assert {name: changed[name] for name in patch} == patch
    assert (changed["help"], changed["unit"]) == ("At the back.", "mm")
    assert (await brand.call("list_custom_fields"))[1] == changed
    again = await brand.call("update_custom_field", key="custom.depth", patch=patch)
    assert again == changed


async def test_values_that_no_longer_fit_are_kept_and_told(brand: Brand) -> None:
    product = await new_product(brand, attributes=READY_ATTRIBUTES | {"custom.fit": "r"})
    await brand.call("update_custom_field", key="custom.fit", patch={"choices": {"s": "Slim"}})
    told = await until(
        lambda: brand.call("get_product", product_id=product["product_id"]),
        lambda found: found["readiness_problems"],
    )
    assert [problem["field"] for problem in told["readiness_problems"]] == ["custom.fit"]
    assert told["attributes"]["custom.fit"] == "r"


@pytest.mark.parametrize(
    ("key", "patch", "argument"),
    [
        ("custom.nothing", {"label": "X"}, "_key"),
        ("core.identity.model", {"label": "X"}, "_key"),
        ("custom.fit", {"label": None}, "_patch.label"),
        ("custom.fit", {"choices": {}}, "_patch.choices"),
        ("custom.fit", {"minimum": 1}, "_patch.minimum"),
        ("custom.depth", {"maximum": 0}, "_patch.maximum"),
        ("custom.depth", {"type": "text"}, "type"),
    ],
)
async def test_a_bad_patch_is_named(brand: Brand, key: str, patch: dict[str, Any], argument: str) -> None:
    error = await brand.refused(400, "update_custom_field", key=key, patch=patch)
    assert argument in error["details"]


async def test_another_brand_s_field_is_not_there(live_server: LiveServer, brand: Brand) -> None:
    other = await new_brand(live_server)
    error = await other.refused(400, "update_custom_field", key="custom.fit", patch={"label": "Mine"})
    assert error["code"] == "NOT_FOUND"
    await other.owner.refused(403, "update_custom_field", brand_id=brand.id, key="custom.fit", patch={"label": "Mine"})
