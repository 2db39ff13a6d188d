"""A symbol as Encapsulated PostScript, for print shops that place it into their own artwork."""

from math import ceil
from typing import Final

from countermark.carriers.picture_layout import PictureLayout
from countermark.carriers.picture_svg import number

POINTS_PER_MM: Final = 72 / 25.4
_ESCAPED: Final = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)"})


def eps_of(layout: PictureLayout) -> bytes:
    """The picture as EPS, level 2, without a date."""
    width, height = layout.width_mm * POINTS_PER_MM, layout.height_mm * POINTS_PER_MM
    return "\n".join(
        [
            "%!PS-Adobe-3.0 EPSF-3.0",
            f"%%BoundingBox: 0 0 {ceil(width)} {ceil(height)}",
            f"%%HiResBoundingBox: 0 0 {number(width)} {number(height)}",
            "%%LanguageLevel: 2",
            "%%EndComments",
            "gsave",
            f"{number(POINTS_PER_MM)} dup scale",
            f"{_colour(layout.light.parts)} setrgbcolor",
            f"0 0 {number(layout.width_mm)} {number(layout.height_mm)} rectfill",
            f"{_colour(layout.dark.parts)} setrgbcolor",
            *_modules(layout),
            *_lines(layout),
            "grestore",
            "%%EOF",
            "",
        ]
    ).encode("ascii", "replace")


def _colour(parts: tuple[float, float, float]) -> str:
    return " ".join(number(part) for part in parts)


def _modules(layout: PictureLayout) -> list[str]:
    """All rectangles in one operator, so that they are filled as one."""
    top = layout.height_mm - layout.quiet_mm
    bars = [f"{bar.x} {bar.y} {bar.width} {bar.height}" for bar in layout.symbol.bars()]
    move = f"{number(layout.quiet_mm)} {number(top)} translate"
    scale = f"{number(layout.x_dimension_mm)} dup neg scale"
    return ["gsave", move, scale, "[", *bars, "] rectfill", "grestore"]


def _lines(layout: PictureLayout) -> list[str]:
    written = []
    for line in layout.lines:
        place = f"{number(line.x_mm)} {number(layout.height_mm - line.baseline_mm)} moveto"
        font = f"/Courier findfont {number(line.size_mm)} scalefont setfont"
        written.append(f"{font} {place} ({line.text.translate(_ESCAPED)}) show")
    return written
