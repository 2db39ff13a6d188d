"""The outbox: an event for every change that has one, none for a change that was taken back."""

import psycopg

from tests.support.client import new_brand
from tests.support.factories import finished_job, new_product, submit_mint
from tests.support.server import LiveServer


def events(owner: psycopg.Connection, object_id: str) -> list[tuple[str, str, dict[str, object]]]:
    query = "SELECT event_type, object_type, data FROM outbox_events WHERE object_id = %s ORDER BY event_id"
    return owner.execute(query, (object_id,)).fetchall()


async def test_what_happened_is_told_with_what_changed(live_server: LiveServer, owner: psycopg.Connection) -> None:
    brand = await new_brand(live_server)
    submitted = await submit_mint(brand, (await new_product(brand))["product_id"])
    await finished_job(brand, submitted["mint_job_id"])
    batch_id = submitted["mint_batch_id"]
    target = {"kind": "mint_batch", "id": batch_id}
    await brand.call("transition_passport_lifecycle", target=target, to_state="published")
    await brand.call("transition_mint_batch", mint_batch_id=batch_id, to_status="voided", reason="misprinted")
    told = events(owner, batch_id)
    assert [(name, kind) for name, kind, _ in told] == [
        ("mint.completed", "mint_batch"),
        ("passport.published", "mint_batch"),
        ("mint_batch.voided", "mint_batch"),
    ]
    assert told[0][2]["quantity"] == 10
    assert told[2][2]["reason"] == "misprinted"


async def test_a_refused_change_tells_nothing(live_server: LiveServer, owner: psycopg.Connection) -> None:
    brand = await new_brand(live_server)
    submitted = await submit_mint(brand, (await new_product(brand))["product_id"])
    await finished_job(brand, submitted["mint_job_id"])
    target = {"mint_batch_id": submitted["mint_batch_id"], "to_status": "minted", "reason": "again"}
    assert (await brand.owner.post("transition_mint_batch", brand_id=brand.id, **target)).status_code == 400
    assert [name for name, *_ in events(owner, submitted["mint_batch_id"])] == ["mint.completed"]
