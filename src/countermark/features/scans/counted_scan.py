"""What is left of a scan that is only counted."""

from countermark.features.scans.scan_event import ScanEvent


def counted(event: ScanEvent) -> ScanEvent:
    """The event without anything that could tell one thing or one person from another.

    No unit, no lot, no mint batch, no path, no query, no agent, and no time of day: product, production batch, day,
    country, language, class, outcome and link type remain. An empty path is what marks it.
    """
    return event._replace(
        scanned_at=event.scanned_at.replace(hour=0, minute=0, second=0, microsecond=0),
        mint_batch_id=None,
        lot_id=None,
        unit_number=None,
        path="",
        query="",
        agent_family="",
    )
