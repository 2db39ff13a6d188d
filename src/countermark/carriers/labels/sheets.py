"""Sheets and rolls of labels, as data beside this file, and measures of one's own."""

import tomllib
from pathlib import Path
from typing import Any, Final

import msgspec

MOST_PAGE_MM: Final = 1200.0
LEAST_LABEL_MM: Final = 5.0


class Sheet(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A page of labels; a roll is a page of one. Millimetres.

    ``margin``: left, top; ``pitch``: from one label's corner to the next one's, across and down.
    """

    page: tuple[float, float]
    label: tuple[float, float]
    margin: tuple[float, float] = (0.0, 0.0)
    pitch: tuple[float, float] = (0.0, 0.0)
    columns: int = 1
    rows: int = 1
    name: str = ""

    @property
    def labels_a_page(self) -> int:
        """How many labels a page has."""
        return self.columns * self.rows

    def corner(self, place: int) -> tuple[float, float]:
        """The upper left corner of the label at a place of a page: row by row, from 0."""
        row, column = divmod(place, self.columns)
        return self.margin[0] + column * self.pitch[0], self.margin[1] + row * self.pitch[1]

    def problem(self) -> str | None:
        """Why no label can be printed on it, ``None`` when some can."""
        if not (1 <= self.columns <= 50 and 1 <= self.rows <= 100):
            return "has 1 to 50 columns and 1 to 100 rows"
        if min(self.label) < LEAST_LABEL_MM:
            return f"a label has sides of at least {LEAST_LABEL_MM:.0f} mm"
        if not 0 < max(self.page) <= MOST_PAGE_MM:
            return f"a page has sides of at most {MOST_PAGE_MM:.0f} mm"
        if (self.columns > 1 and self.pitch[0] < self.label[0]) or (self.rows > 1 and self.pitch[1] < self.label[1]):
            return "the labels overlap: the pitch is at least the label's side"
        if min(self.margin) < 0:
            return "a margin is not negative"
        x, y = self.corner(self.labels_a_page - 1)
        if x + self.label[0] > self.page[0] + 0.05 or y + self.label[1] > self.page[1] + 0.05:
            return "the last label does not fit on the page"
        return None


def _read() -> dict[str, Sheet]:
    tables: dict[str, Any] = tomllib.loads(Path(__file__).with_name("sheets.toml").read_text())
    return {key: msgspec.convert(table, Sheet) for key, table in tables.items()}


SHEETS: Final = _read()
"""By key, in the order in which they are offered."""
