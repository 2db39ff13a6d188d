"""transition_passport_lifecycle: forward only, for one or for a million."""

import asyncio
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from countermark.db.pool import Pool
from tests.features.minting.stored import stored
from tests.features.passports.lifecycle import move, passport_of, target_of, target_of_unit, units_of
from tests.support.client import Brand, new_brand
from tests.support.factories import new_mint_batch, new_product
from tests.support.server import LiveServer

TRANSITION = "transition_passport_lifecycle"
LOTS = [{"lot_code": "A", "qty": 4}, {"lot_code": "B", "qty": 6}]


async def states(brand: Brand, batch: dict[str, Any]) -> list[str]:
    """The passport states of the first units."""
    return [unit["passport_state"] for unit in await units_of(brand, batch)]


async def test_it_answers_exactly_this(shared_brand: Brand) -> None:
    target = target_of(await new_mint_batch(shared_brand))
    result = await move(shared_brand, target, "published")
    assert result == {
        "ok": True,
        "target": target,
        "from_state": "unpublished",
        "to_state": "published",
        "impacted_count": 10,
    }
    assert list(result) == ["ok", "target", "from_state", "to_state", "impacted_count"]


async def test_a_million_passports_are_one_update(live_server: LiveServer, pool: Pool) -> None:
    brand = await new_brand(live_server)
    batch = await new_mint_batch(brand, requested_quantity=1_000_000)
    assert (await move(brand, target_of(batch), "published"))["impacted_count"] == 1_000_000
    assert (await move(brand, target_of(batch), "revoked"))["impacted_count"] == 1_000_000
    assert await stored(pool, brand, "SELECT count(*) FROM unit_states") == 0


async def test_a_unit_goes_alone(shared_brand: Brand) -> None:
    batch = await new_mint_batch(shared_brand)
    unit = (await units_of(shared_brand, batch))[3]
    assert (await move(shared_brand, target_of_unit(unit), "published"))["impacted_count"] == 1
    assert (await states(shared_brand, batch)).count("published") == 1
    await move(shared_brand, target_of_unit(unit), "revoked")
    assert (await states(shared_brand, batch))[2:5] == ["unpublished", "revoked", "unpublished"]


async def test_units_ahead_of_their_batch_keep_what_they_have(shared_brand: Brand) -> None:
    batch = await new_mint_batch(shared_brand)
    published, revoked, *_ = await units_of(shared_brand, batch)
    await move(shared_brand, target_of_unit(published), "published")
    await move(shared_brand, target_of_unit(revoked), "published", "revoked")
    assert (await move(shared_brand, target_of(batch), "published"))["impacted_count"] == 8
    assert await states(shared_brand, batch) == ["published", "revoked", *["published"] * 8]
    assert (await move(shared_brand, target_of(batch), "revoked"))["impacted_count"] == 9


async def test_a_unit_of_a_published_batch_is_revoked_with_what_it_said(shared_brand: Brand) -> None:
    batch = await new_mint_batch(shared_brand)
    await move(shared_brand, target_of(batch), "published")
    unit = (await units_of(shared_brand, batch))[0]
    before = await passport_of(shared_brand, unit)
    await move(shared_brand, target_of_unit(unit), "revoked")
    after = await passport_of(shared_brand, unit)
    assert after["snapshot_sha256"] == before["snapshot_sha256"]
    assert (after["published_at"], after["state"]) == (before["published_at"], "revoked")
    assert after["page"]["sections"] == before["page"]["sections"]


async def test_a_lot_goes_alone_and_with_its_batch(shared_brand: Brand) -> None:
    batch = await new_mint_batch(shared_brand, identity_mode="batch", lots=LOTS)
    lot = {"kind": "lot", "id": batch["lots"][0]["lot_id"]}
    assert (await move(shared_brand, lot, "published"))["impacted_count"] == 1
    assert await states(shared_brand, batch) == ["published"] * 4 + ["unpublished"] * 6
    assert (await move(shared_brand, target_of(batch), "published"))["impacted_count"] == 1
    await move(shared_brand, lot, "revoked")
    assert (await move(shared_brand, target_of(batch), "revoked"))["impacted_count"] == 1
    assert set(await states(shared_brand, batch)) == {"revoked"}


