"""set_product_identifier: one active value a type, unique in the brand, never lost."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import httpx
import psycopg
import pytest

from countermark.db.pool import Pool
from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from tests.support.client import Brand, new_brand
from tests.support.factories import new_gtin, new_product, new_sku
from tests.support.server import LiveServer
from tests.support.waiting import until


async def bare_product(brand: Brand) -> str:
    """The id of a product without identifiers."""
    product_id: str = (await new_product(brand, identifiers=[]))["product_id"]
    return product_id


async def history(brand: Brand, product_id: str) -> list[tuple[str, str]]:
    """Values and statuses, as listed."""
    answer = await brand.call("list_product_identifiers", product_id=product_id)
    return [(row["identifier_value"], row["status"]) for row in answer["identifiers"]]


async def test_the_answer_is_exactly_this(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    product_id = await bare_product(brand)
    answer = await brand.call(
        "set_product_identifier", product_id=product_id, identifier_type="sku", raw_value=" Rad-1 "
    )
    assert list(answer.items()) == [
        ("ok", True),
        ("product_id", product_id),
        ("identifier_type", "sku"),
        ("identifier_value", "Rad-1"),
        ("status", "active"),
    ]


@pytest.mark.parametrize(
    ("kind", "raw_value", "normalized"),
    [
        ("gtin", "96385074", "00000096385074"),
        ("gtin", "614141999996", "00614141999996"),
        ("gtin", "9521234543213", "09521234543213"),
        ("gtin", "19521234543210", "19521234543210"),
        ("ean", "96385074", "00000096385074"),
        ("ean", "9521234543213", "09521234543213"),
        ("upc", "614141999996", "00614141999996"),
        ("sku", "STRASSE-ä", "strasse-ä"),
        ("sku", "Stra\u00dfe-a\u0308", "strasse-ä"),
    ],
)
async def test_a_value_is_kept_as_given_and_as_compared(
    live_server: LiveServer, kind: str, raw_value: str, normalized: str
) -> None:
    brand = await new_brand(live_server)
    product_id = await bare_product(brand)
    await brand.call("set_product_identifier", product_id=product_id, identifier_type=kind, raw_value=raw_value)
    (row,) = (await brand.call("list_product_identifiers", product_id=product_id))["identifiers"]
    assert (row["identifier_value"], row["identifier_value_normalized"]) == (raw_value, normalized)


@pytest.mark.parametrize(
    ("kind", "raw_value"),
    [
        ("gtin", "9521234543214"),
        ("gtin", "952123454321"),
        ("gtin", "952-1234543213"),
        ("gtin", "\uff19521234543213"),
        ("gtin", ""),
        ("gtin", "1234567890"),
        ("ean", "614141999996"),
        ("ean", "19521234543210"),
        ("upc", "9521234543213"),
        ("upc", "96385074"),
        ("sku", " "),
        ("sku", "x" * 81),
        ("sku", "a\x00"),
        ("sku", "a\tb"),
        ("sku", 5),
        ("gtin", None),
    ],
)
async def test_a_bad_value_is_named(shared_brand: Brand, kind: str, raw_value: Any) -> None:
    product_id = await bare_product(shared_brand)
    error = await shared_brand.refused(
        400, "set_product_identifier", product_id=product_id, identifier_type=kind, raw_value=raw_value
    )
    assert error["details"].startswith("_raw_value:")


async def test_a_wrong_check_digit_is_answered_with_the_right_one(shared_brand: Brand) -> None:
    arguments = {"product_id": await bare_product(shared_brand), "identifier_type": "ean"}
    error = await shared_brand.refused(400, "set_product_identifier", **arguments, raw_value="9521234543214")
    assert "should be 3" in error["details"]


async def test_setting_the_same_value_again_changes_nothing(live_server: LiveServer, pool: Pool) -> None:
    brand = await new_brand(live_server)
    arguments = {"product_id": await bare_product(brand), "identifier_type": "sku", "raw_value": "A-1"}
    answers = [await brand.call("set_product_identifier", **arguments) for _ in range(2)]
    assert answers[0] == answers[1]
    assert await history(brand, arguments["product_id"]) == [("A-1", "active")]
    async with brand_transaction(pool, UUID(brand.id), SYSTEM_ACTOR, b"") as tx:
        told = await tx.connection.fetchval("SELECT count(*) FROM audit_log WHERE action LIKE '%set_product%'")
    assert told == 1


async def test_a_retired_value_may_return_as_a_new_row(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    product_id = await bare_product(brand)
    for value in ("A-1", "A-2", "A-1"):
        await brand.call("set_product_identifier", product_id=product_id, identifier_type="sku", raw_value=value)
    assert await history(brand, product_id) == [("A-1", "active"), ("A-2", "retired"), ("A-1", "retired")]


async def test_a_sku_can_change_its_case_but_not_be_another_s_in_other_case(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    mine, other = await bare_product(brand), await bare_product(brand)
    for value in ("a-1", "A-1"):
        await brand.call("set_product_identifier", product_id=mine, identifier_type="sku", raw_value=value)
    assert await history(brand, mine) == [("A-1", "active"), ("a-1", "retired")]
    arguments = {"product_id": other, "identifier_type": "sku", "raw_value": "a-1"}
    error = await brand.refused(409, "set_product_identifier", **arguments)
    assert (error["code"], error["message"]) == ("IDENTIFIER_TAKEN", "Invalid input")


async def test_a_gtin_is_the_same_in_all_its_lengths(live_server: LiveServer) -> None:
    brand, gtin = await new_brand(live_server), new_gtin()
    await new_product(brand, identifiers=[{"identifier_type": "gtin", "raw_value": gtin}])
    arguments = {"product_id": await bare_product(brand), "identifier_type": "gtin", "raw_value": f"0{gtin}"}
    assert (await brand.refused(409, "set_product_identifier", **arguments))["code"] == "IDENTIFIER_TAKEN"


async def test_a_retired_value_is_free_for_another_product(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    first, second = await bare_product(brand), await bare_product(brand)
    for product_id, value in ((first, "A-1"), (first, "A-2"), (second, "A-1")):
        await brand.call("set_product_identifier", product_id=product_id, identifier_type="sku", raw_value=value)
    assert await history(brand, second) == [("A-1", "active")]


async def test_of_many_products_wanting_one_value_at_once_one_gets_it(live_server: LiveServer) -> None:
    brand, sku = await new_brand(live_server), new_sku()
    products = [await bare_product(brand) for _ in range(6)]
    answers = await asyncio.gather(*(set_sku(brand, product_id, sku) for product_id in products))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409, 409, 409]


async def test_many_values_at_once_leave_one_active_and_all_in_the_history(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    product_id = await bare_product(brand)
    arguments = {"product_id": product_id, "identifier_type": "sku"}
    skus = [new_sku() for _ in range(8)]
    await asyncio.gather(*(brand.call("set_product_identifier", **arguments, raw_value=sku) for sku in skus))
    rows = await history(brand, product_id)
    assert [status for _, status in rows] == ["active"] + ["retired"] * 7
    assert {value for value, _ in rows} == set(skus)


async def test_two_products_swapping_values_at_once_are_both_refused_and_keep_theirs(
    live_server: LiveServer, owner: psycopg.Connection
) -> None:
    brand = await new_brand(live_server)
    held = {await bare_product(brand): new_sku() for _ in range(2)}
    for product_id, sku in held.items():
        await brand.call("set_product_identifier", product_id=product_id, identifier_type="sku", raw_value=sku)
    wanted = dict(zip(held, reversed(held.values()), strict=True))
    with owner.transaction():  # holds both back until both are about to retire what the other one wants
        owner.execute("SELECT FROM product_identifiers WHERE brand_id = %s FOR UPDATE", (brand.id,))
        answers = asyncio.gather(*(set_sku(brand, product_id, sku) for product_id, sku in wanted.items()))
        await until(lambda: waiting_for_a_lock(owner), lambda waiting: waiting == 2)
    assert [answer.status_code for answer in await answers] == [409, 409]
    assert [await history(brand, product_id) for product_id in held] == [[(sku, "active")] for sku in held.values()]


async def set_sku(brand: Brand, product_id: str, sku: str) -> httpx.Response:
    """The raw answer of setting a SKU."""
    arguments = {"product_id": product_id, "identifier_type": "sku", "raw_value": sku}
    return await brand.owner.post("set_product_identifier", brand_id=brand.id, **arguments)


async def waiting_for_a_lock(owner: psycopg.Connection) -> int:
    """How many connections of this database wait for another one's transaction."""
    row = owner.execute(
        "SELECT count(DISTINCT pid) FROM pg_locks JOIN pg_stat_activity USING (pid)"
        " WHERE NOT granted AND datname = current_database()"
    ).fetchone()
    assert row
    return int(row[0])


