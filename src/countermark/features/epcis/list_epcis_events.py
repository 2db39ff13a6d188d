"""Tells what happened to units as EPCIS 2.0 events."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.brands.brand_origin import brand_origin
from countermark.features.brands.unit_keys import unit_codec
from countermark.features.epcis.epcis_event import MEANINGS, EpcisEvent, Step
from countermark.features.epcis.event_place import EventPlace, decode_place, encode_place
from countermark.features.epcis.make_event import EventMaker, Occasion, chunks_of
from countermark.features.epcis.match_epc import match_epc
from countermark.features.epcis.queries import queries
from countermark.features.minting.mint_batch import read_mint_batch
from countermark.kit.cursors import Page, checked_limit
from countermark.kit.errors import InvalidInput
from countermark.kit.requests import BrandRequest
from countermark.serials import SANDBOX_NUMBERS_FROM

MOST_EVENTS: Final = 30
DEFAULT_EVENTS: Final = 10
EARLIEST: Final = datetime(1, 1, 1, tzinfo=UTC)
LATEST: Final = datetime(9999, 1, 1, tzinfo=UTC)


class ListEpcisEvents(BrandRequest, frozen=True, kw_only=True):
    """Filters narrow together. Times are event times; ``match_epc`` is the URI of one unit."""

    mint_batch_id: UUID | None = None
    biz_steps: list[Step] | None = None
    match_epc: str | None = None
    ge_event_time: datetime | None = None
    lt_event_time: datetime | None = None
    limit: int = DEFAULT_EVENTS
    cursor: str | None = None


async def list_epcis_events(tx: Tx, request: ListEpcisEvents) -> Page[EpcisEvent]:
    """A page of events, the earliest first. They are made from what is kept of mint batches, the same at every call.

    Raises:
        InvalidInput: no such mint batch, no EPC, a time without its zone, a limit outside 1..30, a foreign cursor.
    """
    limit = checked_limit(request.limit, most=MOST_EVENTS)
    place = decode_place(request.cursor)
    wanted = await _wanted(tx, request)
    if wanted is None:
        return Page(items=[], has_more=False, next_cursor=None)
    planned = await _plan(tx, wanted, place, limit + 1)
    maker = EventMaker(tx, await unit_codec(tx), await brand_origin(tx))
    made = [await maker.make(occasion, chunk, wanted["unit_number"]) for occasion, chunk in planned[:limit]]
    following = planned[limit : limit + 1]
    return Page(
        items=[event for event in made if event is not None],
        has_more=bool(following),
        next_cursor=encode_place(_place(*following[0])) if following else None,
    )


def _place(occasion: Occasion, chunk: int) -> EventPlace:
    return EventPlace(occasion["occurred_at"], occasion["kind"], occasion["mint_batch_id"], chunk)


async def _plan(tx: Tx, wanted: Mapping[str, Any], place: EventPlace, most: int) -> list[tuple[Occasion, int]]:
    """The next chunks, without the units in them."""
    found = queries.list_occasions(
        tx.connection,
        brand_id=tx.brand_id,
        **wanted,
        from_at=place.at,
        from_kind=place.kind,
        from_batch=place.mint_batch_id,
        sandbox_from=SANDBOX_NUMBERS_FROM,
        most=most,
    )
    planned: list[tuple[Occasion, int]] = []
    async for occasion in found:
        for chunk in chunks_of(occasion, wanted["unit_number"]):
            if _place(occasion, chunk) >= place and len(planned) < most:
                planned.append((occasion, chunk))
    return planned


async def _wanted(tx: Tx, request: ListEpcisEvents) -> dict[str, Any] | None:
    """The filters as the query has them; ``None`` when nothing can match."""
    for name, moment in (("_ge_event_time", request.ge_event_time), ("_lt_event_time", request.lt_event_time)):
        if moment is not None and moment.utcoffset() is None:
            raise InvalidInput(name, "needs a time zone", hint="such as 2026-01-15T12:00:00Z")
    steps = list(Step) if request.biz_steps is None else request.biz_steps
    mint_batch_id, unit_number = request.mint_batch_id, None
    if mint_batch_id is not None:
        await read_mint_batch(tx, mint_batch_id)
    if request.match_epc is not None:
        unit = await match_epc(tx, request.match_epc)
        if unit is None or mint_batch_id not in (None, unit.mint_batch_id):
            return None
        unit_number, mint_batch_id = unit
    return {
        "kinds": [kind for kind, meaning in MEANINGS.items() if meaning.step in steps],
        "mint_batch_id": mint_batch_id,
        "unit_number": unit_number,
        "since": request.ge_event_time or EARLIEST,
        "before": request.lt_event_time or LATEST,
    }
