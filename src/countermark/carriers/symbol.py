"""A two-dimensional symbol: its modules, and what a reader must find in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray


class Symbology(StrEnum):
    """What can be printed: a QR code with the scan address, a GS1 Data Matrix with the element string."""

    QR = "qr"
    DATA_MATRIX = "data_matrix"


class ErrorCorrection(StrEnum):
    """How much of a QR code may be damaged: about 7, 15, 25 and 30 percent (ISO/IEC 18004, 7.5.1)."""

    L = "L"
    M = "M"
    Q = "Q"
    H = "H"


QUIET_ZONE_MODULES: Final = {Symbology.QR: 4, Symbology.DATA_MATRIX: 1}
"""Light modules on every side (ISO/IEC 18004, 6.3.8; ISO/IEC 16022, 5.4)."""

SYMBOLOGY_IDENTIFIERS: Final = {Symbology.QR: "]Q1", Symbology.DATA_MATRIX: "]d2"}
"""What a reader calls them (ISO/IEC 15424): QR without FNC1, Data Matrix with FNC1 in first place."""


class Bar(NamedTuple):
    """Dark modules that form a rectangle; ``x`` and ``y`` from the symbol's upper left corner, without quiet zone."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True, eq=False)
class Symbol:
    """``modules`` is a matrix of booleans, dark is true, without the quiet zone. ``content`` is what a reader must give
    back; ``name`` says in words what it is ("QR code, version 4, level M")."""

    symbology: Symbology
    content: str
    modules: NDArray[np.bool_]
    name: str

    @property
    def quiet_zone_modules(self) -> int:
        """Light modules on every side."""
        return QUIET_ZONE_MODULES[self.symbology]

    @property
    def side_modules(self) -> int:
        """Modules of a side with both quiet zones; every symbol made here is square."""
        return int(self.modules.shape[0]) + 2 * self.quiet_zone_modules

    def side_mm(self, x_dimension_mm: float) -> float:
        """Millimetres of a side with both quiet zones."""
        return self.side_modules * x_dimension_mm

    def bars(self) -> Iterator[Bar]:
        """The dark modules as rectangles that do not overlap: runs of a row, joined with equal ones below."""
        open_bars: dict[tuple[int, int], int] = {}
        height = len(self.modules)
        for y in range(height + 1):
            runs = dict.fromkeys(_runs(self.modules[y])) if y < height else {}
            for run in [run for run in open_bars if run not in runs]:
                top = open_bars.pop(run)
                yield Bar(run[0], top, run[1], y - top)
            for run in runs:
                open_bars.setdefault(run, y)


def _runs(row: NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([False], row, [False])).astype(np.int8))).tolist()
    return [(start, end - start) for start, end in zip(edges[::2], edges[1::2], strict=True)]
