"""The filters that summaries and lists of scans share."""

import re
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from countermark.features.scans.scan_event import Outcome, TrafficClass
from countermark.kit.errors import InvalidInput
from countermark.kit.requests import BrandRequest

COUNTRY: Final = re.compile(r"[A-Z]{2}")
LANGUAGE: Final = re.compile(r"[a-z]{2,3}")


class ScanFilter(BrandRequest, frozen=True, kw_only=True):
    """``_since`` and ``_until`` are moments with a time zone, ``_until`` not included. Absent filters let all pass."""

    since: datetime | None = None
    until: datetime | None = None
    product_id: UUID | None = None
    product_batch_id: UUID | None = None
    lot_id: UUID | None = None
    country: str | None = None
    language: str | None = None
    traffic_class: TrafficClass | None = None
    outcome: Outcome | None = None


def conditions_of(request: ScanFilter) -> dict[str, Any]:
    """The parameters of ``scan_conditions.sql``.

    Raises:
        InvalidInput: names the argument.
    """
    for argument, text, form in (
        ("_country", request.country, COUNTRY),
        ("_language", request.language, LANGUAGE),
    ):
        if text is not None and not form.fullmatch(text):
            raise InvalidInput(argument, f"must be a code like {'DE' if form is COUNTRY else 'de'}, not {text[:20]!r}")
    names = ("product_id", "product_batch_id", "lot_id", "country", "language", "traffic_class", "outcome")
    return {name: getattr(request, name) for name in names}


def moment(argument: str, value: datetime) -> datetime:
    """``value`` in UTC.

    Raises:
        InvalidInput: without a time zone, or so near to the end of time that UTC has no such moment.
    """
    if value.tzinfo is None:
        raise InvalidInput(argument, "needs a time zone, such as 2026-01-31T00:00:00Z")
    try:
        return value.astimezone(UTC)
    except OverflowError:
        raise InvalidInput(argument, "is out of range") from None
