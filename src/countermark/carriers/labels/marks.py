"""What is on a drawn label: few kinds of marks, with places in millimetres, for whichever format draws them."""

from typing import NamedTuple

from countermark.carriers.colours import Colour
from countermark.carriers.labels.fonts import LabelText
from countermark.carriers.symbol import Symbol


class CodeMark(NamedTuple):
    """A symbol; ``x`` and ``y`` are the corner of its quiet zone, ``module`` the side of a module."""

    x: float
    y: float
    module: float
    symbol: Symbol
    colour: Colour

    @property
    def side(self) -> float:
        """With the quiet zone."""
        return self.symbol.side_mm(self.module)


class TextMark(NamedTuple):
    """A line of text; ``x`` is its left end, ``y`` what it stands on, ``size`` the font's."""

    x: float
    y: float
    size: float
    text: LabelText
    colour: Colour


class ShapeMark(NamedTuple):
    """A path of ``M``, ``L``, ``C`` and ``Z`` with absolute coordinates, scaled by ``scale`` and moved to ``x``, ``y``.

    Filled when ``line`` is 0, else drawn with a line of that width (before scaling).
    """

    x: float
    y: float
    scale: float
    path: str
    colour: Colour
    line: float = 0.0


class ImageMark(NamedTuple):
    """A picture (PNG) that fills a rectangle."""

    x: float
    y: float
    width: float
    height: float
    png: bytes


Mark = CodeMark | TextMark | ShapeMark | ImageMark