async def test_a_model_has_a_passport_of_its_own(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    target = {"kind": "product", "id": product_id}
    assert (await move(shared_brand, target, "published"))["from_state"] == "unpublished"
    assert (await move(shared_brand, target, "revoked"))["from_state"] == "published"


@pytest.mark.parametrize(
    ("path", "to_state", "code"),
    [
        ([], "revoked", "PASSPORT_NOT_PUBLISHED"),
        (["published", "revoked"], "published", "PASSPORT_STATE_FORWARD_ONLY"),
    ],
)
@pytest.mark.parametrize("kind", ["mint_batch", "unit", "product"])
async def test_there_is_no_leap_and_no_way_back(
    shared_brand: Brand, kind: str, path: list[str], to_state: str, code: str
) -> None:
    batch = await new_mint_batch(shared_brand)
    unit = (await units_of(shared_brand, batch))[0]
    ids = {"mint_batch": batch["mint_batch_id"], "unit": unit["unit_id"], "product": batch["product_id"]}
    target = {"kind": kind, "id": ids[kind]}
    await move(shared_brand, target, *path)
    assert (await shared_brand.refused(400, TRANSITION, target=target, to_state=to_state))["code"] == code


async def test_to_unpublish_is_no_transition(shared_brand: Brand) -> None:
    target = target_of(await new_mint_batch(shared_brand))
    await shared_brand.refused(400, TRANSITION, target=target, to_state="unpublished")


async def test_the_state_that_holds_already_changes_nothing(shared_brand: Brand, pool: Pool) -> None:
    batch = await new_mint_batch(shared_brand)
    await move(shared_brand, target_of(batch), "published")
    before = await shared_brand.call("get_mint_batch_by_id", mint_batch_id=batch["mint_batch_id"])
    assert (await move(shared_brand, target_of(batch), "published"))["impacted_count"] == 0
    assert await shared_brand.call("get_mint_batch_by_id", mint_batch_id=batch["mint_batch_id"]) == before
    query = "SELECT count(*) FROM audit_log WHERE object_id = $1 AND action = 'passports:transition_passport_lifecycle'"
    assert await stored(pool, shared_brand, query, batch["mint_batch_id"]) == 1


async def test_many_at_once_move_each_passport_once(shared_brand: Brand) -> None:
    batch = await new_mint_batch(shared_brand)
    targets = [target_of(batch)] * 3 + [target_of_unit(unit) for unit in (await units_of(shared_brand, batch))[:4]]
    results = await asyncio.gather(*(move(shared_brand, target, "published") for target in targets))
    assert sum(result["impacted_count"] for result in results) == 10
    assert await states(shared_brand, batch) == ["published"] * 10


async def test_a_unit_of_a_lot_has_no_passport_of_its_own(shared_brand: Brand) -> None:
    batch = await new_mint_batch(shared_brand, identity_mode="batch")
    target = target_of_unit((await units_of(shared_brand, batch))[0])
    error = await shared_brand.refused(400, TRANSITION, target=target, to_state="published")
    assert error["code"] == "UNIT_HAS_NO_PASSPORT"


async def test_what_is_not_minted_yet_cannot_be_published(shared_brand: Brand, owner: psycopg.Connection) -> None:
    batch = await new_mint_batch(shared_brand)
    owner.execute("UPDATE mint_batches SET status = 'queued' WHERE mint_batch_id = %s", (batch["mint_batch_id"],))
    error = await shared_brand.refused(400, TRANSITION, target=target_of(batch), to_state="published")
    assert error["code"] == "MINT_BATCH_NOT_MINTED"


async def test_required_facts_that_went_missing_block_publishing(shared_brand: Brand) -> None:
    batch = await new_mint_batch(shared_brand)
    patch = {"attributes": {"core.operator.manufacturer_name": None}}
    await shared_brand.call("update_product", product_id=batch["product_id"], patch=patch)
    error = await shared_brand.refused(400, TRANSITION, target=target_of(batch), to_state="published")
    assert error["code"] == "PASSPORT_CONTENT_NOT_READY"
    assert "Manufacturer is missing" in error["details"]


async def test_resolvers_hear_of_it(shared_brand: Brand, owner: psycopg.Connection) -> None:
    batch = await new_mint_batch(shared_brand)
    owner.execute("LISTEN countermark_brand")
    await move(shared_brand, target_of(batch), "published")
    told = await asyncio.to_thread(lambda: [notice.payload for notice in owner.notifies(timeout=5, stop_after=1)])
    assert told == [shared_brand.id]


async def test_to_revoke_needs_a_permission_of_its_own(live_server: LiveServer, owner: psycopg.Connection) -> None:
    brand = await new_brand(live_server)
    target = target_of(await new_mint_batch(brand))
    await move(brand, target, "published")
    owner.execute(
        "UPDATE roles SET permissions = array_remove(permissions, 'passports.revoke') WHERE brand_id = %s", (brand.id,)
    )
    error = await brand.refused(403, TRANSITION, target=target, to_state="revoked")
    assert "passports.revoke" in error["details"]


async def test_another_brand_s_targets_are_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = await new_brand(live_server)
    batch = await new_mint_batch(theirs)
    of_lots = await new_mint_batch(theirs, identity_mode="batch")
    unit = (await units_of(theirs, batch))[0]
    ids = {
        "mint_batch": batch["mint_batch_id"],
        "unit": unit["unit_id"],
        "lot": of_lots["lots"][0]["lot_id"],
        "product": batch["product_id"],
    }
    for kind, target_id in ids.items():
        seen = [
            await shared_brand.refused(400, TRANSITION, target={"kind": kind, "id": one}, to_state="published")
            for one in (target_id, str(uuid4()))
        ]
        assert seen[0] == seen[1]
    assert set(await states(theirs, batch)) == {"unpublished"}
