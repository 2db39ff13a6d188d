"""preflight_passport_transition."""

from uuid import uuid4

from tests.features.passports.lifecycle import move, target_of, target_of_unit, units_of
from tests.support.client import Brand, new_brand
from tests.support.factories import new_mint_batch
from tests.support.server import LiveServer

PREFLIGHT = "preflight_passport_transition"


async def test_it_counts_what_could_and_what_would_move(shared_brand: Brand) -> None:
    batch = await new_mint_batch(shared_brand)
    unit = (await units_of(shared_brand, batch))[0]
    await move(shared_brand, target_of_unit(unit), "published")
    assert await shared_brand.call(PREFLIGHT, target=target_of(batch), to_state="published") == {
        "ok": True,
        "target": target_of(batch),
        "from_state": "unpublished",
        "to_state": "published",
        "passport_count": 10,
        "eligible_count": 9,
        "impacted_count": 9,
        "blocking_reasons": [],
    }
    assert (await move(shared_brand, target_of(batch), "published"))["impacted_count"] == 9


async def test_a_blocked_transition_impacts_nothing_and_says_why(shared_brand: Brand) -> None:
    batch = await new_mint_batch(shared_brand)
    patch = {"attributes": {"core.identity.model": None}}
    await shared_brand.call("update_product", product_id=batch["product_id"], patch=patch)
    told = await shared_brand.call(PREFLIGHT, target=target_of(batch), to_state="published")
    assert (told["ok"], told["eligible_count"], told["impacted_count"]) == (False, 10, 0)
    assert [reason["code"] for reason in told["blocking_reasons"]] == ["PASSPORT_CONTENT_NOT_READY"]


async def test_it_moves_nothing(shared_brand: Brand) -> None:
    batch = await new_mint_batch(shared_brand)
    await shared_brand.call(PREFLIGHT, target=target_of(batch), to_state="published")
    assert {unit["passport_state"] for unit in await units_of(shared_brand, batch)} == {"unpublished"}


async def test_another_brand_s_target_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = await new_mint_batch(await new_brand(live_server))
    seen = [
        await shared_brand.refused(400, PREFLIGHT, target={"kind": "mint_batch", "id": one}, to_state="published")
        for one in (theirs["mint_batch_id"], str(uuid4()))
    ]
    assert seen[0] == seen[1]
