"""bulk_update_products: rows are independent, and each is what update_product would have done."""

import asyncio
from typing import Any
from uuid import uuid4

import psycopg

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.factories import new_product
from tests.support.server import LiveServer

MODEL = "core.identity.model"
DESCRIPTION = "core.identity.description"


async def changed(brand: Brand, *patches: dict[str, Any]) -> list[dict[str, Any]]:
    answer = await brand.call("bulk_update_products", patches=list(patches))
    assert list(answer) == ["ok", "results"]
    assert answer["ok"] is True
    results: list[dict[str, Any]] = answer["results"]
    return results


async def product_now(brand: Brand, product_id: str) -> dict[str, Any]:
    product: dict[str, Any] = await brand.call("get_product", product_id=product_id)
    return product


async def test_each_product_gets_its_patch_and_one_row_of_the_log(
    shared_brand: Brand, owner: psycopg.Connection
) -> None:
    first, second = [(await new_product(shared_brand))["product_id"] for _ in range(2)]
    results = await changed(
        shared_brand,
        {"product_id": first, "patch": {"attributes": {MODEL: "City 30"}}},
        {"product_id": second, "patch": {"commercial_status": "INACTIVE", "name": {"de": "Stadtrad"}}},
    )
    assert [list(result) for result in results] == [
        ["product_id", "status", "error_message", "validation_warnings"]
    ] * 2
    assert [(result["product_id"], result["status"]) for result in results] == [
        (first, "updated"),
        (second, "updated"),
    ]
    assert (await product_now(shared_brand, first))["attributes"][MODEL] == "City 30"
    assert (await product_now(shared_brand, second))["name"] == {"en": "City bicycle", "de": "Stadtrad"}
    query = "SELECT old_value, new_value FROM audit_log WHERE object_id = %s AND action LIKE '%%:bulk_update_products'"
    assert owner.execute(query, (first,)).fetchall() == [
        ({"attributes": {MODEL: "City 28"}}, {"attributes": {MODEL: "City 30"}})
    ]


async def test_one_bad_row_spoils_no_other(shared_brand: Brand) -> None:
    good, archived = [(await new_product(shared_brand))["product_id"] for _ in range(2)]
    await shared_brand.call("archive_product", product_id=archived)
    wish = {"attributes": {MODEL: "City 31"}}
    results = await changed(
        shared_brand,
        {"product_id": "no-id", "patch": wish},
        {"product_id": NOBODYS_ID, "patch": wish},
        {"product_id": archived, "patch": wish},
        {"product_id": good, "patch": {"gtin": "4006381333931"}},
        {"product_id": good, "patch": {"colour": "red"}},
        {"product_id": good, "patch": ["no object"]},
        {"product_id": good, "patch": {"name": {"en": None}}},
        {"product_id": good, "patch": {"attributes": {"\x00": 1}}},
        {"product_id": good, "patch": wish},
    )
    assert [result["status"] for result in results] == ["error"] * 8 + ["updated"]
    messages = [result["error_message"] for result in results]
    assert "UUID" in messages[0]
    assert messages[1] == "no such product in this brand"
    assert "archived" in messages[2]
    assert "set_product_identifier" in messages[3]
    assert "colour" in messages[4]
    assert "name" in messages[6]
    assert (await product_now(shared_brand, good))["attributes"][MODEL] == "City 31"


async def test_warnings_never_block(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    patch = {"attributes": {"core.identity.weight": "heavy", "erp.code": 7}}
    [result] = await changed(shared_brand, {"product_id": product_id, "patch": patch})
    assert result["status"] == "updated"
    assert {warning["code"] for warning in result["validation_warnings"]} == {"VALUE_DOES_NOT_FIT", "UNKNOWN_FIELD"}


async def test_what_is_so_already_is_unchanged(shared_brand: Brand) -> None:
    product = await new_product(shared_brand)
    patch = {"attributes": {MODEL: "City 28"}, "commercial_status": "ACTIVE"}
    [result] = await changed(shared_brand, {"product_id": product["product_id"], "patch": patch})
    assert result["status"] == "unchanged"
    assert (await product_now(shared_brand, product["product_id"]))["updated_at"] == product["updated_at"]


async def test_a_text_in_one_language_leaves_the_others(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand, attributes={DESCRIPTION: "A bicycle."}))["product_id"]
    await changed(shared_brand, {"product_id": product_id, "patch": {"texts": {DESCRIPTION: {"de": "Ein Fahrrad."}}}})
    product = await product_now(shared_brand, product_id)
    assert product["attributes"][DESCRIPTION] == {"en": "A bicycle.", "de": "Ein Fahrrad."}
    cleared = {"texts": {DESCRIPTION: {"en": None, "de": None}}}
    await changed(shared_brand, {"product_id": product_id, "patch": cleared})
    assert DESCRIPTION not in (await product_now(shared_brand, product_id))["attributes"]


