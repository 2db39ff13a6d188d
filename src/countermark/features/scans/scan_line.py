"""A scan as a line of PostgreSQL's COPY: what a resolver appends goes into a table as it is."""

import re
from functools import lru_cache
from typing import Final

from countermark.features.scans.scan_event import ScanEvent

NULL: Final = "\\N"
# A NUL, the one character that PostgreSQL refuses, is written as it would be percent-encoded.
_ESCAPES: Final = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\0": "%00"})
_ESCAPED: Final = re.compile(r"[\\\t\n\r\0]")
# Scans that come together are of few products and agents.
_id = lru_cache(4_096)(str)


def line_of(event: ScanEvent) -> str:
    """The event in COPY's text form, its columns in their order, with the line's end."""
    at, unit = event.scanned_at.isoformat(), NULL if event.unit_number is None else event.unit_number
    product, batch, mint, lot = [NULL if value is None else _id(value) for value in event[2:6]]
    return (
        f"{_id(event.brand_id)}\t{at}\t{product}\t{batch}\t{mint}\t{lot}\t{unit}\t"
        f"{_text(event.path)}\t{_text(event.query)}\t{_text(event.country)}\t{_text(event.agent_family)}\t"
        f"{event.traffic_class.value}\t{_text(event.language)}\t{event.outcome.value}\t{_text(event.link_type)}\n"
    )


def _text(value: str | None) -> str:
    if value is None:
        return NULL
    return value if _ESCAPED.search(value) is None else value.translate(_ESCAPES)
