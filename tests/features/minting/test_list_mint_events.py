"""list_mint_events: the history of a mint batch and of the brand."""

from uuid import uuid4

from tests.support.client import Brand, new_brand
from tests.support.factories import new_mint_batch
from tests.support.scanning import minted
from tests.support.server import LiveServer


async def test_the_first_scan_of_a_mint_batch_is_told_once(live_server: LiveServer, shared_brand: Brand) -> None:
    found = await minted(live_server, shared_brand, published=True)
    for unit in found.units[:3]:
        await found.scan(unit["gs1_path"])
    events = (await shared_brand.call("list_mint_events", mint_batch_id=found.batch["mint_batch_id"]))["items"]
    kinds = [event["kind"] for event in events]
    assert kinds == ["first_activated", "passports_published", "completed", "submitted"]
    assert [event["units"] for event in events] == [1, 10, 10, 10]
    await found.move("revoked")
    newest = (await shared_brand.call("list_mint_events", limit=1))["items"][0]
    assert (newest["kind"], newest["units"], newest["reason"]) == ("passports_revoked", 10, "a test")


async def test_pages_follow_each_other(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    for _ in range(2):
        await new_mint_batch(brand)
    seen, cursor = [], None
    for _ in range(4):
        page = await brand.call("list_mint_events", limit=1, cursor=cursor)
        seen += [event["kind"] for event in page["items"]]
        cursor = page["next_cursor"]
    assert seen == ["completed", "submitted"] * 2
    assert not page["has_more"]


async def test_another_brand_s_events_do_not_show(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = await new_brand(live_server)
    batch = await new_mint_batch(theirs)
    seen = await shared_brand.refused(400, "list_mint_events", mint_batch_id=batch["mint_batch_id"])
    assert seen == await shared_brand.refused(400, "list_mint_events", mint_batch_id=str(uuid4()))
