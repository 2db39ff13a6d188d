"""A brand's own serials, looked up once each: they are rows, and nothing about their form tells which exist."""

import re
from collections import OrderedDict
from typing import Final, NamedTuple
from uuid import UUID

from countermark.db.pool import Pool
from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from countermark.features.resolution.brand_ranges import queries

REMEMBERED: Final = 20_000
_GENERATED: Final = re.compile("[0-9A-HJKMNP-TV-Z]{16}")


class OwnSerial(NamedTuple):
    """Which list a serial is in, and where."""

    serial_list_id: UUID
    place: int


class _Bounds(NamedTuple):
    """What every own serial of the brand has in common."""

    shortest: int
    longest: int
    looks_generated: bool


class KnownSerials:
    """The own serials of one brand, from the first scan of each until the brand changes.

    Only a text that can be one is looked up: of their lengths, and of the form of a generated serial only where the
    brand has such ones. Texts that are none are remembered too, so that guessing costs no query twice.
    """

    def __init__(self, pool: Pool, brand_id: UUID, master_key: bytes) -> None:
        self._pool = pool
        self._brand_id = brand_id
        self._master_key = master_key
        self._bounds: _Bounds | None = None
        self._serials: OrderedDict[str, OwnSerial | None] = OrderedDict()

    async def find(self, serial: str) -> OwnSerial | None:
        """Where a serial that does not decode stands; ``None`` when it is none of the brand's own."""
        if serial in self._serials:
            return self._serials[serial]
        if not await self._can_be_one(serial):
            return None
        async with brand_transaction(self._pool, self._brand_id, SYSTEM_ACTOR, self._master_key) as tx:
            row = await queries.find_own_serial(tx.connection, brand_id=tx.brand_id, serial=serial)
        found = OwnSerial(row["serial_list_id"], row["place"]) if row else None
        self._serials[serial] = found
        if len(self._serials) > REMEMBERED:
            self._serials.popitem(last=False)
        return found

    async def serial_at(self, serial_list_id: UUID, place: int) -> str:
        """The serial at a place of a minted list."""
        async with brand_transaction(self._pool, self._brand_id, SYSTEM_ACTOR, self._master_key) as tx:
            serial: str = await queries.get_own_serial(
                tx.connection, brand_id=tx.brand_id, serial_list_id=serial_list_id, place=place
            )
        return serial

    async def _can_be_one(self, serial: str) -> bool:
        bounds = self._bounds or await self._read_bounds()
        if not bounds.shortest <= len(serial) <= bounds.longest:
            return False
        return bounds.looks_generated or _GENERATED.fullmatch(serial) is None

    async def _read_bounds(self) -> _Bounds:
        async with brand_transaction(self._pool, self._brand_id, SYSTEM_ACTOR, self._master_key) as tx:
            row = await queries.get_own_serial_bounds(tx.connection, brand_id=tx.brand_id)
        self._bounds = _Bounds(row["shortest"] or 1, row["longest"] or 0, row["looks_generated"])
        return self._bounds
