"""Builds the gram index over product texts a segment at a time, behind the writes.

Until its segment is there a product is found by looking through those that wait, so nothing depends on this being soon.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import numpy as np

from countermark.db.transaction import Tx
from countermark.features.products.index_products import queries
from countermark.features.products.search_grams import SEGMENT_PRODUCTS, places_of_grams

MOST_CHARACTERS: Final = 4_000_000
"""Of the texts of one segment: bounds the memory of building one to some 300 MB."""
WORN_FACTOR: Final = 2
RENEWED_AT_ONCE: Final = 2
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MOMENT: Final = np.dtype(">i8")
_MICROSECOND: Final = timedelta(microseconds=1)

Row = Mapping[str, Any]


async def build_search_segment(tx: Tx, at_least: int = SEGMENT_PRODUCTS) -> bool:
    """Puts waiting products into a new segment; false: fewer than ``at_least`` wait, or another worker is at it."""
    key = {"brand_id": tx.brand_id}
    if not await queries.is_only_segment_builder(tx.connection, **key):
        return False
    found = queries.list_waiting_texts(tx.connection, **key, most=SEGMENT_PRODUCTS)
    waiting = [row async for row in found]
    if len(waiting) < max(at_least, 1):
        return False
    rows = _within_characters(waiting)
    moments = np.array([micros(row["created_at"]) for row in rows], MOMENT)
    segment_id = await queries.insert_segment(
        tx.connection,
        **key,
        product_count=len(rows),
        created_ats=moments.tobytes(),
        product_ids=b"".join(row["product_id"].bytes for row in rows),
    )
    grams, places = zip(*places_of_grams([row["search_text"] for row in rows]), strict=True)
    await queries.insert_grams(tx.connection, **key, segment_id=segment_id, grams=grams, places=places)
    columns = {f"{name}s": [row[name] for row in rows] for name in ("created_at", "product_id", "changed_at")}
    await queries.place_in_segment(tx.connection, **key, segment_id=segment_id, **columns)
    return True


async def renew_worn_segments(tx: Tx) -> int:
    """Replaces a few segments most of whose products changed since by new ones; gives how many.

    A changed product keeps its place in its old segment, which costs searches a look and is never wrong. This keeps
    the places in all segments below some ``WORN_FACTOR`` times the products. All in one transaction: a search sees a
    product in its old segment or in its new one. It may still look up places of the old one, which is kept for a while.
    """
    key = {"brand_id": tx.brand_id}
    if not await queries.is_only_segment_builder(tx.connection, **key):
        return 0
    await queries.delete_dissolved_segments(tx.connection, **key)
    found = queries.list_segment_fillings(tx.connection, **key)
    worn = [row["segment_id"] async for row in found if row["living"] * WORN_FACTOR <= row["product_count"]]
    worn = worn[:RENEWED_AT_ONCE]
    if worn:
        await queries.dissolve_segments(tx.connection, **key, segment_ids=worn)
        await queries.let_products_wait(tx.connection, **key, segment_ids=worn)
        await queries.delete_grams(tx.connection, **key, segment_ids=worn)
        while await build_search_segment(tx, at_least=1):
            pass
    return len(worn)


def micros(moment: datetime) -> int:
    """Microseconds since 1970."""
    return (moment - EPOCH) // _MICROSECOND


def moment_of(microseconds: int) -> datetime:
    """The moment so many microseconds after 1970."""
    return EPOCH + microseconds * _MICROSECOND


def _within_characters(rows: Sequence[Row]) -> Sequence[Row]:
    """The first rows whose texts together are of ``MOST_CHARACTERS`` at most; one at least."""
    total = np.cumsum([len(row["search_text"]) for row in rows])
    return rows[: max(1, int(np.searchsorted(total, MOST_CHARACTERS, side="right")))]
