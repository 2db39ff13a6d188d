"""submit_break_glass_update: any field, revoked passports too, always with a code."""

from uuid import UUID

import psycopg
import pytest

from countermark.db.pool import Pool
from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from tests.features.amendments.published import published_batch, value_of
from tests.features.passports.lifecycle import move, target_of
from tests.support.amending import change, colleague_of
from tests.support.client import Brand, new_brand
from tests.support.server import LiveServer

BREAK_GLASS = "submit_break_glass_update"
MODEL = "core.identity.model"


@pytest.fixture
async def brand(live_server: LiveServer) -> Brand:
    """A brand with a reason code."""
    brand = await new_brand(live_server)
    await brand.call("create_amendment_reason_code", reason_code="SAFETY", label="Somebody may be hurt")
    return brand


async def test_it_amends_what_is_revoked_and_what_no_controlled_update_may_touch(brand: Brand) -> None:
    batch = await published_batch(brand)
    await move(brand, target_of(batch), "revoked")
    arguments = {"targets": [target_of(batch)], "reason_code": "SAFETY", "reason": "a test"}
    result = await brand.call(BREAK_GLASS, **arguments, changes=change("City 30", MODEL))
    assert list(result) == ["ok", "amendment_ids", "impacted_count"]
    assert result["impacted_count"] == 10
    assert await value_of(brand, batch, field_key=MODEL) == "City 30"


async def test_it_waits_for_nobody(brand: Brand) -> None:
    batch = await published_batch(brand)
    await brand.call("set_amendment_policy", needs_approval=True)
    arguments = {"targets": [target_of(batch)], "reason_code": "SAFETY", "reason": "a test"}
    await brand.call(BREAK_GLASS, **arguments, changes=change("PT"))
    assert await value_of(brand, batch) == "PT"


async def test_a_code_that_is_not_in_use_is_refused(brand: Brand) -> None:
    batch = await published_batch(brand)
    arguments = {"targets": [target_of(batch)], "changes": change("PT"), "reason": "a test"}
    unknown = await brand.refused(400, BREAK_GLASS, **arguments, reason_code="NONE_SUCH")
    await brand.call("update_amendment_reason_code", reason_code="SAFETY", is_active=False)
    inactive = await brand.refused(400, BREAK_GLASS, **arguments, reason_code="SAFETY")
    assert [unknown["code"], inactive["code"]] == ["REASON_CODE_NOT_ACTIVE"] * 2


async def test_the_ledger_cannot_be_changed_by_the_application(brand: Brand, pool: Pool) -> None:
    batch = await published_batch(brand)
    arguments = {"targets": [target_of(batch)], "reason_code": "SAFETY", "reason": "a test"}
    await brand.call(BREAK_GLASS, **arguments, changes=change("PT"))
    for statement in ("UPDATE passport_amendments SET reason = 'x'", "DELETE FROM passport_amendments"):
        with pytest.raises(Exception, match="permission denied"):
            async with brand_transaction(pool, UUID(brand.id), SYSTEM_ACTOR, b"") as tx:
                await tx.connection.execute(statement)


async def test_it_needs_its_permission(brand: Brand, live_server: LiveServer, owner: psycopg.Connection) -> None:
    batch = await published_batch(brand)
    editor = await colleague_of(live_server, brand, owner, "marketing_editor")
    arguments = {"targets": [target_of(batch)], "reason_code": "SAFETY", "reason": "a test", "changes": change("PT")}
    await editor.refused(403, BREAK_GLASS, brand_id=brand.id, **arguments)


async def test_another_brand_s_target_and_code_are_unknown(brand: Brand, live_server: LiveServer) -> None:
    batch, other = await published_batch(brand), await new_brand(live_server)
    arguments = {"targets": [target_of(batch)], "reason": "a test", "changes": change("PT")}
    refused = await other.refused(400, BREAK_GLASS, **arguments, reason_code="SAFETY")
    assert refused["code"] == "REASON_CODE_NOT_ACTIVE"
    await other.call("create_amendment_reason_code", reason_code="OWN", label="Own")
    assert (await other.refused(400, BREAK_GLASS, **arguments, reason_code="OWN"))["code"] == "NOT_FOUND"
