"""verify_audit_log: an untouched log holds, a changed one does not; two brands."""

from typing import Any

import psycopg

from tests.support.client import Brand, new_brand
from tests.support.operators import new_operator
from tests.support.server import LiveServer
from tests.support.waiting import until


async def test_a_changed_row_breaks_it(live_server: LiveServer, owner: psycopg.Connection) -> None:
    brand = await new_brand(live_server)
    await new_operator(brand)

    async def verdict() -> dict[str, Any]:
        found: dict[str, Any] = await brand.call("verify_audit_log")
        return found

    sealed = await until(verdict, lambda found: found["unsealed_rows"] == 0)
    assert (sealed["intact"], sealed["problem"]) == (True, None)
    action = "operators:create_economic_operator"
    owner.execute("UPDATE audit_log SET new_value = '{}' WHERE brand_id = %s AND action = %s", (brand.id, action))
    broken = await verdict()
    assert (broken["intact"], broken["problem"]) == (False, "the sealed row was changed")
    assert broken["first_broken_sequence"] == sealed["sealed_rows"]


async def test_another_brand_cannot_verify_it(live_server: LiveServer, shared_brand: Brand) -> None:
    other = await new_brand(live_server)
    await other.owner.refused(403, "verify_audit_log", brand_id=shared_brand.id)
