"""One recorded scan: what, when, coarse who. No address, no full user agent, ever."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID


class TrafficClass(StrEnum):
    """Who seems to ask, by user agent."""

    HUMAN = "human"
    UNFURLER = "unfurler"
    CRAWLER = "crawler"
    UNKNOWN = "unknown"


class Outcome(StrEnum):
    """How a scan ended.

    ``walked_up``: a serial or lot is unknown, the product is not. ``pending``: known, but not in force yet.
    """

    RESOLVED = "resolved"
    ACTIVATED = "activated"
    PENDING = "pending"
    REVOKED = "revoked"
    WALKED_UP = "walked_up"
    UNKNOWN = "unknown"


class ScanEvent(NamedTuple):
    """A row of ``scan_events`` without its id, in the order of its columns.

    A scan that is only counted (``counted_scan.py``) has an empty ``path`` and no more than can be counted.
    ``path`` and ``query`` are as sent, still percent-encoded, the query without the secrets of an NFC tag.
    ``country`` is two letters (ISO 3166-1), ``None`` where no table of addresses is at hand; no address is kept.
    ``link_type`` is that of the link a scan asked for and got.
    """

    brand_id: UUID
    scanned_at: datetime
    product_id: UUID | None
    product_batch_id: UUID | None
    mint_batch_id: UUID | None
    lot_id: UUID | None
    unit_number: int | None
    path: str
    query: str
    country: str | None
    agent_family: str
    traffic_class: TrafficClass
    language: str | None
    outcome: Outcome
    link_type: str | None = None
