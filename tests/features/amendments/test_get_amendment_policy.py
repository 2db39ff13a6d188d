"""get_amendment_policy."""

from tests.support.amending import MADE_IN
from tests.support.client import new_brand
from tests.support.server import LiveServer


async def test_by_default_all_but_identity_and_files_may_be_updated(live_server: LiveServer) -> None:
    policy = await (await new_brand(live_server)).call("get_amendment_policy")
    assert list(policy) == ["needs_approval", "is_default", "eligible_fields", "reason_codes"]
    assert (policy["needs_approval"], policy["is_default"], policy["reason_codes"]) == (False, True, [])
    assert MADE_IN in policy["eligible_fields"]
    assert "core.identity.model" not in policy["eligible_fields"]


async def test_another_brand_has_its_own_policy(live_server: LiveServer) -> None:
    brand, other = await new_brand(live_server), await new_brand(live_server)
    await brand.call("set_amendment_policy", needs_approval=True, eligible_fields=[])
    await brand.call("create_amendment_reason_code", reason_code="SAFETY", label="Somebody may be hurt")
    policy = await other.call("get_amendment_policy")
    assert (policy["needs_approval"], policy["is_default"], policy["reason_codes"]) == (False, True, [])
