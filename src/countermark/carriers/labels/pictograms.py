"""Hazard and recycling pictograms, as data beside this file: our own simple drawings of what the law shows.

Regulation (EC) 1272/2008, Annex V, and Directive 2012/19/EU, Annex IX, say how the symbols look; whoever puts a product
on the market answers for the label.
"""

import tomllib
from pathlib import Path
from typing import Any, Final

import msgspec


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """A path on a canvas of 100 by 100; filled, or drawn with a pen of ``line``."""

    path: str
    line: float = 0.0
    colour: str = "#000000"


class Pictogram(msgspec.Struct, frozen=True, kw_only=True):
    """A pictogram and what it means."""

    name: str
    shapes: list[Shape]


CANVAS: Final = 100.0


def _read() -> dict[str, Pictogram]:
    tables: dict[str, Any] = tomllib.loads(Path(__file__).with_name("pictograms.toml").read_text())
    return {key: msgspec.convert(table, Pictogram) for key, table in tables.items()}


PICTOGRAMS: Final = _read()
"""By key, in the order in which they are offered."""
