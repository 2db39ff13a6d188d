"""How a brand's scans are recorded, and what its industry's law allows by default."""

from enum import StrEnum
from typing import Final


class ScanRecording(StrEnum):
    """``off``: nothing. ``counters``: how many, by product and day, nothing of a single scan. ``events``: each scan."""

    OFF = "off"
    COUNTERS = "counters"
    EVENTS = "events"


DEFAULT_RETENTION_DAYS: Final = 180
LONGEST_RETENTION_DAYS: Final = 3_650
FEWEST_SHOWN: Final = 10
"""A count of fewer scans than these is not told where scans are only counted: it could be one person's."""

COUNTED_INDUSTRIES: Final = ("32.4", "20.4")
"""NACE codes whose passports' use may be neither tracked nor analysed: toys (Regulation (EU) 2025/2509, Article 20(10))
and detergents (Regulation (EU) 2026/405, Article 22, point (h)), whose NACE group they share with cosmetics."""


def default_recording(industry: str | None) -> ScanRecording:
    """How scans are recorded unless the brand decides otherwise."""
    is_counted = industry is not None and industry.startswith(COUNTED_INDUSTRIES)
    return ScanRecording.COUNTERS if is_counted else ScanRecording.EVENTS
