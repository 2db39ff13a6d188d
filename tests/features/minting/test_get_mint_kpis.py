"""get_mint_kpis: sums that agree with what happened, before and after they are added up."""

from uuid import UUID

import psycopg

from countermark.db.pool import Pool
from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from countermark.features.minting.sum_activations import sum_activations
from tests.features.minting.touch import scan_units
from tests.support.client import Brand, new_brand
from tests.support.factories import new_mint_batch, new_product
from tests.support.server import LiveServer


async def test_sums_tell_what_happened_and_stay_the_same_when_they_are_added_up(
    live_server: LiveServer, owner: psycopg.Connection, pool: Pool
) -> None:
    brand = await new_brand(live_server)
    scanned = await new_mint_batch(brand)
    at_once = await new_mint_batch(brand, activation_mode="active_at_mint", requested_quantity=5)
    sandbox = await new_mint_batch(brand, sandbox=True, requested_quantity=100)
    scan_units(owner, scanned, 0, 3)
    scan_units(owner, sandbox, 0, 9)
    units = (await brand.call("list_mint_units", mint_batch_id=scanned["mint_batch_id"]))["items"]
    revoked = [units[0]["unit_id"], units[9]["unit_id"]]  # one was active, one was not
    await brand.call("revoke_units", unit_ids=revoked, reason="damaged")
    name = {"mint_batch_id": at_once["mint_batch_id"], "to_status": "voided"}
    await brand.call("transition_mint_batch", **name, reason="misprint")
    told = await brand.call("get_mint_kpis")
    expected = {"minted": 15, "activated": 9, "active": 3, "revoked": 7, "first_scan_rate": 0.4}
    assert told["total"] == told["period"] == expected
    assert sum(bucket["minted"] for bucket in told["buckets"]) == 15
    assert {one["product_id"]: one["minted"] for one in told["products"]} == {
        scanned["product_id"]: 10,
        at_once["product_id"]: 5,
    }
    owner.execute(
        "UPDATE unit_states SET activated_at = now() - interval '11 minutes' WHERE mint_batch_id = %s AND "
        "unit_number %% 2 = 0 AND activated_at IS NOT NULL",
        (scanned["mint_batch_id"],),
    )
    for _ in range(2):
        async with brand_transaction(pool, UUID(brand.id), SYSTEM_ACTOR, b"") as tx:
            await sum_activations(tx)
        assert (await brand.call("get_mint_kpis", bucket="month"))["total"] == expected


async def test_every_bucket_of_the_period_is_there(shared_brand: Brand) -> None:
    period = {"from_date": "2026-01-05", "to_date": "2026-02-01"}
    counts = {
        bucket: len((await shared_brand.call("get_mint_kpis", bucket=bucket, **period))["buckets"])
        for bucket in ("day", "week", "month")
    }
    assert counts == {"day": 28, "week": 4, "month": 2}
    for wrong in ({"from_date": "2026-02-02", "to_date": "2026-02-01"}, {"from_date": "1999-01-01"}):
        assert "_from_date" in (await shared_brand.refused(400, "get_mint_kpis", **wrong))["details"]


async def test_another_brand_s_units_do_not_count(live_server: LiveServer) -> None:
    mine, theirs = await new_brand(live_server), await new_brand(live_server)
    product_id = (await new_product(theirs))["product_id"]
    await new_mint_batch(theirs, product_id)
    assert (await mine.call("get_mint_kpis", product_id=product_id))["total"]["minted"] == 0
