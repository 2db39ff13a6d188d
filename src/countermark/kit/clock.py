"""Time as the outside sees it: UTC, to the second, ending in Z."""

from datetime import UTC, datetime


def now() -> datetime:
    """The current time, aware, in UTC."""
    return datetime.now(UTC)


def to_second(moment: datetime) -> datetime:
    """``moment`` in UTC without fractions, so that JSON shows ``2026-01-15T12:00:00Z``."""
    return moment.astimezone(UTC).replace(microsecond=0)


def utc_text(moment: datetime) -> str:
    """``2026-01-15T12:00:00Z``, for documents that are made as text."""
    return to_second(moment).isoformat().replace("+00:00", "Z")
