"""What templates about scans need: times of a chart, rows of a list of counts, and the addresses they filter by."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from babel.dates import format_date, format_time

from countermark.entrypoints.console.countries import country_name
from countermark.entrypoints.console.formats import language_name, localized, reader_locale
from countermark.features.scans.get_scan_summary import ProductScans, ScanCount

Row = tuple[str, str | None, int]
NAMES = {"country": country_name, "language": language_name}
NO_WORDS: Mapping[str, str] = {}
UNKNOWN = {"country": "Not known", "language": "Not said", "link_type": "The default"}


def scan_time(value: datetime, interval: str) -> str:
    """The hour, or the day, that begins then, in UTC."""
    locale = reader_locale.get()
    if interval == "hour":
        return format_time(value, "short", locale=locale)
    return format_date(value, "d MMM", locale=locale)


def without(filters: Mapping[str, str], name: str) -> str:
    """The filters as a query, without one of them."""
    return urlencode({key: value for key, value in filters.items() if value and key != name})


def scan_rows(
    counts: Iterable[ScanCount],
    path: str,
    filters: Mapping[str, str],
    name: str,
    words: Mapping[str, str] = NO_WORDS,
) -> list[Row]:
    """Label, address that filters by it, and number of each count. What is not filtered by has no address."""
    called = NAMES.get(name, str)
    return [
        (
            UNKNOWN.get(name, "Not known") if count.value is None else words.get(count.value, called(count.value)),
            _filtered(path, filters, name, count.value),
            count.scans,
        )
        for count in counts
    ]


def scan_products(products: Iterable[ProductScans], path: str, filters: Mapping[str, str]) -> list[Row]:
    """Name, address that filters by it, and number of each product."""
    return [
        (
            localized(row.product_name) if row.product_name else "No product",
            _filtered(path, filters, "product_id", str(row.product_id) if row.product_id else None),
            row.scans,
        )
        for row in products
    ]


def _filtered(path: str, filters: Mapping[str, str], name: str, value: str | None) -> str | None:
    if value is None or name not in filters or filters[name] == value:
        return None
    return f"{path}?{urlencode({key: kept for key, kept in filters.items() if kept} | {name: value})}"


def named_countries(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Codes with their names, by name."""
    return sorted(((code, country_name(code)) for code in codes), key=lambda option: option[1])


def counts_by_value(counts: Iterable[ScanCount]) -> dict[str | None, int]:
    """The numbers by their values."""
    return {count.value: count.scans for count in counts}


def sum_of_values(counts: Mapping[str | None, int], values: Iterable[str], fewest: int) -> int | None:
    """The numbers of some values together; ``None`` when one of them may be withheld for being under ``fewest``."""
    wanted = list(values)
    if fewest and any(value not in counts for value in wanted):
        return None
    return sum(counts.get(value, 0) for value in wanted)


SCAN_FILTERS: dict[str, Any] = {
    "scan_time": scan_time,
    "without": without,
    "scan_rows": scan_rows,
    "scan_products": scan_products,
    "named_countries": named_countries,
    "counts_by_value": counts_by_value,
    "sum_of_values": sum_of_values,
}
