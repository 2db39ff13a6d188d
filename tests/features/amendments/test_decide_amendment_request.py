"""decide_amendment_request: four eyes, and everything still has to hold."""

from typing import Any

import psycopg
import pytest

from tests.features.amendments.published import amend, published_batch, value_of
from tests.features.passports.lifecycle import move, target_of
from tests.support.amending import colleague_of
from tests.support.client import NOBODYS_ID, Brand, Person, new_brand
from tests.support.server import LiveServer

DECIDE = "decide_amendment_request"


@pytest.fixture
async def brand(live_server: LiveServer) -> Brand:
    """A brand where a second person has to agree."""
    brand = await new_brand(live_server)
    await brand.call("set_amendment_policy", needs_approval=True)
    return brand


@pytest.fixture
async def colleague(brand: Brand, live_server: LiveServer, owner: psycopg.Connection) -> Person:
    """The second person."""
    return await colleague_of(live_server, brand, owner)


async def asked(brand: Brand, batch: dict[str, Any]) -> str:
    """The owner asks for an update; the request's id."""
    return str((await amend(brand, target_of(batch), "PT"))["request_id"])


async def test_another_member_approves_and_pages_change(brand: Brand, colleague: Person) -> None:
    batch = await published_batch(brand)
    request_id = await asked(brand, batch)
    result = await colleague.call(DECIDE, brand_id=brand.id, request_id=request_id, decision="approve")
    assert list(result) == ["ok", "request_id", "status", "amendment_ids", "impacted_count"]
    assert (result["status"], result["impacted_count"]) == ("approved", 10)
    assert await value_of(brand, batch) == "PT"
    (row,) = (await brand.call("list_passport_amendments"))["items"]
    assert (row["amended_by"], row["approved_by"]) == (brand.owner.user_id, colleague.user_id)
    again = await colleague.refused(400, DECIDE, brand_id=brand.id, request_id=request_id, decision="decline")
    assert again["code"] == "REQUEST_DECIDED"


async def test_nobody_decides_alone(brand: Brand, colleague: Person) -> None:
    batch = await published_batch(brand)
    request_id = await asked(brand, batch)
    for decision in ("approve", "decline"):
        await brand.refused(403, DECIDE, request_id=request_id, decision=decision)
    await colleague.refused(403, DECIDE, brand_id=brand.id, request_id=request_id, decision="withdraw")
    assert (await brand.call(DECIDE, request_id=request_id, decision="withdraw"))["status"] == "withdrawn"


async def test_a_viewer_approves_nothing(brand: Brand, live_server: LiveServer, owner: psycopg.Connection) -> None:
    request_id = await asked(brand, await published_batch(brand))
    viewer = await colleague_of(live_server, brand, owner, "viewer")
    await viewer.refused(403, DECIDE, brand_id=brand.id, request_id=request_id, decision="approve")


async def test_what_no_longer_holds_is_not_approved(brand: Brand, colleague: Person) -> None:
    batch = await published_batch(brand)
    request_id = await asked(brand, batch)
    await move(brand, target_of(batch), "revoked")
    arguments = {"brand_id": brand.id, "request_id": request_id}
    assert (await colleague.refused(400, DECIDE, **arguments, decision="approve"))["code"] == "PASSPORT_REVOKED"
    declined = await colleague.call(DECIDE, **arguments, decision="decline", reason="revoked meanwhile")
    assert (declined["status"], declined["amendment_ids"]) == ("declined", [])


async def test_another_brand_cannot_tell_a_request_from_none(brand: Brand, live_server: LiveServer) -> None:
    request_id, other = await asked(brand, await published_batch(brand)), await new_brand(live_server)
    refused = [
        await other.refused(400, DECIDE, request_id=each, decision="approve") for each in (request_id, NOBODYS_ID)
    ]
    assert refused[0] == refused[1]
