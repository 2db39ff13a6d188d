"""Amendments for tests: published passports, a second person, reason codes."""

from typing import Any

import psycopg

from tests.support.client import Brand, Person, sign_up
from tests.support.server import LiveServer

MADE_IN = "core.origin.country_of_origin"
AMENDING = frozenset(
    "submit_controlled_update submit_break_glass_update preflight_passport_amendment withdraw_passport_amendment "
    "decide_amendment_request update_amendment_reason_code".split()
)


def change(value: Any, field_key: str = MADE_IN) -> list[dict[str, Any]]:
    """Where it was made, or another field, says ``value``."""
    return [{"field_key": field_key, "value": value}]


async def colleague_of(
    server: LiveServer, brand: Brand, owner: psycopg.Connection, role: str = "compliance_approver"
) -> Person:
    """Another member of the brand."""
    person = await sign_up(server)
    owner.execute(
        "INSERT INTO memberships (brand_id, user_id, role) VALUES (%s, %s, %s)", (brand.id, person.user_id, role)
    )
    return person


async def amendment_variables(
    server: LiveServer, brand: Brand, mint_batch_id: str, owner: psycopg.Connection
) -> dict[str, str]:
    """What the examples start from: published passports, an amendment, and one that a colleague asks for."""
    target = {"kind": "mint_batch", "id": mint_batch_id}
    await brand.call("transition_passport_lifecycle", target=target, to_state="published")
    await brand.call("create_amendment_reason_code", reason_code="SAFETY", label="Somebody may be hurt")
    colleague = await colleague_of(server, brand, owner)
    asked = {"brand_id": brand.id, "targets": [target], "reason": "a test"}
    applied = await colleague.call("submit_controlled_update", **asked, changes=change("SE"))
    await brand.call("set_amendment_policy", needs_approval=True)
    waiting = await colleague.call("submit_controlled_update", **asked, changes=change("FI"))
    await brand.call("set_amendment_policy", needs_approval=False)
    return {"AMENDMENT_ID": applied["amendment_ids"][0], "AMENDMENT_REQUEST_ID": waiting["request_id"]}
