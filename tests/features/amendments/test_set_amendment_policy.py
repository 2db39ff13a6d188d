"""set_amendment_policy."""

import psycopg

from tests.features.amendments.published import amend, published_batch, value_of
from tests.features.passports.lifecycle import target_of
from tests.support.amending import MADE_IN, change, colleague_of
from tests.support.client import new_brand
from tests.support.server import LiveServer

SET = "set_amendment_policy"
MODEL = "core.identity.model"


async def test_only_chosen_fields_may_be_updated_then(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    batch = await published_batch(brand)
    policy = await brand.call(SET, needs_approval=False, eligible_fields=[MODEL])
    assert (policy["eligible_fields"], policy["is_default"]) == ([MODEL], False)
    await amend(brand, target_of(batch), "City 30", MODEL)
    assert await value_of(brand, batch, field_key=MODEL) == "City 30"
    arguments = {"targets": [target_of(batch)], "changes": change("PT"), "reason": "a test"}
    assert (await brand.refused(400, "submit_controlled_update", **arguments))["code"] == "FIELD_NOT_ELIGIBLE"
    assert (await brand.call(SET, needs_approval=False))["is_default"]
    await amend(brand, target_of(batch), "PT", MADE_IN)


async def test_an_unknown_field_is_refused(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    refused = await brand.refused(400, SET, needs_approval=False, eligible_fields=["core.no.such"])
    assert refused["code"] == "UNKNOWN_FIELD"


async def test_another_brand_cannot_set_it(live_server: LiveServer, owner: psycopg.Connection) -> None:
    brand, other = await new_brand(live_server), await new_brand(live_server)
    await other.owner.refused(403, SET, brand_id=brand.id, needs_approval=True)
    approver = await colleague_of(live_server, brand, owner)
    await approver.refused(403, SET, brand_id=brand.id, needs_approval=False)
