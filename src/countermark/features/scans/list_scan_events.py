"""Single scans, the newest first."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.brands.unit_keys import unit_codec
from countermark.features.scans.scan_access import need_single_scans
from countermark.features.scans.scan_event import Outcome, TrafficClass
from countermark.features.scans.scan_filter import ScanFilter, conditions_of, moment
from countermark.features.scans.unfold_scans import queries
from countermark.kit.cursors import DEFAULT_LIMIT, NEWEST, Cursor, Page, checked_limit, decode_cursor, page_of
from countermark.kit.records import Record, record_from
from countermark.serials import UnitCodec

EVER: Final = (datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC))
NO_UNIT: Final = -1


class ListScanEvents(ScanFilter, frozen=True, kw_only=True):
    """``_unit_id`` narrows the list to the scans of a unit; an unknown one has none."""

    unit_id: UUID | None = None
    limit: int = DEFAULT_LIMIT
    cursor: str | None = None


class ListedScan(Record, frozen=True, kw_only=True):
    """A scan. ``path`` and ``query`` are as sent, the query without an NFC tag's secrets; ``country`` and ``language``
    are ``null`` where nobody could tell."""

    scan_id: UUID
    scanned_at: datetime
    product_id: UUID | None
    product_name: dict[str, str] | None
    product_batch_id: UUID | None
    mint_batch_id: UUID | None
    lot_id: UUID | None
    unit_id: UUID | None
    path: str
    query: str
    country: str | None
    language: str | None
    agent_family: str
    traffic_class: TrafficClass
    outcome: Outcome
    link_type: str | None


async def list_scan_events(tx: Tx, request: ListScanEvents) -> Page[ListedScan]:
    """A page of scans.

    Raises:
        Conflict: the brand does not record single scans.
        InvalidInput: a limit outside 1..200, a cursor of something else, a malformed moment or code.
    """
    limit = checked_limit(request.limit)
    before = decode_cursor(request.cursor) or NEWEST
    await need_single_scans(tx)
    codec = await unit_codec(tx)
    number = None if request.unit_id is None else codec.number_of_unit_id(request.unit_id)
    found = queries.list_scan_events(
        tx.connection,
        brand_id=tx.brand_id,
        before_at=before.at,
        before_id=before.id,
        since=moment("_since", request.since) if request.since else EVER[0],
        until=moment("_until", request.until) if request.until else EVER[1],
        unit_number=NO_UNIT if request.unit_id is not None and number is None else number,
        most=limit + 1,
        **conditions_of(request),
    )
    rows = [row async for row in found]
    return page_of(rows, limit, lambda row: _listed(row, codec), lambda row: Cursor(row["scanned_at"], row["scan_id"]))


def _listed(row: Mapping[str, Any], codec: UnitCodec) -> ListedScan:
    number = row["unit_number"]
    unit_id = None if number is None else codec.unit_id_of(number)
    kinds = {"traffic_class": TrafficClass(row["traffic_class"]), "outcome": Outcome(row["outcome"])}
    return record_from(ListedScan, {**row, "unit_id": unit_id, **kinds})
