"""A scan as the resolver saw it, and the record that is made of it when there is time."""

from datetime import UTC, datetime
from typing import Final, NamedTuple
from uuid import UUID

from countermark.entrypoints.passport_pages.public_request import PublicRequest
from countermark.features.brands.scan_recording import ScanRecording
from countermark.features.resolution.brand_ranges import BrandRanges
from countermark.features.resolution.resolution import Resolution
from countermark.features.scans.clean_query import clean_query
from countermark.features.scans.counted_scan import counted
from countermark.features.scans.scan_event import ScanEvent
from countermark.features.scans.traffic import Agent, first_language

LONGEST_PATH: Final = 500


class SeenScan(NamedTuple):
    """``at`` is in seconds since 1970, UTC. Held for half a second at most."""

    at: float
    ranges: BrandRanges
    request: PublicRequest
    resolution: Resolution
    agent: Agent
    country: str | None


def brand_of(scan: SeenScan) -> UUID:
    """Whose scan it is."""
    return scan.ranges.brand_id


def event_of(scan: SeenScan) -> ScanEvent:
    """What is recorded of a scan: without the address, the user agent and the secrets of an NFC tag, and no more than
    the brand wants."""
    at, ranges, request, resolution, agent, country = scan
    minted, lot = resolution.minted, resolution.lot
    event = ScanEvent(
        ranges.brand_id,
        datetime.fromtimestamp(at, UTC),
        resolution.product_id,
        minted.product_batch_id if minted else None,
        minted.mint_batch_id if minted else None,
        lot.lot_id if lot else None,
        resolution.unit_number,
        request.raw_path.decode("latin-1")[:LONGEST_PATH],
        clean_query(request.query_string),
        country,
        agent.family,
        agent.traffic_class,
        first_language(request.accept_language),
        resolution.outcome,
        resolution.link_type,
    )
    return counted(event) if ranges.recording is ScanRecording.COUNTERS else event
