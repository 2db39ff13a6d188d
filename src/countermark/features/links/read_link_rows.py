"""Reads links out of CSV text, in the form that ``import_links`` takes."""

import csv
import io
import re
from typing import Any, Final

from countermark.features.links.import_links import MOST_ROWS
from countermark.kit.errors import InvalidInput

COLUMNS: Final = (
    *("gs1_path", "product_id", "gtin", "sku", "cpv", "lot", "serial"),
    *("link_type", "target_url", "title", "languages", "media_type", "contexts"),
    *("forward_query", "is_public", "valid_from", "valid_until", "is_default", "in_default_set"),
)
_LISTS: Final = ("languages", "contexts")
_FLAGS: Final = ("forward_query", "is_public", "is_default", "in_default_set")
_WORDS: Final = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_link_rows(text: str, argument: str = "_rows") -> list[dict[str, Any]]:
    """A row for each line below the header; empty cells are left out, and empty lines too.

    Lists are separated by white space; flags are ``yes`` or ``no``; a date alone means its beginning in UTC. Cells are
    separated by comma, semicolon or tab, whichever the header has most of.

    Raises:
        InvalidInput: no header, an unknown or repeated column, or more than 1,000 rows.
    """
    lines = text.removeprefix("\ufeff").strip()
    head = lines.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    try:
        header, *rows = list(csv.reader(io.StringIO(lines), delimiter=delimiter, strict=True)) or [[]]
    except csv.Error as error:
        raise InvalidInput(argument, f"is no CSV: {error}") from None
    names = [re.sub(r"[\s-]+", "_", name.strip().lower()) for name in header]
    _check_header(argument, names)
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    if len(filled) > MOST_ROWS:
        raise InvalidInput(argument, f"has {len(filled)} rows; at most {MOST_ROWS:,} at once")
    if not filled:
        raise InvalidInput(argument, "has no row below the header")
    return [
        {name: _value(name, cell.strip()) for name, cell in zip(names, row, strict=False) if cell.strip()}
        for row in filled
    ]


def _check_header(argument: str, names: list[str]) -> None:
    unknown = [name for name in names if name not in COLUMNS]
    if unknown:
        raise InvalidInput(
            argument, f"has a column {unknown[0]!r} that is unknown", hint=f"columns are {', '.join(COLUMNS)}"
        )
    if len(set(names)) < len(names):
        raise InvalidInput(argument, "has a column twice")


def _value(name: str, cell: str) -> Any:
    if name in _LISTS:
        return re.split(r"[\s|]+", cell)
    if name in _FLAGS:
        return _WORDS.get(cell.lower(), cell)
    return f"{cell}T00:00:00Z" if name.startswith("valid_") and _DAY.fullmatch(cell) else cell