async def test_readiness_stops_missing_a_gtin(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    product = await new_product(brand, identifiers=[])
    assert [problem["code"] for problem in product["readiness_problems"]] == ["GTIN_MISSING"]
    arguments = {"product_id": product["product_id"], "identifier_type": "ean", "raw_value": new_gtin()}
    await brand.call("set_product_identifier", **arguments)
    assert (await brand.call("get_product", product_id=product["product_id"]))["readiness_problems"] == []


async def test_an_archived_product_keeps_its_identifiers(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    product_id = await bare_product(brand)
    await brand.call("archive_product", product_id=product_id)
    arguments = {"product_id": product_id, "identifier_type": "sku", "raw_value": "A-1"}
    assert (await brand.refused(400, "set_product_identifier", **arguments))["code"] == "PRODUCT_ARCHIVED"


async def test_another_brand_s_product_is_as_good_as_none(live_server: LiveServer) -> None:
    mine, theirs = await new_brand(live_server), await new_brand(live_server)
    product = await new_product(theirs)
    arguments = {"identifier_type": "sku", "raw_value": "A-1"}
    refusals = [
        await mine.refused(400, "set_product_identifier", product_id=product_id, **arguments)
        for product_id in (product["product_id"], str(uuid4()))
    ]
    assert refusals[0] == refusals[1]
    assert await theirs.call("get_product", product_id=product["product_id"]) == product
