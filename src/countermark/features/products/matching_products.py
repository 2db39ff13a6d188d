"""Finds the products whose text has a needle anywhere in it, from the newest on, without reading all of them.

Three places are looked at, in an order that misses nothing while segments are built meanwhile:

1. the newest products, row by row: a common needle is answered here, and a small brand altogether;
2. those that wait for a segment, row by row;
3. the segments: the places that all grams of the needle have in common. Grams are necessary, not sufficient, and a
   product may have changed since, so each text found is looked at again.
"""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from countermark.db.transaction import Tx
from countermark.features.products.build_search_segment import MOMENT, micros, moment_of
from countermark.features.products.index_products import queries
from countermark.features.products.search_grams import GRAM_LENGTH, grams_of_needle, places_in_all, places_in_any
from countermark.kit.cursors import NEWEST, Cursor

WALKED: Final = 2_000
WALKED_FOR_SHORT: Final = 10_000
"""A needle too short for a gram is in many products, or costs many grams to look up."""
LOOKED_AT_ONCE: Final = 256
GROWTH: Final = 4
MOST_IDS: Final = 2_000


class _Candidates(NamedTuple):
    """Places of segments that may match, the newest first."""

    segments: Sequence[UUID]
    segment_numbers: NDArray[np.intp]
    places: NDArray[np.intp]
    moments: NDArray[np.int64]


async def matching_products(
    tx: Tx, needle: str, after: Cursor = NEWEST, *, most_walked: int | None = None
) -> AsyncIterator[list[UUID]]:
    """Portions of the ids of products that have ``needle`` (folded, not empty), the newest first, after a place.

    A portion may be empty. Whoever has enough stops asking. ``most_walked`` bounds the first look.
    """
    most = most_walked or (WALKED if len(needle) >= GRAM_LENGTH else WALKED_FOR_SHORT)
    place = {"brand_id": tx.brand_id, "needle": needle, "before_at": after.at, "before_id": after.id}
    walked = [row async for row in queries.walk_newest(tx.connection, **place, most=most)]
    yield [row["product_id"] for row in walked if row["matches"]]
    if len(walked) < most:
        return
    last = Cursor(walked[-1]["created_at"], walked[-1]["product_id"])
    place |= {"before_at": last.at, "before_id": last.id}
    waiting = [Cursor(*row.values()) async for row in queries.list_waiting_matches(tx.connection, **place)]
    candidates = await _candidates(tx, needle, last)
    done, size = 0, LOOKED_AT_ONCE
    seen: set[UUID] = set()
    while done < len(candidates.places):
        reached = candidates.moments[min(done + size, len(candidates.places)) - 1]
        # A portion never ends between products of one moment: their order is that of their ids.
        end = int(np.searchsorted(-candidates.moments, -reached, side="right"))
        found = [cursor for cursor in await _keep_matches(tx, needle, candidates, slice(done, end)) if cursor < last]
        sooner = [cursor for cursor in waiting if micros(cursor.at) >= reached]
        waiting = waiting[len(sooner) :]
        portion = [cursor.id for cursor in sorted({*found, *sooner}, reverse=True) if cursor.id not in seen]
        seen.update(portion)
        yield portion
        done, size = end, size * GROWTH
    yield [cursor.id for cursor in waiting if cursor.id not in seen]


async def matching_ids(tx: Tx, needle: str, most: int = MOST_IDS) -> list[UUID] | None:
    """The ids of all products that have ``needle``; ``None`` when there are more than ``most``."""
    ids: list[UUID] = []
    async for portion in matching_products(tx, needle):
        ids += portion
        if len(ids) > most:
            return None
    return ids


async def _candidates(tx: Tx, needle: str, after: Cursor) -> _Candidates:
    places = await _places_by_segment(tx, needle)
    found = queries.list_created_ats(tx.connection, brand_id=tx.brand_id, segment_ids=list(places))
    segments: list[UUID] = []
    moments, numbers, own = [np.empty(0, np.int64)], [np.empty(0, np.intp)], [np.empty(0, np.intp)]
    async for row in found:
        of_segment = places[row["segment_id"]]
        moments.append(np.frombuffer(row["created_ats"], MOMENT)[of_segment].astype(np.int64))
        numbers.append(np.full(len(of_segment), len(segments)))
        own.append(of_segment)
        segments.append(row["segment_id"])
    all_moments, all_numbers, all_places = (np.concatenate(parts) for parts in (moments, numbers, own))
    order = np.argsort(-all_moments, kind="stable")
    order = order[all_moments[order] <= micros(after.at)]
    return _Candidates(segments, all_numbers[order], all_places[order], all_moments[order])


async def _places_by_segment(tx: Tx, needle: str) -> dict[UUID, NDArray[np.intp]]:
    key: dict[str, Any] = {"brand_id": tx.brand_id}
    if len(needle) >= GRAM_LENGTH:
        found = queries.list_places_of_grams(tx.connection, **key, grams=grams_of_needle(needle))
        combine = places_in_all
    else:
        found = queries.list_places_of_prefix(tx.connection, **key, first=needle, behind=_first_behind(needle))
        combine = places_in_any
    by_segment = {row["segment_id"]: combine(row["places"]) async for row in found}
    return {segment: places for segment, places in by_segment.items() if len(places)}


async def _keep_matches(tx: Tx, needle: str, candidates: _Candidates, part: slice) -> list[Cursor]:
    found = queries.list_ids_at_places(
        tx.connection,
        brand_id=tx.brand_id,
        segment_ids=[candidates.segments[number] for number in candidates.segment_numbers[part]],
        places=candidates.places[part].tolist(),
    )
    product_ids = [UUID(bytes=row["product_id"]) async for row in found]
    created_ats: list[datetime] = [moment_of(moment) for moment in candidates.moments[part].tolist()]
    kept = queries.keep_matches(
        tx.connection, brand_id=tx.brand_id, needle=needle, created_ats=created_ats, product_ids=product_ids
    )
    return [Cursor(*row.values()) async for row in kept]


def _first_behind(prefix: str) -> str:
    """The first text, in the order of code points, behind all that begin with ``prefix``."""
    following = ord(prefix[-1]) + 1
    return prefix[:-1] + chr(0xE000 if following == 0xD800 else min(following, 0x10FFFF))  # no surrogates in texts
