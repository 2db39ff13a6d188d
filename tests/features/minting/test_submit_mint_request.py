"""submit_mint_request: what it answers, what blocks it, what it leaves behind."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import pytest

from countermark.db.pool import Pool
from tests.features.minting.stored import counts, stored
from tests.support.client import Brand, new_brand
from tests.support.factories import (
    finished_job,
    new_gtin,
    new_mint_batch,
    new_product,
    new_product_batch,
    submit_mint,
)
from tests.support.server import LiveServer

SERIAL = {"requested_quantity": 5, "identity_mode": "serial", "activation_mode": "first_scan"}
BATCH = {"requested_quantity": 5, "identity_mode": "batch", "activation_mode": "first_scan"}


def codes(result: dict[str, Any]) -> list[str]:
    """The blocking reasons of a result that must be blocked."""
    assert result["ok"] is False, result
    assert all(reason["message"] for reason in result["blocking_reasons"])
    return [reason["code"] for reason in result["blocking_reasons"]]


async def test_it_answers_exactly_this(shared_brand: Brand) -> None:
    result = await submit_mint(shared_brand, (await new_product(shared_brand))["product_id"])
    assert list(result) == ["ok", "mint_job_id", "mint_batch_id", "status", "is_duplicate"]
    assert (result["ok"], result["status"], result["is_duplicate"]) == (True, "QUEUED", False)
    assert UUID(result["mint_job_id"]) != UUID(result["mint_batch_id"])


async def test_a_million_units_leave_no_row(live_server: LiveServer, pool: Pool) -> None:
    brand = await new_brand(live_server)
    batch = await new_mint_batch(brand, requested_quantity=1_000_000)
    assert (batch["status"], batch["quantity"]) == ("minted", 1_000_000)
    rows = await counts(pool, brand)
    assert (rows["unit_states"], rows["mint_batches"], rows["next_unit_number"]) == (0, 1, 1_000_000)


async def test_ranges_never_overlap_however_many_mint_at_once(live_server: LiveServer, pool: Pool) -> None:
    brand = await new_brand(live_server)
    product_id = (await new_product(brand))["product_id"]
    await asyncio.gather(*(submit_mint(brand, product_id, requested_quantity=7) for _ in range(12)))
    query = "SELECT array_agg(first_unit_number ORDER BY first_unit_number) FROM mint_batches"
    assert await stored(pool, brand, query) == list(range(0, 84, 7))


async def test_it_leaves_an_audit_row(shared_brand: Brand, pool: Pool) -> None:
    batch = await new_mint_batch(shared_brand)
    query = "SELECT array_agg(action ORDER BY audit_id) FROM audit_log WHERE object_id = $1"
    told = await stored(pool, shared_brand, query, batch["mint_batch_id"])
    assert told == ["minting:submit_mint_request", "minting:complete_mint_job"]


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ({"requested_quantity": 0}, "_requested_quantity"),
        ({"requested_quantity": 1_000_001}, "_requested_quantity"),
        ({"requested_quantity": "5"}, "_requested_quantity"),
        ({"identity_mode": "lot"}, "_identity_mode"),
        ({"activation_mode": "later"}, "_activation_mode"),
        ({"serials": []}, "_serials"),
        ({"product_id": str(uuid4())}, "_product_id"),
        ({"product_batch_id": str(uuid4())}, "_product_batch_id"),
        ({"lots": [{"lot_code": "A", "qty": 0}]}, "_lots[0].qty"),
        ({"lots": [{"lot_code": "A", "qty": 1, "size": 1}]}, "_lots"),
        ({"lots": [{"lot_code": f"L{n}", "qty": 1} for n in range(101)]}, "_lots"),
        ({"idempotency_key": ""}, "_idempotency_key"),
        ({"idempotency_key": "k" * 201}, "_idempotency_key"),
    ],
)
async def test_malformed_arguments_are_named(shared_brand: Brand, arguments: dict[str, Any], named: str) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    error = await shared_brand.refused(400, "submit_mint_request", **({"product_id": product_id} | BATCH | arguments))
    assert error["details"].startswith(named), error


async def test_a_batch_of_another_product_is_as_good_as_none(shared_brand: Brand) -> None:
    product, other = await new_product(shared_brand), await new_product(shared_brand)
    batch = await new_product_batch(shared_brand, other["product_id"])
    arguments = SERIAL | {"product_id": product["product_id"]}
    seen = [
        await shared_brand.refused(400, "submit_mint_request", product_batch_id=batch_id, **arguments)
        for batch_id in (batch["id"], str(uuid4()))
    ]
    assert seen[0] == seen[1]


async def test_an_inactive_unready_product_gives_both_reasons(shared_brand: Brand) -> None:
    product = await new_product(shared_brand, attributes={}, commercial_status="INACTIVE")
    result = await submit_mint(shared_brand, product["product_id"])
    assert codes(result) == ["COMMERCIAL_STATUS_NOT_ACTIVE", "MINT_READINESS_NOT_READY"]
    assert "Manufacturer is missing" in result["blocking_reasons"][1]["message"]


async def test_an_archived_product_is_blocked(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    await shared_brand.call("archive_product", product_id=product_id)
    assert "PRODUCT_ARCHIVED" in codes(await submit_mint(shared_brand, product_id))


@pytest.mark.parametrize("ending", ["close_product_batch", "recall_product_batch"])
async def test_a_batch_that_ended_is_blocked(shared_brand: Brand, ending: str) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    batch_id = (await new_product_batch(shared_brand, product_id))["id"]
    await shared_brand.call(ending, batch_id=batch_id)
    assert codes(await submit_mint(shared_brand, product_id, product_batch_id=batch_id)) == ["BATCH_NOT_ACTIVE"]


async def test_what_was_minted_counts_against_the_batch(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    batch_id = (await new_product_batch(shared_brand, product_id, quantity=15))["id"]
    await new_mint_batch(shared_brand, product_id, product_batch_id=batch_id)
    result = await submit_mint(shared_brand, product_id, product_batch_id=batch_id, requested_quantity=6)
    assert codes(result) == ["BATCH_QUANTITY_EXCEEDED"]
    assert (result["requested_quantity"], result["available_quantity"]) == (6, 5)
    assert (await shared_brand.call("get_product_batch", batch_id=batch_id))["minted_quantity"] == 10


async def test_of_many_requests_for_the_last_units_only_as_many_as_fit_get_them(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    batch_id = (await new_product_batch(shared_brand, product_id, quantity=10))["id"]
    wanted = {"product_batch_id": batch_id, "requested_quantity": 3}
    results = await asyncio.gather(*(submit_mint(shared_brand, product_id, **wanted) for _ in range(8)))
    assert sorted(result["ok"] for result in results) == [False] * 5 + [True] * 3
    assert (await shared_brand.call("get_product_batch", batch_id=batch_id))["minted_quantity"] == 9


async def test_two_requests_for_the_last_units_give_one(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    batch_id = (await new_product_batch(shared_brand, product_id, quantity=10))["id"]
    twice = [submit_mint(shared_brand, product_id, product_batch_id=batch_id) for _ in range(2)]
    assert sorted(result["ok"] for result in await asyncio.gather(*twice)) == [False, True]


async def test_a_blocked_request_writes_nothing(live_server: LiveServer, pool: Pool) -> None:
    brand = await new_brand(live_server)
    product = await new_product(brand, attributes={})
    before = await counts(pool, brand)
    blocked = await submit_mint(brand, product["product_id"], idempotency_key="k")
    assert codes(blocked) == ["MINT_READINESS_NOT_READY"]
    assert await counts(pool, brand) == before


async def test_an_exhausted_counter_is_blocked(live_server: LiveServer, owner: Any) -> None:
    brand = await new_brand(live_server)
    product_id = (await new_product(brand))["product_id"]
    owner.execute("UPDATE unit_counters SET next_unit_number = 15 * 2^32 - 9 WHERE brand_id = %s", (brand.id,))
    assert codes(await submit_mint(brand, product_id)) == ["UNIT_NUMBERS_EXHAUSTED"]
    assert (await submit_mint(brand, product_id, requested_quantity=9))["ok"]
    assert (await submit_mint(brand, product_id, sandbox=True))["ok"]


async def test_codes_keep_carrying_the_gtin_of_their_mint(shared_brand: Brand) -> None:
    product = await new_product(shared_brand)
    batch = await new_mint_batch(shared_brand, product["product_id"])
    changed = {"product_id": product["product_id"], "identifier_type": "gtin", "raw_value": new_gtin()}
    await shared_brand.call("set_product_identifier", **changed)
    again = await shared_brand.call("get_mint_batch_by_id", mint_batch_id=batch["mint_batch_id"])
    assert again["gtin"] == product["identifiers"]["gtin"].zfill(14)


async def test_another_brand_s_product_is_as_good_as_none(live_server: LiveServer, pool: Pool) -> None:
    mine, theirs = await new_brand(live_server), await new_brand(live_server)
    product_id = (await new_product(theirs))["product_id"]
    seen = await mine.refused(400, "submit_mint_request", product_id=product_id, **SERIAL)
    assert seen == await mine.refused(400, "submit_mint_request", product_id=str(uuid4()), **SERIAL)
    assert (await counts(pool, theirs))["mint_batches"] == 0


async def test_another_brand_s_batch_is_as_good_as_none(live_server: LiveServer) -> None:
    mine, theirs = await new_brand(live_server), await new_brand(live_server)
    batch = await new_product_batch(theirs, (await new_product(theirs))["product_id"])
    arguments = SERIAL | {"product_id": (await new_product(mine))["product_id"]}
    seen = await mine.refused(400, "submit_mint_request", product_batch_id=batch["id"], **arguments)
    assert seen == await mine.refused(400, "submit_mint_request", product_batch_id=str(uuid4()), **arguments)


async def test_the_job_is_of_the_same_transaction(shared_brand: Brand) -> None:
    result = await submit_mint(shared_brand, (await new_product(shared_brand))["product_id"])
    job = await finished_job(shared_brand, result["mint_job_id"])
    assert job["mint_batch_id"] == result["mint_batch_id"]
