"""update_product_batch: what a patch sets, clears and must not do."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from countermark.db.pool import Pool
from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from tests.support.client import Brand, new_brand
from tests.support.factories import new_product, new_product_batch
from tests.support.server import LiveServer


async def new_batch(brand: Brand, **arguments: Any) -> str:
    """The id of a batch of a fresh product."""
    batch_id: str = (await new_product_batch(brand, (await new_product(brand))["product_id"], **arguments))["id"]
    return batch_id


async def test_the_answer_is_the_contract_s(shared_brand: Brand) -> None:
    batch_id = await new_batch(shared_brand, batch_number="BATCH-2026-001", quantity=500)
    patch = {"quantity": 600, "facility_ref": "FAC-EU-02"}
    answer = await shared_brand.call("update_product_batch", batch_id=batch_id, patch=patch)
    assert list(answer.items())[:-1] == [
        ("id", batch_id),
        ("batch_number", "BATCH-2026-001"),
        ("status", "active"),
        ("quantity", 600),
        ("facility_ref", "FAC-EU-02"),
    ]
    assert list(answer)[-1] == "updated_at"
    assert answer["updated_at"].endswith("Z")


async def test_null_clears_and_what_is_absent_stays(shared_brand: Brand) -> None:
    batch_id = await new_batch(shared_brand, quantity=5, facility_ref="FAC", production_date="2026-01-15")
    patch = {"quantity": None, "production_date": None}
    await shared_brand.call("update_product_batch", batch_id=batch_id, patch=patch)
    batch = await shared_brand.call("get_product_batch", batch_id=batch_id)
    assert (batch["quantity"], batch["production_date"], batch["facility_ref"]) == (None, None, "FAC")


async def test_attributes_merge_key_by_key(shared_brand: Brand) -> None:
    batch_id = await new_batch(shared_brand, attributes={"a": 1, "b": 2})
    for patch, left in (({"a": None, "c": [3]}, {"b": 2, "c": [3]}), ({}, {"b": 2, "c": [3]}), (None, {})):
        await shared_brand.call("update_product_batch", batch_id=batch_id, patch={"attributes": patch})
        assert (await shared_brand.call("get_product_batch", batch_id=batch_id))["attributes"] == left


@pytest.mark.parametrize(
    "patch",
    [
        {"quantity": 0},
        {"quantity": 1_000_000_001},
        {"quantity": 5.0},
        {"quantity": False},
        {"quantity": "600"},
        {"facility_ref": ""},
        {"facility_ref": "a\x00"},
        {"facility_ref": "x" * 101},
        {"production_date": "2026-02-30"},
        {"production_date": "9999-01-01"},
        {"attributes": []},
        {"attributes": {"a": "x" * 70_000}},
        {"batch_number": "B-2"},
        {"status": "closed"},
        {"minted_quantity": 5},
        {"_quantity": 5},
        [],
        None,
    ],
)
async def test_a_bad_patch_is_named_and_changes_nothing(shared_brand: Brand, patch: Any) -> None:
    batch_id = await new_batch(shared_brand, quantity=5)
    before = await shared_brand.call("get_product_batch", batch_id=batch_id)
    error = await shared_brand.refused(400, "update_product_batch", batch_id=batch_id, patch=patch)
    assert error["details"].startswith("_patch")
    assert next(iter(patch or [""])) in error["details"]
    assert await shared_brand.call("get_product_batch", batch_id=batch_id) == before


async def test_the_quantity_never_falls_below_what_was_minted(shared_brand: Brand, owner: psycopg.Connection) -> None:
    batch_id = await new_batch(shared_brand, quantity=100)
    owner.execute("UPDATE product_batches SET minted_quantity = 40 WHERE product_batch_id = %s", (batch_id,))
    error = await shared_brand.refused(400, "update_product_batch", batch_id=batch_id, patch={"quantity": 39})
    assert (error["code"], error["message"]) == ("QUANTITY_BELOW_MINTED", "Invalid input")
    for quantity in (40, None):
        await shared_brand.call("update_product_batch", batch_id=batch_id, patch={"quantity": quantity})


async def test_a_closed_batch_can_be_corrected_and_of_a_recalled_one_only_the_attributes(shared_brand: Brand) -> None:
    batch_id = await new_batch(shared_brand)
    await shared_brand.call("close_product_batch", batch_id=batch_id)
    await shared_brand.call("update_product_batch", batch_id=batch_id, patch={"quantity": 5})
    await shared_brand.call("recall_product_batch", batch_id=batch_id)
    await shared_brand.call("update_product_batch", batch_id=batch_id, patch={"attributes": {"notice": "R-1"}})
    error = await shared_brand.refused(400, "update_product_batch", batch_id=batch_id, patch={"quantity": 6})
    assert error["code"] == "BATCH_RECALLED"


async def test_patches_at_once_are_all_kept(shared_brand: Brand) -> None:
    batch_id = await new_batch(shared_brand)
    patches: list[dict[str, Any]] = [{"attributes": {str(number): number}} for number in range(8)]
    patches += [{"quantity": 5}, {"facility_ref": "FAC"}]
    await asyncio.gather(
        *(shared_brand.call("update_product_batch", batch_id=batch_id, patch=patch) for patch in patches)
    )
    batch = await shared_brand.call("get_product_batch", batch_id=batch_id)
    assert (batch["quantity"], batch["facility_ref"], len(batch["attributes"])) == (5, "FAC", 8)


async def test_the_audit_log_holds_what_changed_and_only_that(live_server: LiveServer, pool: Pool) -> None:
    brand = await new_brand(live_server)
    batch_id = await new_batch(brand, quantity=5, facility_ref="FAC")
    for _ in range(2):  # the second one changes nothing
        await brand.call("update_product_batch", batch_id=batch_id, patch={"quantity": 6, "facility_ref": "FAC"})
    async with brand_transaction(pool, UUID(brand.id), SYSTEM_ACTOR, b"") as tx:
        rows = await tx.connection.fetch("SELECT * FROM audit_log WHERE action = 'batches:update_product_batch'")
    assert [(row["old_value"], row["new_value"]) for row in rows] == [({"quantity": 5}, {"quantity": 6})]


async def test_another_brand_s_batch_is_as_good_as_none(live_server: LiveServer) -> None:
    mine, theirs = await new_brand(live_server), await new_brand(live_server)
    batch_id = await new_batch(theirs, quantity=5)
    refusals = [
        await mine.refused(400, "update_product_batch", batch_id=which, patch={"quantity": 6})
        for which in (batch_id, str(uuid4()))
    ]
    assert refusals[0] == refusals[1]
    assert (await theirs.call("get_product_batch", batch_id=batch_id))["quantity"] == 5
