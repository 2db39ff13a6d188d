"""What narrows a list of units, and the units by serial that a filter leaves of a mint batch."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from countermark.db.transaction import Tx
from countermark.features.minting.find_unit_by_serial import decoded_serial
from countermark.features.minting.mint_batch import queries
from countermark.features.minting.passport_state import UnitStatus
from countermark.features.minting.serial_prefix import (
    SHORTEST_NUMERIC_PREFIX,
    SHORTEST_PREFIX,
    numbers_by_numeric_prefix,
    numbers_by_prefix,
)
from countermark.features.minting.serial_style import SerialStyle
from countermark.serials import UnitCodec

OWN_SERIALS_AT_ONCE: Final = 1_000
EARLIEST: Final = datetime(2000, 1, 1, tzinfo=UTC)
LATEST: Final = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class UnitFilter:
    """``None`` leaves everything. A unit is within the time if it was activated from ``activated_from`` up to, but
    without, ``activated_to``."""

    status: UnitStatus | None = None
    lot_code: str | None = None
    serial: str | None = None
    serial_prefix: str | None = None
    activated_from: datetime | None = None
    activated_to: datetime | None = None

    @property
    def by_time(self) -> bool:
        """Whether only units activated within a time are wanted."""
        return self.activated_from is not None or self.activated_to is not None

    @property
    def by_serial(self) -> bool:
        """Whether only units with such serials are wanted."""
        return self.serial is not None or self.serial_prefix is not None

    def covers(self, activated_at: datetime | None) -> bool:
        """Whether a unit activated then (``None``: not yet) is within the time."""
        if not self.by_time:
            return True
        return activated_at is not None and (
            (self.activated_from or EARLIEST) <= activated_at < (self.activated_to or LATEST)
        )


def range_of(batch: Mapping[str, Any]) -> range:
    """The unit numbers of a mint batch."""
    first: int = batch["first_unit_number"]
    return range(first, first + batch["quantity"])


async def numbers_with_serial(
    tx: Tx, codec: UnitCodec, batch: Mapping[str, Any], wanted: UnitFilter, after: int
) -> AsyncIterator[list[int]]:
    """Stretches of the numbers above ``after``, ascending, of the units whose serials the filter wants."""
    within = range(after + 1, range_of(batch).stop)
    if wanted.serial is not None:
        number = await _number_of(tx, codec, batch, wanted.serial)
        prefix = wanted.serial_prefix or ""
        if number is not None and number in within and wanted.serial.startswith(prefix):
            yield [number]
        return
    prefix = wanted.serial_prefix or ""
    if batch["serial_style"] == SerialStyle.OWN:
        async for stretch in _own_numbers(tx, batch, prefix, within):
            yield stretch
    elif batch["serial_style"] == SerialStyle.NUMERIC:
        if len(prefix) >= SHORTEST_NUMERIC_PREFIX:
            yield (await asyncio.to_thread(numbers_by_numeric_prefix, codec, prefix, within)).tolist()
    elif len(prefix) >= SHORTEST_PREFIX:
        yield (await asyncio.to_thread(numbers_by_prefix, codec, prefix.upper(), within)).tolist()


async def _number_of(tx: Tx, codec: UnitCodec, batch: Mapping[str, Any], serial: str) -> int | None:
    decoded = decoded_serial(codec, serial)
    if decoded is not None:
        number, style = decoded
        return number if style == batch["serial_style"] else None
    if batch["serial_style"] != SerialStyle.OWN:
        return None
    own: int | None = await queries.find_own_serial(tx.connection, brand_id=tx.brand_id, serial=serial)
    return own


async def _own_numbers(tx: Tx, batch: Mapping[str, Any], prefix: str, within: range) -> AsyncIterator[list[int]]:
    first: int = batch["first_unit_number"]
    after = within.start - 1 - first
    while True:
        rows = queries.list_own_serial_places(
            tx.connection,
            brand_id=tx.brand_id,
            serial_list_id=batch["serial_list_id"],
            prefix=prefix,
            behind=prefix + "\x7f",
            after=after,
            most=OWN_SERIALS_AT_ONCE,
        )
        places = [row["place"] async for row in rows]
        yield [first + place for place in places]
        if len(places) < OWN_SERIALS_AT_ONCE:
            return
        after = places[-1]
