"""recall_product_batch."""

from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from countermark.db.pool import Pool
from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from tests.support.client import Brand, new_brand
from tests.support.factories import new_product, new_product_batch
from tests.support.server import LiveServer


@pytest.mark.parametrize("steps", [[], ["close_product_batch"]])
async def test_an_active_and_a_closed_batch_can_be_recalled(shared_brand: Brand, steps: list[str]) -> None:
    batch = await new_product_batch(shared_brand, (await new_product(shared_brand))["product_id"])
    for step in steps:
        await shared_brand.call(step, batch_id=batch["id"])
    recalled = await shared_brand.call("recall_product_batch", batch_id=batch["id"])
    assert recalled["status"] == "recalled"


@pytest.mark.parametrize(
    ("operation", "code"),
    [("recall_product_batch", "BATCH_ALREADY_RECALLED"), ("close_product_batch", "BATCH_NOT_ACTIVE")],
)
async def test_a_recalled_batch_stays_recalled(shared_brand: Brand, operation: str, code: str) -> None:
    batch = await new_product_batch(shared_brand, (await new_product(shared_brand))["product_id"])
    await shared_brand.call("recall_product_batch", batch_id=batch["id"])
    assert (await shared_brand.refused(400, operation, batch_id=batch["id"]))["code"] == code


async def test_the_reason_is_in_the_audit_log(live_server: LiveServer, pool: Pool) -> None:
    brand = await new_brand(live_server)
    batch = await new_product_batch(brand, (await new_product(brand))["product_id"])
    await brand.call("recall_product_batch", batch_id=batch["id"], reason="Cells overheat")
    async with brand_transaction(pool, UUID(brand.id), SYSTEM_ACTOR, b"") as tx:
        row = await tx.connection.fetchrow("SELECT * FROM audit_log WHERE action = 'batches:recall_product_batch'")
    assert row is not None
    assert row["old_value"] == {"status": "active"}
    assert row["new_value"] == {"status": "recalled", "reason": "Cells overheat"}


@pytest.mark.parametrize("reason", ["", "x" * 501, "a\x00", 5])
async def test_a_bad_reason_is_named(shared_brand: Brand, reason: Any) -> None:
    batch = await new_product_batch(shared_brand, (await new_product(shared_brand))["product_id"])
    error = await shared_brand.refused(400, "recall_product_batch", batch_id=batch["id"], reason=reason)
    assert error["details"].startswith("_reason")


async def test_it_needs_a_permission_of_its_own(live_server: LiveServer, owner: psycopg.Connection) -> None:
    brand = await new_brand(live_server)
    batch = await new_product_batch(brand, (await new_product(brand))["product_id"])
    owner.execute(
        "UPDATE roles SET permissions = array_remove(permissions, 'batches.recall') WHERE brand_id = %s", (brand.id,)
    )
    error = await brand.refused(403, "recall_product_batch", batch_id=batch["id"])
    assert "batches.recall" in error["details"]


async def test_another_brand_s_batch_is_as_good_as_none(live_server: LiveServer) -> None:
    mine, theirs = await new_brand(live_server), await new_brand(live_server)
    batch = await new_product_batch(theirs, (await new_product(theirs))["product_id"])
    seen = await mine.refused(400, "recall_product_batch", batch_id=batch["id"])
    assert seen == await mine.refused(400, "recall_product_batch", batch_id=str(uuid4()))
    assert (await theirs.call("get_product_batch", batch_id=batch["id"]))["status"] == "active"
