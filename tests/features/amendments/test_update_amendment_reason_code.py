"""update_amendment_reason_code."""

from tests.features.amendments.published import published_batch
from tests.features.passports.lifecycle import target_of
from tests.support.amending import change
from tests.support.client import new_brand
from tests.support.server import LiveServer

UPDATE = "update_amendment_reason_code"


async def test_a_used_code_goes_out_of_use_and_back(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    await brand.call("create_amendment_reason_code", reason_code="SAFETY", label="Somebody may be hurt")
    batch = await published_batch(brand)
    arguments = {"targets": [target_of(batch)], "changes": change("PT"), "reason": "a test"}
    await brand.call("submit_break_glass_update", **arguments, reason_code="SAFETY")
    told = [await brand.call(UPDATE, reason_code="SAFETY", is_active=active) for active in (False, False, True)]
    assert [(code["is_active"], code["is_used"]) for code in told] == [(False, True), (False, True), (True, True)]


async def test_another_brand_s_code_is_unknown(live_server: LiveServer) -> None:
    brand, other = await new_brand(live_server), await new_brand(live_server)
    await brand.call("create_amendment_reason_code", reason_code="SAFETY", label="Somebody may be hurt")
    assert (await other.refused(400, UPDATE, reason_code="SAFETY", is_active=False))["code"] == "NOT_FOUND"
