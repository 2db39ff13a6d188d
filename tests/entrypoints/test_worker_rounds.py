"""Rounds of the worker: a quiet brand is not asked again at once, a busy one is, and all are when it must be."""

from uuid import UUID

from countermark.db.pool import Pool
from countermark.entrypoints.worker.rounds import Rounds
from tests.support.client import new_brand
from tests.support.server import LiveServer


async def test_quiet_brands_rest_and_busy_ones_are_visited_again(pool: Pool, live_server: LiveServer) -> None:
    quiet, busy = [UUID((await new_brand(live_server)).id) for _ in range(2)]
    seen: list[UUID] = []

    async def visit(brand_id: UUID) -> int:
        seen.append(brand_id)
        return 3 if brand_id == busy else 0

    rounds = Rounds()
    assert await rounds.go(pool, visit) == 3
    assert {quiet, busy} <= set(seen)
    seen.clear()
    await rounds.go(pool, visit)
    assert busy in seen
    assert quiet not in seen
    seen.clear()
    await rounds.go(pool, visit, everywhere=True)
    assert {quiet, busy} <= set(seen)
