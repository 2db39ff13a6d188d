"""Scans that a resolver had to drop: counted by brand, so that the brand learns how many are missing."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.scans.record_scans import queries, uuid7
from countermark.kit.clock import now


class Drop(NamedTuple):
    """How many scans of a brand were dropped in one go; sent as often as it takes, kept once by its id."""

    brand_id: UUID
    drop_id: UUID
    began_at: datetime
    scans: int


class DroppedScans:
    """Counts what is dropped from the first such scan until the database takes scans again."""

    def __init__(self) -> None:
        self._by_brand: Counter[UUID] = Counter()
        self._began_at: datetime | None = None

    def __bool__(self) -> bool:
        return self._began_at is not None

    def add(self, brand_id: UUID) -> bool:
        """Counts one; whether it is the first."""
        is_first = self._began_at is None
        if is_first:
            self._began_at = now()
        self._by_brand[brand_id] += 1
        return is_first

    def take(self) -> Iterator[Drop]:
        """What was counted, brand by brand; the next one counted is a first one again."""
        began_at, by_brand = self._began_at, self._by_brand
        self._began_at, self._by_brand = None, Counter()
        if began_at is not None:
            for brand_id, scans in by_brand.items():
                yield Drop(brand_id, uuid7(), began_at, scans)


async def note_drop(tx: Tx, drop: Drop) -> None:
    """Keeps a count of the transaction's brand; one that was kept before is skipped."""
    await queries.note_drop(
        tx.connection, brand_id=tx.brand_id, drop_id=drop.drop_id, began_at=drop.began_at, scans=drop.scans
    )