async def test_two_rows_for_one_product_are_made_in_their_order(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    results = await changed(
        shared_brand,
        {"product_id": product_id, "patch": {"attributes": {MODEL: "1", "a.b": 1}}},
        {"product_id": product_id, "patch": {"attributes": {MODEL: "2", "a.b": None}}},
    )
    assert [result["status"] for result in results] == ["updated", "updated"]
    attributes = (await product_now(shared_brand, product_id))["attributes"]
    assert attributes[MODEL] == "2"
    assert "a.b" not in attributes


async def test_what_somebody_changed_meanwhile_is_left(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    row = {
        "product_id": product_id,
        "patch": {"attributes": {MODEL: "City 32"}},
        "expected": {"attributes": {MODEL: "City 27"}},
    }
    [result] = await changed(shared_brand, row)
    assert (result["status"], result["error_message"]) == ("conflict", f"changed meanwhile: {MODEL}")
    assert (await product_now(shared_brand, product_id))["attributes"][MODEL] == "City 28"
    [result] = await changed(shared_brand, row | {"expected": {"attributes": {MODEL: "City 28", "not.there": None}}})
    assert result["status"] == "updated"


async def test_readiness_follows(shared_brand: Brand) -> None:
    ready, unready = (await new_product(shared_brand))["product_id"], await new_product(shared_brand, attributes={})
    assert unready["mint_readiness_status"] == "NOT_READY"
    attributes = (await product_now(shared_brand, ready))["attributes"]
    await changed(
        shared_brand,
        {"product_id": ready, "patch": {"attributes": {MODEL: None}}},
        {"product_id": unready["product_id"], "patch": {"attributes": attributes}},
    )
    assert (await product_now(shared_brand, ready))["mint_readiness_status"] == "NOT_READY"
    assert (await product_now(shared_brand, unready["product_id"]))["mint_readiness_status"] == "READY"


async def test_many_at_once_in_opposite_orders_never_deadlock(shared_brand: Brand) -> None:
    ids = [(await new_product(shared_brand))["product_id"] for _ in range(8)]

    def rows(order: list[str]) -> list[dict[str, Any]]:
        return [{"product_id": one, "patch": {"attributes": {"erp.run": uuid4().hex}}} for one in order]

    runs = [changed(shared_brand, *rows(ids if even else ids[::-1])) for even in (True, False) * 4]
    for results in await asyncio.gather(*runs):
        assert {result["status"] for result in results} == {"updated"}


async def test_none_and_more_than_a_hundred_are_refused(shared_brand: Brand) -> None:
    row = {"product_id": NOBODYS_ID, "patch": {}}
    for patches in ([], [row] * 101):
        error = await shared_brand.refused(400, "bulk_update_products", patches=patches)
        assert error["details"].startswith("_patches: needs 1 to 100")


async def test_another_brand_changes_nothing(shared_brand: Brand, live_server: LiveServer) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    other = await new_brand(live_server)
    wish = {"product_id": product_id, "patch": {"attributes": {MODEL: "theirs"}}}
    [result] = await changed(other, wish)
    [unknown] = await changed(other, wish | {"product_id": NOBODYS_ID})
    assert result | {"product_id": NOBODYS_ID} == unknown
    await other.owner.refused(403, "bulk_update_products", brand_id=shared_brand.id, patches=[wish])
    assert (await product_now(shared_brand, product_id))["attributes"][MODEL] == "City 28"
