"""Finds the products whose text has a needle anywhere in it, from the newest on, without reading all of them.

Three places are looked at, in an order that misses nothing while segments are built meanwhile:

1. the newest products, row by row, and some more of them if it is in a few: a common needle is answered here;
2. those that wait for a segment, row by row;
3. the segments: the places that all grams of the needle have in common. Grams are necessary, not sufficient, and a
   product may have changed since, so each text found is looked at again.
"""

import struct
from collections.abc import AsyncIterator, Sequence
from typing import Any, Final, NamedTuple
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from countermark.db.transaction import Tx
from countermark.features.products.build_search_segment import MOMENT, micros, moment_of
from countermark.features.products.index_products import queries
from countermark.features.products.search_grams import GRAM_LENGTH, grams_of_needle, places_in_all, places_in_any
from countermark.kit.cursors import NEWEST, Cursor

WALKS: Final = (256, 2_048)
"""Products looked at one by one before the segments are asked: in any case, and when the first gave some."""
OFTEN: Final = 8
"""So many among the first: looking at more rows gives a page sooner than the segments do."""
LOOKED_AT_ONCE: Final = 1_024
GROWTH: Final = 4
MOST_IDS: Final = 2_000
COMMON: Final = 100
"""So many among the newest: the needle is in more products than are worth listing."""

_PACKED: Final = struct.Struct(">q16s")


class _Candidates(NamedTuple):
    """Places of segments that may match."""

    segments: Sequence[UUID]
    segment_numbers: NDArray[np.intp]
    places: NDArray[np.intp]

    def at(self, which: NDArray[np.intp] | slice) -> "_Candidates":
        return _Candidates(self.segments, self.segment_numbers[which], self.places[which])


async def matching_products(
    tx: Tx, needle: str, after: Cursor = NEWEST, *, walks: tuple[int, int] = WALKS
) -> AsyncIterator[list[UUID]]:
    """Portions of the ids of products that have ``needle`` (folded, not empty), the newest first, after a place.

    A portion may be empty. Whoever has enough stops asking.
    """
    portion, last = await _walk(tx, needle, after, walks[0])
    yield portion
    if last is not None and len(portion) >= OFTEN:
        portion, last = await _walk(tx, needle, last, walks[1])
        yield portion
    if last is None:
        return
    place = {"brand_id": tx.brand_id, "needle": needle, "before_at": last.at, "before_id": last.id}
    waiting = [Cursor(*row.values()) async for row in queries.list_waiting_matches(tx.connection, **place)]
    candidates = await _candidates(tx, needle)
    if len(candidates.places) <= LOOKED_AT_ONCE:
        found = await _keep_matches(tx, needle, candidates, last)
        yield [cursor.id for cursor in sorted({*found, *waiting}, reverse=True)]
        return
    async for portion in _newest_first(tx, needle, candidates, waiting, last):
        yield portion


async def _walk(tx: Tx, needle: str, after: Cursor, most: int) -> tuple[list[UUID], Cursor | None]:
    """The matches among so many products after a place, and the last place looked at; ``None``: there are no more."""
    place = {"brand_id": tx.brand_id, "needle": needle, "before_at": after.at, "before_id": after.id}
    rows = [row async for row in queries.walk_newest(tx.connection, **place, most=most)]
    is_more = bool(rows) and rows[-1]["is_last"]
    last = Cursor(rows[-1]["created_at"], rows[-1]["product_id"]) if is_more else None
    return [row["product_id"] for row in rows if row["matches"]], last


async def matching_ids(tx: Tx, needle: str, most: int = MOST_IDS) -> list[UUID] | None:
    """The ids of all products that have ``needle``; ``None`` when they are more than ``most``, or seem to be."""
    ids: list[UUID] = []
    bound = COMMON
    async for portion in matching_products(tx, needle):
        ids += portion
        if len(ids) > bound:
            return None
        bound = most
    return ids


