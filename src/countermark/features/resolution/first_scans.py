"""Decides whether a scan is the first, and remembers what is active, so that the second one needs no query."""

from uuid import UUID

import asyncpg
import structlog

from countermark.db.pool import Pool
from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from countermark.features.resolution.activate_lot import activate_lot
from countermark.features.resolution.activate_unit import activate_unit
from countermark.features.resolution.active_units import ActiveUnits
from countermark.features.resolution.brand_ranges import BrandRanges
from countermark.features.resolution.resolution import Resolution
from countermark.features.scans.scan_event import Outcome

log = structlog.get_logger(__name__)


class FirstScans:
    """Activates units and lots of batches with activation mode ``first_scan``. One for each process."""

    def __init__(self, pool: Pool, master_key: bytes) -> None:
        self._pool = pool
        self._master_key = master_key
        self._active = ActiveUnits()

    def is_settled(self, ranges: BrandRanges, resolution: Resolution) -> bool:
        """Whether a unit or lot that awaits activation is known to be active, so that ``settle`` would ask nobody."""
        return _key(ranges, resolution) in self._active

    async def settle(self, ranges: BrandRanges, resolution: Resolution, *, may_activate: bool) -> None:
        """Completes a resolution that awaits activation: active before, active by this scan, or still waiting.

        A database that is away costs the activation, not the answer: the next scan is the first then.
        """
        key = _key(ranges, resolution)
        if key not in self._active:
            if not may_activate:
                return
            try:
                activated = await self._activate(ranges, resolution)
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
                log.exception("a first scan could not be kept")
                return
            self._active.add(key)
            if activated:
                resolution.outcome = Outcome.ACTIVATED
        resolution.awaits_activation = False

    async def _activate(self, ranges: BrandRanges, resolution: Resolution) -> bool:
        async with brand_transaction(self._pool, ranges.brand_id, SYSTEM_ACTOR, self._master_key) as tx:
            if resolution.lot is not None:
                return await activate_lot(tx, resolution.lot.lot_id)
            if resolution.minted is None or resolution.unit_number is None:
                raise ValueError("only a unit or a lot can become active")
            return await activate_unit(tx, resolution.minted.mint_batch_id, resolution.unit_number)


def _key(ranges: BrandRanges, resolution: Resolution) -> UUID | tuple[UUID, int]:
    return resolution.lot.lot_id if resolution.lot else (ranges.brand_id, resolution.unit_number or 0)
