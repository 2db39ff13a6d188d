"""A brand's minted ranges in memory: what answers the scan of an untouched unit without a query.

A range costs a few dozen bytes whatever its quantity. Units that differ from their range (revoked or published on
their own) are two sorted arrays of 8 bytes a unit.
"""

import sys
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from countermark.db.sql import load_queries
from countermark.db.transaction import Tx
from countermark.features.brands.scan_recording import ScanRecording
from countermark.features.brands.unit_keys import unit_codec
from countermark.features.passports.passport_page import BrandHeader
from countermark.features.themes.theme_in_force import theme_in_force
from countermark.serials import UnitCodec

queries = load_queries(__file__)
SPOKEN = ("name", "accent_colour", "legal_name", "website_url", "support_url", "privacy_url")
MOST_EXCEPTIONS = 1_000_000
"""Of each kind, 8 MB. A brand with more has the rest answered as if their mint batch spoke for them."""


class LotRange(NamedTuple):
    """A lot: the units ``first`` up to, but without, ``end`` share its passport."""

    first: int
    end: int
    lot_id: UUID
    mint_batch_id: UUID
    product_id: UUID
    lot_code: str
    passport_id: UUID
    passport_state: str
    is_active: bool


class MintedRange(NamedTuple):
    """A mint batch: the units ``first`` up to, but without, ``end``."""

    first: int
    end: int
    mint_batch_id: UUID
    product_id: UUID
    product_batch_id: UUID | None
    gtin: str | None
    is_serialised: bool
    activates_on_scan: bool
    status: str
    passport_state: str
    serial_style: str = "alphanumeric"
    serial_list_id: UUID | None = None
    is_sandbox: bool = False


@dataclass(slots=True)
class BrandRanges:
    """Everything of a brand that scans are answered from. Never changed: a change of the brand makes a new one.

    ``minted`` and ``lots`` are sorted by their first unit number; ``revoked`` and ``published`` are the sorted
    numbers of the units whose passport has that state of its own.
    """

    brand_id: UUID
    header: BrandHeader
    recording: ScanRecording
    codec: UnitCodec
    minted: list[MintedRange]
    lots: list[LotRange]
    revoked: "array[int]"
    published: "array[int]"
    own_lists: dict[UUID, MintedRange] = field(init=False)
    minted_by_id: dict[UUID, MintedRange] = field(init=False)
    lots_by_id: dict[UUID, LotRange] = field(init=False)
    lots_by_code: dict[tuple[UUID, str], LotRange] = field(init=False)
    _minted_firsts: "array[int]" = field(init=False)
    _lot_firsts: "array[int]" = field(init=False)

    def __post_init__(self) -> None:
        self.minted_by_id = {minted.mint_batch_id: minted for minted in self.minted}
        self.own_lists = {minted.serial_list_id: minted for minted in self.minted if minted.serial_list_id}
        self.lots_by_id = {lot.lot_id: lot for lot in self.lots}
        self.lots_by_code = {(lot.product_id, lot.lot_code): lot for lot in self.lots}
        self._minted_firsts = array("q", (minted.first for minted in self.minted))
        self._lot_firsts = array("q", (lot.first for lot in self.lots))

    @property
    def weight(self) -> int:
        """About how much memory this takes, in rows."""
        return 1 + len(self.minted) + 2 * len(self.lots) + (len(self.revoked) + len(self.published)) // 50

    def range_of(self, number: int) -> MintedRange | None:
        """The mint batch a unit number was given out by; ``None`` when it was not."""
        place = bisect_right(self._minted_firsts, number) - 1
        if place < 0:
            return None
        minted = self.minted[place]
        return minted if number < minted.end else None

    def lot_of(self, number: int) -> LotRange | None:
        """The lot a unit is in; ``None`` when in none."""
        place = bisect_right(self._lot_firsts, number) - 1
        if place < 0:
            return None
        lot = self.lots[place]
        return lot if number < lot.end else None

    def passport_state_of(self, number: int, minted: MintedRange) -> str:
        """The state of a serialised unit's passport: its own, else its mint batch's."""
        if self.revoked and _contains(self.revoked, number):
            return "revoked"
        if self.published and minted.passport_state == "unpublished" and _contains(self.published, number):
            return "published"
        return minted.passport_state


async def load_brand_ranges(tx: Tx) -> BrandRanges | None:
    """Reads it all, in one transaction; ``None`` when the brand is gone."""
    connection, brand_id = tx.connection, tx.brand_id
    brand = await queries.get_speaking_brand(connection, brand_id=brand_id)
    if brand is None:
        return None
    exceptions = await queries.get_unit_exceptions(connection, brand_id=brand_id, most=MOST_EXCEPTIONS)
    return BrandRanges(
        brand_id=brand_id,
        header=BrandHeader(
            **{name: brand[name] for name in SPOKEN}, look=await theme_in_force(tx, brand["accent_colour"])
        ),
        recording=ScanRecording(brand["scan_recording"]),
        codec=await unit_codec(tx),
        minted=[MintedRange(**row) async for row in queries.list_minted_ranges(connection, brand_id=brand_id)],
        lots=[LotRange(**row) async for row in queries.list_lot_ranges(connection, brand_id=brand_id)],
        revoked=_unpacked(exceptions["revoked"]),
        published=_unpacked(exceptions["published"]),
    )


def _unpacked(packed: bytes | None) -> "array[int]":
    """Unit numbers sent as big-endian 8-byte integers in one value: a million of them in a few milliseconds."""
    numbers = array("q", packed or b"")
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers


def _contains(numbers: "array[int]", number: int) -> bool:
    place = bisect_left(numbers, number)
    return place < len(numbers) and numbers[place] == number
