"""update_product: what a patch does, warns about, and refuses."""

import asyncio
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.factories import READY_ATTRIBUTES, new_product
from tests.support.files import new_attachment
from tests.support.server import LiveServer


async def test_the_answer_is_exactly_this(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    product_id = (await new_product(brand))["product_id"]
    answer = await brand.call("update_product", product_id=product_id, patch={"commercial_status": "INACTIVE"})
    assert list(answer.items()) == [("ok", True), ("product_id", product_id), ("validation_warnings", [])]


async def test_names_and_attributes_merge_key_by_key(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    product = await new_product(brand, name={"en": "Jacket", "de": "Jacke"}, attributes={"a": 1, "b": {"c": 2}})
    patch = {"name": {"de": None, "fr": "Veste"}, "attributes": {"a": None, "d": [3]}}
    await brand.call("update_product", product_id=product["product_id"], patch=patch)
    changed = await brand.call("get_product", product_id=product["product_id"])
    assert changed["name"] == {"en": "Jacket", "fr": "Veste"}
    assert changed["attributes"] == {"b": {"c": 2}, "d": [3]}
    assert changed["commercial_status"] == "ACTIVE"


async def test_readiness_follows_the_attributes(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    product_id = (await new_product(brand))["product_id"]
    key = "core.origin.country_of_origin"
    for value, status in ((None, "NOT_READY"), ("AT", "READY"), ("Austria", "NOT_READY")):
        await brand.call("update_product", product_id=product_id, patch={"attributes": {key: value}})
        assert (await brand.call("get_product", product_id=product_id))["mint_readiness_status"] == status


@pytest.mark.parametrize(
    ("attributes", "codes"),
    [
        ({"core.identity.model": "X"}, []),
        ({"core.identity.description": {"en": "X", "de": "Y"}}, []),
        ({"colour": "red"}, ["UNKNOWN_FIELD"]),
        ({"colour": None}, []),
        ({"core.identity.weight": "5 kg"}, ["VALUE_DOES_NOT_FIT"]),
        ({"battery.rated_capacity": 5}, ["UNKNOWN_FIELD"]),
        ({"core.origin.country_of_origin": "Austria", "colour": "red"}, ["VALUE_DOES_NOT_FIT", "UNKNOWN_FIELD"]),
    ],
)
async def test_odd_attributes_are_kept_and_warned_about(
    shared_brand: Brand, attributes: dict[str, Any], codes: list[str]
) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    answer = await shared_brand.call("update_product", product_id=product_id, patch={"attributes": attributes})
    assert [warning["code"] for warning in answer["validation_warnings"]] == codes
    kept = (await shared_brand.call("get_product", product_id=product_id))["attributes"]
    expected = READY_ATTRIBUTES | {key: value for key, value in attributes.items() if value is not None}
    assert kept == expected


@pytest.mark.parametrize("key", ["sku", "gtin", "ean", "upc", "identifiers"])
async def test_an_identifier_in_a_patch_is_refused_with_the_way_to_go(shared_brand: Brand, key: str) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    error = await shared_brand.refused(400, "update_product", product_id=product_id, patch={key: None})
    assert error["code"] == "IDENTIFIER_IN_PATCH"
    assert "set_product_identifier" in error["hint"]


@pytest.mark.parametrize(
    "patch",
    [
        {"name": None},
        {"name": {"en": None}},
        {"name": "Jacket"},
        {"commercial_status": None},
        {"commercial_status": "GONE"},
        {"attributes": None},
        {"attributes": {"a": "x" * 70_000}},
        {"product_id": NOBODYS_ID},
        {"mint_readiness_status": "READY"},
        [],
        None,
    ],
)
async def test_a_bad_patch_is_named_and_changes_nothing(shared_brand: Brand, patch: Any) -> None:
    product = await new_product(shared_brand)
    error = await shared_brand.refused(400, "update_product", product_id=product["product_id"], patch=patch)
    assert error["details"].startswith("_patch")
    assert await shared_brand.call("get_product", product_id=product["product_id"]) == product


async def test_an_attribute_cannot_grow_beyond_bounds_patch_by_patch(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    product_id = (await new_product(brand))["product_id"]
    half = "x" * 40_000
    await brand.call("update_product", product_id=product_id, patch={"attributes": {"a": half}})
    await brand.refused(400, "update_product", product_id=product_id, patch={"attributes": {"b": half}})


async def test_patches_at_once_are_all_kept(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    product_id = (await new_product(brand, attributes={}))["product_id"]
    await asyncio.gather(
        *(
            brand.call("update_product", product_id=product_id, patch={"attributes": {key: value}})
            for key, value in READY_ATTRIBUTES.items()
        )
    )
    product = await brand.call("get_product", product_id=product_id)
    assert (product["attributes"], product["mint_readiness_status"]) == (READY_ATTRIBUTES, "READY")


async def test_an_archived_product_cannot_be_changed(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    product_id = (await new_product(brand))["product_id"]
    await brand.call("archive_product", product_id=product_id)
    patch = {"commercial_status": "ACTIVE"}
    assert (await brand.refused(400, "update_product", product_id=product_id, patch=patch))["code"] == (
        "PRODUCT_ARCHIVED"
    )


async def test_another_brand_s_product_is_as_good_as_none(live_server: LiveServer) -> None:
    mine, theirs = await new_brand(live_server), await new_brand(live_server)
    product = await new_product(theirs)
    patch = {"name": {"en": "Mine now"}}
    refusals = [
        await mine.refused(400, "update_product", product_id=product_id, patch=patch)
        for product_id in (product["product_id"], str(uuid4()))
    ]
    assert refusals[0] == refusals[1]
    assert await theirs.call("get_product", product_id=product["product_id"]) == product


async def test_the_log_tells_what_changed_and_nothing_else(shared_brand: Brand, owner: psycopg.Connection) -> None:
    attributes = {"core.identity.model": "T1", "core.identity.brand_name": "Alpenrad", "custom.old": "x"}
    product = await new_product(shared_brand, attributes=attributes)
    patch = {"name": {"de": "Rad"}, "attributes": {"core.identity.model": "T2", "custom.old": None}}
    await shared_brand.call("update_product", product_id=product["product_id"], patch=patch)
    told = owner.execute(
        "SELECT old_value, new_value FROM audit_log WHERE object_id = %s AND action = 'products:update_product'",
        [product["product_id"]],
    ).fetchone()
    assert told == (
        {"name": {}, "attributes": {"core.identity.model": "T1", "custom.old": "x"}},
        {"name": {"de": "Rad"}, "attributes": {"core.identity.model": "T2"}},
    )


async def test_a_file_of_another_product_is_warned_about(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    one, other = await new_product(brand), await new_product(brand)
    file = await new_attachment(brand, one["product_id"])
    patch = {"attributes": {"core.documents.test_reports": file["attachment_id"]}}
    own = await brand.call("update_product", product_id=one["product_id"], patch=patch)
    assert own["validation_warnings"] == []
    foreign = await brand.call("update_product", product_id=other["product_id"], patch=patch)
    assert [warning["code"] for warning in foreign["validation_warnings"]] == ["FILE_NOT_OF_PRODUCT"]
    third = (await new_product(brand))["product_id"]
    done = await brand.call("bulk_update_products", patches=[{"product_id": third, "patch": patch}])
    assert [warning["code"] for warning in done["results"][0]["validation_warnings"]] == ["FILE_NOT_OF_PRODUCT"]


async def test_a_copy_does_not_name_the_files_of_its_source(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    source = await new_product(brand)
    file = await new_attachment(brand, source["product_id"])
    link = "https://example.com/a.png"
    attributes = {"core.documents.test_reports": file["attachment_id"], "core.identity.image": link}
    await brand.call("update_product", product_id=source["product_id"], patch={"attributes": attributes})
    copy = (await brand.call("duplicate_product", product_id=source["product_id"]))["product"]
    assert "core.documents.test_reports" not in copy["attributes"]
    assert copy["attributes"]["core.identity.image"] == link
