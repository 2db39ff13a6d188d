"""What a scan leads to."""

from typing import Final
from uuid import UUID

import msgspec

from countermark.features.resolution.brand_ranges import LotRange, MintedRange
from countermark.features.scans.scan_event import Outcome


class Resolution(msgspec.Struct, kw_only=True):
    """The passport a scan leads to, and what is recorded of it.

    ``passport`` is the name of its page (``passports/passport_name.py``), ``None`` only when nothing is known
    (``outcome`` is ``unknown``). ``awaits_activation`` says that a first scan by a person would activate the unit or
    lot. ``missed`` says, in words, what was asked for and not found. ``unheard_unit`` is the number of a unit named by
    what only the key of the brand can make, a serial or a unit id, and that is in none of the ranges in memory:
    most likely it was minted just now. ``link_type`` is that of the link a scan asked for and got, ``None`` for the
    default one.
    """

    outcome: Outcome
    passport: str | None = None
    product_id: UUID | None = None
    minted: MintedRange | None = None
    lot: LotRange | None = None
    unit_number: int | None = None
    serial: str | None = None
    awaits_activation: bool = False
    missed: tuple[str, ...] = ()
    unheard_unit: int | None = None
    link_type: str | None = None

    @property
    def may_be_cached(self) -> bool:
        """Whether the next scan would be answered the same. Not so when it may still activate, or find a new lot."""
        return not self.awaits_activation and self.outcome in _SETTLED


_SETTLED: Final = frozenset({Outcome.RESOLVED, Outcome.REVOKED})
