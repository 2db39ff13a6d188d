"""A symbol as SVG: one path, so that no renderer draws seams between modules."""

from typing import Final
from xml.sax.saxutils import escape

from countermark.carriers.picture_layout import PictureLayout
from countermark.carriers.symbol import Symbol

_HEAD: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" viewBox="0 0 {width} {height}">'
    '<rect width="{width}" height="{height}" fill="{light}"/>'
    '<path fill="{dark}" shape-rendering="crispEdges" transform="translate({quiet} {quiet}) scale({module})" d="{d}"/>'
)
_TEXT: Final = '<text x="{x}" y="{y}" textLength="{width}" lengthAdjust="spacingAndGlyphs">{text}</text>'
_GROUP: Final = '<g font-family="OCR-B, DejaVu Sans Mono, Courier New, monospace" font-size="{size}" fill="{dark}">'


def svg_of(layout: PictureLayout) -> bytes:
    """The picture as SVG in millimetres."""
    head = _HEAD.format(
        width=number(layout.width_mm),
        height=number(layout.height_mm),
        light=layout.light.hex,
        dark=layout.dark.hex,
        quiet=number(layout.quiet_mm),
        module=number(layout.x_dimension_mm),
        d=path_of(layout.symbol),
    )
    return f"{head}{_texts(layout)}</svg>\n".encode()


def path_of(symbol: Symbol) -> str:
    """The dark modules as the data of a path, one unit a module."""
    return "".join(f"M{bar.x} {bar.y}h{bar.width}v{bar.height}h-{bar.width}z" for bar in symbol.bars())


def number(value: float) -> str:
    """At most four decimals, without zeros that say nothing."""
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _texts(layout: PictureLayout) -> str:
    if not layout.lines:
        return ""
    texts = "".join(
        _TEXT.format(
            x=number(line.x_mm), y=number(line.baseline_mm), width=number(line.width_mm), text=escape(line.text)
        )
        for line in layout.lines
    )
    return f"{_GROUP.format(size=number(layout.lines[0].size_mm), dark=layout.dark.hex)}{texts}</g>"
