"""Where symbol and text of a picture stand, in millimetres from its upper left corner; the same for every format."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from countermark.carriers.colours import Colour
from countermark.carriers.symbol import Symbol

CHARACTER_WIDTH: Final = 0.6  # of a fixed-width character, in parts of the font's size
LINE_HEIGHT: Final = 1.25
LARGEST_TEXT_MM: Final = 2.4
SMALLEST_TEXT_MM: Final = 1.2
GAP_MM: Final = 1.0


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of fixed-width text; ``x_mm`` is its left end, ``baseline_mm`` what it stands on."""

    text: str
    x_mm: float
    baseline_mm: float
    size_mm: float

    @property
    def width_mm(self) -> float:
        """From the left end to the right."""
        return len(self.text) * CHARACTER_WIDTH * self.size_mm


@dataclass(frozen=True, slots=True)
class PictureLayout:
    """Everything that is drawn. The symbol stands in the upper left, its quiet zone included."""

    symbol: Symbol
    x_dimension_mm: float
    width_mm: float
    height_mm: float
    lines: tuple[TextLine, ...]
    dark: Colour
    light: Colour

    @property
    def side_mm(self) -> float:
        """The symbol with its quiet zone; text beside it begins here."""
        return self.symbol.side_mm(self.x_dimension_mm)

    @property
    def quiet_mm(self) -> float:
        """The width of the quiet zone: where the first module stands."""
        return self.symbol.quiet_zone_modules * self.x_dimension_mm


def lay_out(
    symbol: Symbol, x_dimension_mm: float, text: Sequence[str], beside: bool, colours: tuple[Colour, Colour]
) -> PictureLayout:
    """Text below is made to fit the symbol's side, in more lines where it would be too small to read."""
    side = symbol.side_mm(x_dimension_mm)
    dark, light = colours
    if not text:
        return PictureLayout(symbol, x_dimension_mm, side, side, (), dark, light)
    if beside:
        size = LARGEST_TEXT_MM
        width = max(len(line) for line in text) * CHARACTER_WIDTH * size
        block = len(text) * LINE_HEIGHT * size
        top = max(0.0, (side - block) / 2)
        lines = _lines(text, size, top, lambda line: side)
        return PictureLayout(
            symbol, x_dimension_mm, side + width + GAP_MM, max(side, block + GAP_MM), lines, dark, light
        )
    room = side - 2 * GAP_MM
    most = max(1, int(room / (CHARACTER_WIDTH * SMALLEST_TEXT_MM)))
    folded = [line[start : start + most] for line in text for start in range(0, len(line), most)]
    size = min(LARGEST_TEXT_MM, room / (CHARACTER_WIDTH * max(len(line) for line in folded)))
    lines = _lines(folded, size, side, lambda line: (side - len(line) * CHARACTER_WIDTH * size) / 2)
    height = side + len(folded) * LINE_HEIGHT * size + GAP_MM
    return PictureLayout(symbol, x_dimension_mm, side, height, lines, dark, light)


def _lines(text: Sequence[str], size: float, top: float, left: Callable[[str], float]) -> tuple[TextLine, ...]:
    return tuple(
        TextLine(line, left(line), top + (number + 0.8) * LINE_HEIGHT * size, size) for number, line in enumerate(text)
    )
