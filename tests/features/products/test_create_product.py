"""create_product: the record, its rules, and what comes with it."""

import asyncio
from typing import Any
from uuid import UUID

import psycopg
import pytest

from countermark.db.pool import Pool
from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from tests.support.client import Brand, new_brand
from tests.support.factories import READY_ATTRIBUTES, new_gtin, new_product, new_sku
from tests.support.server import LiveServer

KEYS = [
    "product_id",
    "name",
    "commercial_status",
    "identifiers",
    "attributes",
    "mint_readiness_status",
    "readiness_problems",
    "missing_fields",
    "completeness",
    "archived_at",
    "created_at",
    "updated_at",
]


async def test_a_product_has_these_keys_and_is_ready_when_nothing_is_missing(live_server: LiveServer) -> None:
    brand, gtin = await new_brand(live_server), new_gtin()
    product = await new_product(brand, identifiers=[{"identifier_type": "gtin", "raw_value": gtin}])
    assert list(product) == KEYS
    assert product["identifiers"] == {"sku": None, "gtin": gtin, "ean": None, "upc": None}
    assert (product["mint_readiness_status"], product["readiness_problems"]) == ("READY", [])
    assert (product["commercial_status"], product["attributes"]) == ("ACTIVE", READY_ATTRIBUTES)
    assert product["created_at"].endswith("Z")
    assert "." not in product["created_at"]


async def test_a_name_alone_makes_a_product_that_says_what_it_lacks(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    product = await brand.call("create_product", name={"de-AT": " Fahrrad "})
    assert product["name"] == {"de-AT": "Fahrrad"}
    assert product["mint_readiness_status"] == "NOT_READY"
    blocking = [problem["field"] for problem in product["readiness_problems"] if problem["severity"] == "error"]
    assert "core.operator.manufacturer_name" in blocking
    assert list(product["readiness_problems"][0]) == ["code", "field", "severity", "message"]


async def test_the_model_passport_comes_with_it_unpublished(live_server: LiveServer, pool: Pool) -> None:
    brand = await new_brand(live_server)
    product = await new_product(brand)
    async with brand_transaction(pool, UUID(brand.id), SYSTEM_ACTOR, b"") as tx:
        rows = await tx.connection.fetch("SELECT product_id, passport_state FROM product_passports")
    assert [tuple(row) for row in rows] == [(UUID(product["product_id"]), "unpublished")]


async def test_the_audit_log_tells_of_it(live_server: LiveServer, pool: Pool) -> None:
    brand = await new_brand(live_server)
    product = await new_product(brand)
    async with brand_transaction(pool, UUID(brand.id), SYSTEM_ACTOR, b"") as tx:
        row = await tx.connection.fetchrow("SELECT * FROM audit_log WHERE action = 'products:create_product'")
    assert row is not None
    assert (row["object_id"], row["actor_id"]) == (product["product_id"], UUID(brand.owner.user_id))
    assert row["new_value"]["identifiers"]["gtin"] == product["identifiers"]["gtin"]


@pytest.mark.parametrize(
    ("argument", "value"),
    [
        ("name", {}),
        ("name", "Bicycle"),
        ("name", {"en": ""}),
        ("name", {"en": "x" * 201}),
        ("name", {"en": "a\x00b"}),
        ("name", {"english!": "Bicycle"}),
        ("name", {"en": None}),
        ("name", None),
        ("attributes", []),
        ("attributes", {"x" * 101: 1}),
        ("attributes", {"": 1}),
        ("attributes", {"a": "x" * 70_000}),
        ("attributes", {"a": "\x00"}),
        ("commercial_status", "active"),
        ("identifiers", [{"identifier_type": "isbn", "raw_value": "1"}]),
        ("identifiers", [{"identifier_type": "gtin", "raw_value": "12345670", "more": 1}]),
        ("identifiers", [{"identifier_type": "sku", "raw_value": "a"}, {"identifier_type": "sku", "raw_value": "b"}]),
        ("identifiers", [{"identifier_type": "gtin", "raw_value": "12345678"}]),
        ("unheard_of", 1),
    ],
)
async def test_a_bad_argument_is_named(shared_brand: Brand, argument: str, value: Any) -> None:
    error = await shared_brand.refused(400, "create_product", **({"name": {"en": "Bicycle"}} | {argument: value}))
    assert error["details"].startswith(f"_{argument}")


async def test_a_refused_identifier_leaves_no_product_behind(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    taken = [{"identifier_type": "sku", "raw_value": new_sku()}]
    await brand.call("create_product", name={"en": "First"}, identifiers=taken)
    error = await brand.refused(409, "create_product", name={"en": "Second"}, identifiers=taken)
    assert (error["code"], error["message"]) == ("IDENTIFIER_TAKEN", "Invalid input")
    assert len((await brand.call("list_products"))["items"]) == 1


async def test_of_many_at_once_one_gets_the_identifiers(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    given = [
        {"identifier_type": kind, "raw_value": value} for kind, value in (("sku", new_sku()), ("gtin", new_gtin()))
    ]
    calls = (
        brand.owner.post("create_product", brand_id=brand.id, name={"en": "X"}, identifiers=given[:: 1 - 2 * (i % 2)])
        for i in range(8)
    )
    answers = await asyncio.gather(*calls)
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 7


async def test_identifiers_need_their_own_permission(live_server: LiveServer, owner: psycopg.Connection) -> None:
    brand = await new_brand(live_server)
    owner.execute("UPDATE memberships SET role = 'marketing_editor' WHERE brand_id = %s", (brand.id,))
    await brand.call("create_product", name={"en": "Allowed"})
    identifiers = [{"identifier_type": "sku", "raw_value": "A-1"}]
    error = await brand.refused(403, "create_product", name={"en": "Not"}, identifiers=identifiers)
    assert "identifiers.write" in error["details"]


async def test_another_brand_can_have_the_same_identifiers(live_server: LiveServer) -> None:
    mine, theirs = await new_brand(live_server), await new_brand(live_server)
    gtin = new_gtin()
    for brand in (mine, theirs):
        await new_product(brand, identifiers=[{"identifier_type": "gtin", "raw_value": gtin}])
    await mine.owner.refused(403, "create_product", brand_id=theirs.id, name={"en": "X"})
