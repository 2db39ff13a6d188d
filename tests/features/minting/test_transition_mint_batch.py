"""transition_mint_batch: forward only, with a history; voiding revokes every unit at once."""

from typing import Any
from uuid import uuid4

import pytest

from tests.support.client import Brand, new_brand
from tests.support.factories import new_mint_batch, new_product, new_product_batch, submit_mint
from tests.support.scanning import minted, scanner_at
from tests.support.server import LiveServer


async def step(brand: Brand, batch: dict[str, Any], to_status: str, **arguments: Any) -> dict[str, Any]:
    name = {"mint_batch_id": batch["mint_batch_id"], "to_status": to_status}
    moved: dict[str, Any] = await brand.call("transition_mint_batch", **name, **arguments)
    return moved


async def test_a_mint_batch_goes_along_and_its_history_says_who_and_when(shared_brand: Brand) -> None:
    batch = await new_mint_batch(shared_brand)
    for status in ("exported", "applied"):  # a step may be left out
        await step(shared_brand, batch, status, reason=f"now {status}")
    again = await step(shared_brand, batch, "applied")
    assert (again["from_status"], again["to_status"]) == ("applied", "applied")
    events = (await shared_brand.call("list_mint_events", mint_batch_id=batch["mint_batch_id"]))["items"]
    assert [event["kind"] for event in events] == ["transitioned", "transitioned", "completed", "submitted"]
    assert (events[0]["from_status"], events[0]["to_status"], events[0]["reason"]) == (
        "exported",
        "applied",
        "now applied",
    )
    assert events[0]["actor_id"] == shared_brand.owner.user_id


@pytest.mark.parametrize("to_status", ["exported", "printed"])
async def test_no_step_goes_back(shared_brand: Brand, to_status: str) -> None:
    batch = await new_mint_batch(shared_brand)
    await step(shared_brand, batch, "applied")
    name = {"mint_batch_id": batch["mint_batch_id"], "to_status": to_status}
    error = await shared_brand.refused(400, "transition_mint_batch", **name)
    assert (error["code"], error["details"][:11]) == ("MINT_BATCH_TRANSITION", "_to_status:")


async def test_voiding_needs_a_reason(shared_brand: Brand) -> None:
    name = {"mint_batch_id": (await new_mint_batch(shared_brand))["mint_batch_id"], "to_status": "voided"}
    assert (await shared_brand.refused(400, "transition_mint_batch", **name))["code"] == "REASON_NEEDED"


async def test_voiding_revokes_every_unit_for_whoever_asks(live_server: LiveServer, shared_brand: Brand) -> None:
    found = await minted(live_server, shared_brand, published=True)
    await found.scan()
    moved = await step(shared_brand, found.batch, "voided", reason="wrong label")
    assert moved["revoked_units"] == 10
    assert {unit["status"] for unit in await all_units(found)} == {"revoked"}
    page = await found.scan(f"/passport/{found.unit['passport_id']}")
    assert (page.status_code, "revoked" in page.text) == (410, True)
    batch = await shared_brand.call("get_mint_batch_by_id", mint_batch_id=found.batch["mint_batch_id"])
    assert (batch["status"], batch["revoked_count"], batch["void_reason"]) == ("voided", 10, "wrong label")
    error = await shared_brand.refused(
        400, "transition_mint_batch", mint_batch_id=batch["mint_batch_id"], to_status="printed"
    )
    assert "nothing follows" in error["details"]


async def test_units_that_were_never_published_are_revoked_too(live_server: LiveServer, shared_brand: Brand) -> None:
    lots = [{"lot_code": "VOID-1", "qty": 4}, {"lot_code": "VOID-2", "qty": 6}]
    batch = await new_mint_batch(shared_brand, identity_mode="batch", lots=lots)
    await step(shared_brand, batch, "voided", reason="misprint")
    again = await shared_brand.call("get_mint_batch_by_id", mint_batch_id=batch["mint_batch_id"])
    assert {lot["passport_state"] for lot in again["lots"]} == {"revoked"}
    page = await scanner_at(live_server, shared_brand.host).scan(f"/passport/{again['lots'][0]['passport_id']}")
    assert page.status_code == 410


async def test_voided_units_give_their_quantity_back(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    run = (await new_product_batch(shared_brand, product_id, quantity=10))["id"]
    batch = await new_mint_batch(shared_brand, product_id, product_batch_id=run)
    assert not (await submit_mint(shared_brand, product_id, product_batch_id=run))["ok"]
    await step(shared_brand, batch, "voided", reason="misprint")
    assert (await shared_brand.call("get_product_batch", batch_id=run))["minted_quantity"] == 0
    assert (await submit_mint(shared_brand, product_id, product_batch_id=run))["ok"]


async def test_another_brand_s_mint_batch_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = await new_mint_batch(await new_brand(live_server))
    seen = [
        await shared_brand.refused(400, "transition_mint_batch", mint_batch_id=one, to_status="printed")
        for one in (theirs["mint_batch_id"], str(uuid4()))
    ]
    assert seen[0] == seen[1]


async def all_units(found: Any) -> list[dict[str, Any]]:
    page = await found.brand.call("list_mint_units", mint_batch_id=found.batch["mint_batch_id"])
    units: list[dict[str, Any]] = page["items"]
    return units