async def _newest_first(
    tx: Tx, needle: str, candidates: _Candidates, waiting: list[Cursor], after: Cursor
) -> AsyncIterator[list[UUID]]:
    """Portions of many candidates, merged with the matches that wait for a segment."""
    moments = await _moments(tx, candidates)
    order = np.argsort(-moments, kind="stable")
    order = order[moments[order] <= micros(after.at)]
    moments = moments[order]
    done, size = 0, LOOKED_AT_ONCE
    seen: set[UUID] = set()
    while done < len(order):
        reached = moments[min(done + size, len(order)) - 1]
        # A portion never ends between products of one moment: their order is that of their ids.
        end = int(np.searchsorted(-moments, -reached, side="right"))
        found = await _keep_matches(tx, needle, candidates.at(order[done:end]), after)
        sooner = [cursor for cursor in waiting if micros(cursor.at) >= reached]
        waiting = waiting[len(sooner) :]
        portion = [cursor.id for cursor in sorted({*found, *sooner}, reverse=True) if cursor.id not in seen]
        seen.update(portion)
        yield portion
        done, size = end, size * GROWTH
    yield [cursor.id for cursor in waiting if cursor.id not in seen]


async def _moments(tx: Tx, candidates: _Candidates) -> NDArray[np.int64]:
    """When the candidates were made, in microseconds."""
    moments = np.zeros(len(candidates.places), np.int64)
    found = queries.list_created_ats(tx.connection, brand_id=tx.brand_id, segment_ids=list(candidates.segments))
    numbers = {segment: number for number, segment in enumerate(candidates.segments)}
    async for row in found:
        own = candidates.segment_numbers == numbers[row["segment_id"]]
        moments[own] = np.frombuffer(row["created_ats"], MOMENT)[candidates.places[own]]
    return moments


async def _candidates(tx: Tx, needle: str) -> _Candidates:
    """Where the segments have all grams of the needle, or for a short one any gram that begins with it."""
    key: dict[str, Any] = {"brand_id": tx.brand_id}
    if len(needle) >= GRAM_LENGTH:
        found = queries.list_places_of_grams(tx.connection, **key, grams=grams_of_needle(needle))
        combine = places_in_all
    else:
        found = queries.list_places_of_prefix(tx.connection, **key, first=needle, behind=_first_behind(needle))
        combine = places_in_any
    by_segment = {row["segment_id"]: combine(row["places"]) async for row in found}
    counts = [len(places) for places in by_segment.values()]
    return _Candidates(
        list(by_segment),
        np.repeat(np.arange(len(counts), dtype=np.intp), counts),
        np.concatenate([np.empty(0, np.intp), *by_segment.values()]),
    )


async def _keep_matches(tx: Tx, needle: str, candidates: _Candidates, after: Cursor) -> list[Cursor]:
    """The candidates that do match, after a place."""
    if not len(candidates.places):
        return []
    found = queries.list_products_at_places(
        tx.connection,
        brand_id=tx.brand_id,
        segment_ids=[candidates.segments[number] for number in candidates.segment_numbers],
        places=candidates.places.tolist(),
    )
    unpacked = [_PACKED.unpack(row["product"]) async for row in found]
    kept = queries.keep_matches(
        tx.connection,
        brand_id=tx.brand_id,
        needle=needle,
        created_ats=[moment_of(moment) for moment, _ in unpacked],
        product_ids=[UUID(bytes=product_id) for _, product_id in unpacked],
    )
    cursors = [Cursor(*row.values()) async for row in kept]
    return [cursor for cursor in cursors if cursor < after]


def _first_behind(prefix: str) -> str:
    """The first text, in the order of code points, behind all that begin with ``prefix``."""
    following = ord(prefix[-1]) + 1
    return prefix[:-1] + chr(0xE000 if following == 0xD800 else min(following, 0x10FFFF))  # no surrogates in texts
