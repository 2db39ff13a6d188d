"""update_link: what can change, the default, two brands."""

from typing import Any

import pytest

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.factories import new_link, new_product
from tests.support.server import LiveServer


async def product_link(brand: Brand, **arguments: Any) -> dict[str, Any]:
    return await new_link(brand, product_id=(await new_product(brand))["product_id"], **arguments)


async def test_only_what_is_in_the_patch_changes(shared_brand: Brand) -> None:
    before = await product_link(shared_brand, languages=["de"], media_type="text/html")
    patch = {"title": "Guide", "languages": None, "media_type": None, "link_type": "gs1:tutorial"}
    after = await shared_brand.call("update_link", link_id=before["link_id"], patch=patch)
    changed: dict[str, Any] = {"title": "Guide", "languages": [], "media_type": None, "link_type": "gs1:tutorial"}
    assert after == before | changed | {"updated_at": after["updated_at"]}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("title", ""),
        ("title", None),
        ("target_url", "nonsense"),
        ("link_type", "gs1:no"),
        ("languages", ["x"]),
        ("is_default", None),
        ("valid_until", "tomorrow"),
        ("path", "/10/x"),
        ("product_id", NOBODYS_ID),
    ],
)
async def test_a_bad_key_is_named_and_nothing_changes(shared_brand: Brand, key: str, value: Any) -> None:
    before = await product_link(shared_brand)
    error = await shared_brand.refused(
        400,
        "update_link",
        link_id=before["link_id"],
        patch={key: value, "title": "N"} if key != "title" else {key: value},
    )
    assert key in error["details"]
    assert await shared_brand.call("get_link", link_id=before["link_id"]) == before


async def test_becoming_the_default_takes_it_over(shared_brand: Brand) -> None:
    first = await product_link(shared_brand, is_default=True)
    second = await new_link(shared_brand, product_id=first["product_id"])
    assert (await shared_brand.call("update_link", link_id=second["link_id"], patch={"is_default": True}))["is_default"]
    assert not (await shared_brand.call("get_link", link_id=first["link_id"]))["is_default"]


async def test_a_default_gets_no_dates(shared_brand: Brand) -> None:
    link = await product_link(shared_brand, is_default=True)
    patch = {"valid_until": "2030-01-01T00:00:00Z"}
    error = await shared_brand.refused(400, "update_link", link_id=link["link_id"], patch=patch)
    assert error["code"] == "DEFAULT_LINK_ALWAYS_VALID"


async def test_a_key_without_passport_keeps_its_default(shared_brand: Brand) -> None:
    link = await new_link(shared_brand, gs1_path="/417/9506000134352")
    error = await shared_brand.refused(400, "update_link", link_id=link["link_id"], patch={"is_default": False})
    assert error["code"] == "DEFAULT_LINK_NEEDED"


async def test_a_link_cannot_become_one_that_is_there(shared_brand: Brand) -> None:
    first = await product_link(shared_brand)
    second = await new_link(shared_brand, product_id=first["product_id"])
    patch = {"target_url": first["target_url"]}
    error = await shared_brand.refused(409, "update_link", link_id=second["link_id"], patch=patch)
    assert error["code"] == "LINK_EXISTS"


async def test_an_archived_link_is_left_alone(shared_brand: Brand) -> None:
    link = await product_link(shared_brand)
    await shared_brand.call("archive_link", link_id=link["link_id"])
    error = await shared_brand.refused(400, "update_link", link_id=link["link_id"], patch={"title": "N"})
    assert error["code"] == "LINK_ARCHIVED"


async def test_another_brand_s_link_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    mine, theirs = await new_brand(live_server), await product_link(shared_brand)
    refusals = [
        await mine.refused(400, "update_link", link_id=link_id, patch={"title": "Mine"})
        for link_id in (theirs["link_id"], NOBODYS_ID)
    ]
    assert refusals[0] == refusals[1]
    assert await shared_brand.call("get_link", link_id=theirs["link_id"]) == theirs
