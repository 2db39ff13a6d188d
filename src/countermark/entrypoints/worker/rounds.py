"""Rounds over all brands: those where something happens are visited in every round, the quiet ones less and less often.

A round costs a few statements a brand. With thousands of brands, most of which are asleep, rounds over all of them
would keep the database busy with finding nothing, and the others waiting.
"""

import time
from collections.abc import Awaitable, Callable
from uuid import UUID

from countermark.db.pool import Pool
from countermark.features.brands.all_brands import all_brands

SHORTEST_REST_S = 1.0
LONGEST_REST_S = 30.0


class Rounds:
    """Remembers which brands were quiet. A brand never seen is visited at once."""

    def __init__(self) -> None:
        self._rest: dict[UUID, float] = {}
        self._due: dict[UUID, float] = {}

    async def go(self, pool: Pool, visit: Callable[[UUID], Awaitable[int]], *, everywhere: bool = False) -> int:
        """Visits the brands that are due, or all; returns the sum of what ``visit`` found to do."""
        total = 0
        for brand_id in await all_brands(pool):
            if not everywhere and self._due.get(brand_id, 0.0) > time.monotonic():
                continue
            done = await visit(brand_id)
            self._note(brand_id, quiet=not done)
            total += done
        return total

    def _note(self, brand_id: UUID, *, quiet: bool) -> None:
        rest = min(max(2 * self._rest.get(brand_id, 0.0), SHORTEST_REST_S), LONGEST_REST_S) if quiet else 0.0
        self._rest[brand_id] = rest
        self._due[brand_id] = time.monotonic() + rest
