"""get_mint_batch_by_id."""

from uuid import uuid4

import psycopg

from tests.features.minting.touch import scan_units
from tests.support.client import Brand, new_brand
from tests.support.factories import new_mint_batch, new_product, new_product_batch
from tests.support.server import LiveServer


async def test_it_has_the_batch_its_job_and_its_counts(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    run = await new_product_batch(shared_brand, product_id)
    batch = await new_mint_batch(shared_brand, product_id, product_batch_id=run["id"])
    assert (batch["batch_number"], batch["quantity"], batch["status"]) == (run["batch_number"], 10, "minted")
    assert (batch["job"]["status"], batch["job"]["attempts"], batch["job"]["error"]) == ("COMPLETED", 1, None)
    assert (batch["activated_count"], batch["revoked_count"], batch["lots"]) == (0, 0, [])


async def test_scans_and_revocations_are_counted(shared_brand: Brand, owner: psycopg.Connection) -> None:
    batch = await new_mint_batch(shared_brand)
    scan_units(owner, batch, 0, 3)
    page = await shared_brand.call("list_mint_units", mint_batch_id=batch["mint_batch_id"], limit=1)
    target = {"kind": "unit", "id": page["items"][0]["unit_id"]}
    for state in ("published", "revoked"):
        await shared_brand.call("transition_passport_lifecycle", target=target, to_state=state)
    now = await shared_brand.call("get_mint_batch_by_id", mint_batch_id=batch["mint_batch_id"])
    assert (now["activated_count"], now["revoked_count"], now["passport_state"]) == (4, 1, "unpublished")


async def test_active_at_mint_counts_every_unit(shared_brand: Brand) -> None:
    assert (await new_mint_batch(shared_brand, activation_mode="active_at_mint"))["activated_count"] == 10


async def test_a_published_batch_says_since_when_and_what(shared_brand: Brand) -> None:
    mint_batch_id = (await new_mint_batch(shared_brand))["mint_batch_id"]
    target = {"kind": "mint_batch", "id": mint_batch_id}
    await shared_brand.call("transition_passport_lifecycle", target=target, to_state="published")
    batch = await shared_brand.call("get_mint_batch_by_id", mint_batch_id=mint_batch_id)
    assert (batch["passport_state"], len(batch["snapshot_sha256"])) == ("published", 64)
    assert batch["published_at"] is not None
    assert batch["revoked_at"] is None


async def test_a_revoked_lot_counts_with_all_its_units(shared_brand: Brand) -> None:
    lots = [{"lot_code": "A", "qty": 4}, {"lot_code": "B", "qty": 6}]
    batch = await new_mint_batch(shared_brand, identity_mode="batch", lots=lots)
    for state in ("published", "revoked"):
        target = {"kind": "lot", "id": batch["lots"][1]["lot_id"]}
        await shared_brand.call("transition_passport_lifecycle", target=target, to_state=state)
    now = await shared_brand.call("get_mint_batch_by_id", mint_batch_id=batch["mint_batch_id"])
    assert now["revoked_count"] == 6
    assert [lot["passport_state"] for lot in now["lots"]] == ["unpublished", "revoked"]


async def test_another_brand_s_mint_batch_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = await new_mint_batch(await new_brand(live_server))
    seen = await shared_brand.refused(400, "get_mint_batch_by_id", mint_batch_id=theirs["mint_batch_id"])
    assert seen == await shared_brand.refused(400, "get_mint_batch_by_id", mint_batch_id=str(uuid4()))
