"""list_amendment_requests: what waits, and what became of it."""

from tests.features.amendments.published import amend, published_batch
from tests.features.passports.lifecycle import target_of
from tests.support.amending import MADE_IN
from tests.support.client import new_brand
from tests.support.server import LiveServer

LIST = "list_amendment_requests"


async def test_it_lists_by_status_the_latest_first(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    batch = await published_batch(brand)
    await brand.call("set_amendment_policy", needs_approval=True)
    first, second = [(await amend(brand, target_of(batch), value))["request_id"] for value in ("PT", "SE")]
    await brand.call("decide_amendment_request", request_id=first, decision="withdraw")
    everything = (await brand.call(LIST))["items"]
    assert [(row["request_id"], row["status"]) for row in everything] == [(second, "waiting"), (first, "withdrawn")]
    (waiting,) = (await brand.call(LIST, status="waiting"))["items"]
    assert waiting["targets"] == [target_of(batch)]
    assert waiting["changes"] == [{"field_key": MADE_IN, "value": "SE"}]
    assert waiting["requested_by"] == brand.owner.user_id
    page = await brand.call(LIST, limit=1)
    assert (page["has_more"], len((await brand.call(LIST, cursor=page["next_cursor"]))["items"])) == (True, 1)


async def test_another_brand_has_none_of_them(live_server: LiveServer) -> None:
    brand, other = await new_brand(live_server), await new_brand(live_server)
    await brand.call("set_amendment_policy", needs_approval=True)
    await amend(brand, target_of(await published_batch(brand)), "PT")
    assert (await other.call(LIST))["items"] == []
