"""create_custom_field: a brand's own fields, first-class from the moment they are made."""

from typing import Any

import pytest

from tests.features.passports.lifecycle import move
from tests.support.client import Brand, new_brand, sign_up
from tests.support.factories import READY_ATTRIBUTES, new_product
from tests.support.server import LiveServer
from tests.support.waiting import until


@pytest.fixture
async def brand(live_server: LiveServer) -> Brand:
    return await new_brand(live_server)


async def test_a_field_has_these_keys_and_is_part_of_the_schema(brand: Brand) -> None:
    made = await brand.call("create_custom_field", label="Größe außen", type="number", unit="cm", minimum=0)
    assert made | {"created_at": "", "updated_at": ""} == {
        "key": "custom.grosse_aussen",
        "label": "Größe außen",
        "labels": {},
        "help": None,
        "type": "number",
        "unit": "cm",
        "choices": {},
        "minimum": 0,
        "maximum": None,
        "level": "model",
        "access": "public",
        "requirement": "optional",
        "archived_at": None,
        "created_at": "",
        "updated_at": "",
    }
    last = (await brand.call("list_fields"))["fields"][-1]
    assert (last["key"], last["is_custom"], last["section"]) == ("custom.grosse_aussen", True, "custom")
    product = await new_product(
        brand, attributes=READY_ATTRIBUTES | {"custom.grosse_aussen": {"value": 1.5, "unit": "m"}}
    )
    assert product["attributes"]["custom.grosse_aussen"] == 150


async def test_a_needed_field_blocks_products_without_it(brand: Brand) -> None:
    product = await new_product(brand)
    await brand.call("create_custom_field", label="Fit", type="text", requirement="mint")
    blocked = await until(
        lambda: brand.call("get_product", product_id=product["product_id"]),
        lambda found: found["mint_readiness_status"] == "NOT_READY",
    )
    assert (blocked["missing_fields"], blocked["completeness"]) == (["custom.fit"], 85)
    await brand.call("update_product", product_id=product["product_id"], patch={"attributes": {"custom.fit": "Slim"}})
    after = await brand.call("get_product", product_id=product["product_id"])
    assert (after["mint_readiness_status"], after["completeness"]) == ("READY", 100)


async def test_a_public_one_is_on_the_passport_as_it_was_when_published(brand: Brand) -> None:
    choices = {"s": "Slim", "r": "Regular"}
    await brand.call("create_custom_field", label="Fit", type="choice", choices=choices, labels={"de": "Passform"})
    await brand.call("create_custom_field", label="Margin", type="number", access="authority")
    product = await new_product(brand, attributes=READY_ATTRIBUTES | {"custom.fit": "s", "custom.margin": 40})
    await move(brand, {"kind": "product", "id": product["product_id"]}, "published")
    await brand.call("update_custom_field", key="custom.fit", patch={"label": "Cut"})
    carriers = await brand.call("list_passports", product_id=product["product_id"])
    passport = await brand.call("get_passport", passport_id=carriers["items"][0]["passport_id"])
    section = passport["page"]["sections"][-1]
    assert section["heading"] == "More about this product"
    assert [(fact["label"], fact["labels"], fact["value"]) for fact in section["facts"]] == [
        ("Fit", {"de": "Passform"}, "Slim")
    ]


@pytest.mark.parametrize(
    ("arguments", "argument"),
    [
        ({"label": " "}, "_label"),
        ({"slug": "Not a slug"}, "_slug"),
        ({"label": "尺寸"}, "_slug"),
        ({"unit": "kg"}, "_unit"),
        ({"type": "number", "minimum": 2, "maximum": 1}, "_maximum"),
        ({"minimum": 2}, "_minimum"),
        ({"type": "choice"}, "_choices"),
        ({"choices": {"a": "A"}}, "_choices"),
        ({"type": "choice", "choices": {"a": "Same", "b": "same"}}, "_choices"),
        ({"labels": {"German": "x"}}, "_labels"),
        ({"level": "item", "requirement": "mint"}, "_requirement"),
        ({"requirement": "conditional"}, "_requirement"),
        ({"type": "colour"}, "_type"),
    ],
)
async def test_a_bad_argument_is_named(shared_brand: Brand, arguments: dict[str, Any], argument: str) -> None:
    plain = {"label": "Fit", "type": "text"}
    error = await shared_brand.refused(400, "create_custom_field", **(plain | arguments))
    assert argument in error["details"]


async def test_a_key_is_had_once(brand: Brand) -> None:
    await brand.call("create_custom_field", label="Fit", type="text")
    error = await brand.refused(409, "create_custom_field", label="Fit!", type="number")
    assert error["code"] == "CUSTOM_FIELD_TAKEN"


async def test_another_brand_neither_gets_nor_sees_it(live_server: LiveServer, brand: Brand) -> None:
    stranger = await sign_up(live_server)
    await stranger.refused(403, "create_custom_field", brand_id=brand.id, label="Fit", type="text")
    await brand.call("create_custom_field", label="Fit", type="text")
    other = await new_brand(live_server, stranger)
    assert await other.call("list_custom_fields") == []
    assert not [field for field in (await other.call("list_fields"))["fields"] if field["is_custom"]]
