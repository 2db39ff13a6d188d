"""The fonts of labels: which font has which character, how wide a text is, and the outlines of its letters.

DejaVu Sans has Latin, Greek, Cyrillic, Armenian, Georgian, Hebrew and Arabic; Noto Sans SC has Chinese and Japanese.
Arabic letters are joined and right-to-left runs put in reading order before anything is drawn (UAX 9).
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

import arabic_reshaper
from bidi.algorithm import get_display
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

FOLDER: Final = Path(__file__).parents[1] / "fonts"
REGULAR: Final = ("DejaVuSans", "NotoSansSC")
BOLD: Final = ("DejaVuSans-Bold", "NotoSansSC")
ASCENT: Final = 0.76  # of the font's size: where a line's capital letters end
_RIGHT_TO_LEFT: Final = range(0x590, 0x900)
_PRESENTATION_FORMS: Final = range(0xFB1D, 0xFEFD)


class Run(NamedTuple):
    """Characters that one font draws, in the order in which they stand on the line."""

    font: str
    text: str


@dataclass(frozen=True, slots=True)
class LabelText:
    """A line that can be drawn. ``missing`` are characters that no font has; they are drawn as boxes."""

    runs: tuple[Run, ...]
    width: float  # in parts of the font's size
    missing: str


class _Font:
    def __init__(self, name: str) -> None:
        self.font = TTFont(FOLDER / f"{name}.ttf", lazy=True)
        self.names: dict[int, str] = self.font.getBestCmap()
        self.units: int = self.font["head"].unitsPerEm
        self.advances = self.font["hmtx"]
        self.glyphs = self.font.getGlyphSet()


@cache
def _font(name: str) -> _Font:
    return _Font(name)


def font_file(name: str) -> Path:
    """Where the TrueType file of a font is."""
    return FOLDER / f"{name}.ttf"


@lru_cache(maxsize=4096)
def lay_text(text: str, *, bold: bool = False) -> LabelText:
    """The runs of a line, in the order of drawing."""
    shown = _in_reading_order(text)
    fonts = BOLD if bold else REGULAR
    runs: list[Run] = []
    missing: list[str] = []
    width = 0.0
    for character in shown:
        name = _font_with(fonts, character)
        if name is None:
            missing.append(character)
            name = fonts[0]
        font = _font(name)
        advance, _ = font.advances[font.names.get(ord(character), ".notdef")]
        width += advance / font.units
        if runs and runs[-1].font == name:
            runs[-1] = Run(name, runs[-1].text + character)
        else:
            runs.append(Run(name, character))
    return LabelText(tuple(runs), width, "".join(dict.fromkeys(missing)))


def run_width(run: Run) -> float:
    """In parts of the font's size."""
    font = _font(run.font)
    total: int = sum(font.advances[font.names.get(ord(character), ".notdef")][0] for character in run.text)
    return total / font.units


@lru_cache(maxsize=4096)
def outline(font_name: str, character: str) -> str:
    """The letter as the data of an SVG path, one unit the font's size, the y axis down."""
    font = _font(font_name)
    pen = SVGPathPen(font.glyphs, ntos=lambda value: f"{value:.3f}".rstrip("0").rstrip("."))
    scale = 1 / font.units
    font.glyphs[font.names.get(ord(character), ".notdef")].draw(TransformPen(pen, (scale, 0, 0, -scale, 0, 0)))
    return str(pen.getCommands())


def _font_with(fonts: tuple[str, ...], character: str) -> str | None:
    return next((name for name in fonts if ord(character) in _font(name).names), None)


def _in_reading_order(text: str) -> str:
    if not any(ord(character) in _RIGHT_TO_LEFT or ord(character) in _PRESENTATION_FORMS for character in text):
        return text
    return str(get_display(arabic_reshaper.reshape(text)))
