"""create_product_batch: the contract, its validation, two at once."""

import asyncio
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from countermark.db.pool import Pool
from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.factories import new_product, new_product_batch
from tests.support.server import LiveServer


async def test_the_answer_is_the_contract_s(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    given = {"batch_number": "BATCH-2026-001", "production_date": "2026-01-15", "quantity": 500}
    given |= {"facility_ref": "FAC-EU-01", "attributes": {}}
    answer = await shared_brand.call("create_product_batch", product_id=product_id, **given)
    batch_id, created_at = UUID(answer["id"]), datetime.strptime(answer["created_at"], "%Y-%m-%dT%H:%M:%SZ")
    assert list(answer.items()) == [
        ("id", str(batch_id)),
        ("product_id", product_id),
        ("batch_number", "BATCH-2026-001"),
        ("status", "active"),
        ("production_date", "2026-01-15"),
        ("quantity", 500),
        ("facility_ref", "FAC-EU-01"),
        ("created_at", f"{created_at.isoformat()}Z"),
    ]
    assert abs((datetime.now(UTC) - created_at.replace(tzinfo=UTC)).total_seconds()) < 60


@pytest.mark.parametrize("given", [{}, dict.fromkeys(("production_date", "quantity", "facility_ref", "attributes"))])
async def test_what_is_absent_is_null(shared_brand: Brand, given: dict[str, None]) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    batch = await new_product_batch(shared_brand, product_id, **given)
    assert (batch["production_date"], batch["quantity"], batch["facility_ref"]) == (None, None, None)


@pytest.mark.parametrize(
    ("argument", "value"),
    [
        ("batch_number", "x"),
        ("batch_number", "x" * 100),
        ("batch_number", "Überlänge 1 / 2"),
        ("batch_number", "'; DROP TABLE products; --"),
        ("quantity", 1),
        ("quantity", 1_000_000_000),
        ("facility_ref", "x" * 100),
        ("production_date", "2024-02-29"),
        ("production_date", f"{datetime.now(UTC).year + 4}-12-31"),
    ],
)
async def test_the_bounds_are_allowed(shared_brand: Brand, argument: str, value: Any) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    batch = await new_product_batch(shared_brand, product_id, **{argument: value})
    assert batch[argument] == value


@pytest.mark.parametrize(
    ("argument", "value"),
    [
        ("batch_number", None),
        ("batch_number", 5),
        ("batch_number", ""),
        ("batch_number", "   "),
        ("batch_number", "x" * 101),
        ("batch_number", "a\x00b"),
        ("batch_number", "a\nb"),
        ("batch_number", "a\x85b"),
        ("batch_number", "a\u2028b"),
        ("production_date", "2026-02-30"),
        ("production_date", "2025-02-29"),
        ("production_date", "2026-13-01"),
        ("production_date", "15.01.2026"),
        ("production_date", "2026-01-15T00:00:00Z"),
        ("production_date", ""),
        ("production_date", 20260115),
        ("production_date", "0000-01-01"),
        ("production_date", "9999-12-31"),
        ("production_date", f"{datetime.now(UTC).year + 6}-01-01"),
        ("quantity", 0),
        ("quantity", -1),
        ("quantity", 1_000_000_001),
        ("quantity", 10**30),
        ("quantity", 5.0),
        ("quantity", 5.5),
        ("quantity", True),
        ("quantity", "5"),
        ("facility_ref", ""),
        ("facility_ref", "x" * 101),
        ("facility_ref", "a\x1bb"),
        ("facility_ref", ["FAC"]),
        ("attributes", []),
        ("attributes", "{}"),
        ("attributes", {"a": "x" * 70_000}),
        ("attributes", {"a": "\x00"}),
        ("attributes", {"a": [[[[[[[[[[1]]]]]]]]]]}),
        ("product_id", "not-a-uuid"),
        ("product_id", None),
        ("product_id", NOBODYS_ID),
        ("status", "closed"),
        ("minted_quantity", 0),
    ],
)
async def test_a_bad_argument_is_named(shared_brand: Brand, argument: str, value: Any) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    arguments = {"product_id": product_id, "batch_number": "B-1", argument: value}
    error = await shared_brand.refused(400, "create_product_batch", **arguments)
    assert error["message"] == "Invalid input"
    assert error["details"].startswith(f"_{argument}")
    assert await shared_brand.call("list_product_batches", product_id=product_id) == []


async def test_a_number_is_unique_within_its_product(shared_brand: Brand) -> None:
    first, second = [(await new_product(shared_brand))["product_id"] for _ in range(2)]
    for product_id in (first, second):
        await new_product_batch(shared_brand, product_id, batch_number="B-1")
    error = await shared_brand.refused(409, "create_product_batch", product_id=first, batch_number=" B-1 ")
    assert (error["code"], error["message"]) == ("BATCH_NUMBER_TAKEN", "Invalid input")


@pytest.mark.parametrize("number", ["B-1", "a number that is no GS1 batch number"])
async def test_of_many_at_once_one_is_made(shared_brand: Brand, number: str) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    arguments = {"brand_id": shared_brand.id, "product_id": product_id, "batch_number": number}
    answers = await asyncio.gather(*(shared_brand.owner.post("create_product_batch", **arguments) for _ in range(10)))
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 9
    assert len(await shared_brand.call("list_product_batches", product_id=product_id)) == 1


@pytest.mark.parametrize("number", ["x" * 21, "LOT 7", "Größe"])
async def test_a_number_that_is_no_gs1_batch_number_is_told_in_the_readiness(shared_brand: Brand, number: str) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    await new_product_batch(shared_brand, product_id, batch_number=number)
    product = await shared_brand.call("get_product", product_id=product_id)
    (problem,) = product["readiness_problems"]
    assert (problem["code"], problem["severity"]) == ("BATCH_NUMBER_NOT_GS1", "warning")
    assert repr(number) in problem["message"]
    assert product["mint_readiness_status"] == "READY"


async def test_odd_numbers_at_once_are_all_told(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    numbers = [f"odd number {place}" for place in range(8)]
    await asyncio.gather(*(new_product_batch(shared_brand, product_id, batch_number=number) for number in numbers))
    problems = (await shared_brand.call("get_product", product_id=product_id))["readiness_problems"]
    assert {number for number in numbers if any(repr(number) in problem["message"] for problem in problems)} == set(
        numbers
    )


async def test_the_audit_log_tells_of_it(live_server: LiveServer, pool: Pool) -> None:
    brand = await new_brand(live_server)
    batch = await new_product_batch(brand, (await new_product(brand))["product_id"], quantity=7)
    async with brand_transaction(pool, UUID(brand.id), SYSTEM_ACTOR, b"") as tx:
        row = await tx.connection.fetchrow("SELECT * FROM audit_log WHERE action = 'batches:create_product_batch'")
    assert row is not None
    assert (row["object_id"], row["new_value"]["quantity"]) == (batch["id"], 7)


async def test_another_brand_s_product_is_as_good_as_none(live_server: LiveServer) -> None:
    mine, theirs = await new_brand(live_server), await new_brand(live_server)
    product_id = (await new_product(theirs))["product_id"]
    refusals = [
        await mine.refused(400, "create_product_batch", product_id=which, batch_number="B-1")
        for which in (product_id, str(uuid4()))
    ]
    assert refusals[0] == refusals[1]
    assert await theirs.call("list_product_batches", product_id=product_id) == []
