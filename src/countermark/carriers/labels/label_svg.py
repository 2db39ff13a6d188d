"""A label as SVG: letters as outlines, so that it looks the same wherever it is placed."""

from base64 import b64encode
from typing import Final

from countermark.carriers.labels.design import LabelDesign
from countermark.carriers.labels.draw_label import DrawnLabel
from countermark.carriers.labels.fonts import outline, run_width
from countermark.carriers.labels.marks import CodeMark, ImageMark, Mark, ShapeMark, TextMark
from countermark.carriers.picture_svg import number, path_of

_HEAD: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" viewBox="0 0 {width} {height}">'
    '<rect width="{width}" height="{height}" fill="#ffffff"/>'
)
_PATH: Final = '<path fill="{colour}" transform="translate({x} {y}) scale({scale})" d="{path}"/>'
_LINE: Final = (
    '<path fill="none" stroke="{colour}" stroke-width="{line}" '
    'transform="translate({x} {y}) scale({scale})" d="{path}"/>'
)
_IMAGE: Final = '<image x="{x}" y="{y}" width="{width}" height="{height}" href="data:image/png;base64,{data}"/>'


def label_svg(design: LabelDesign, label: DrawnLabel) -> bytes:
    """The label as SVG in millimetres; the same label always gives the same bytes."""
    width, height = design.size
    head = _HEAD.format(width=number(width), height=number(height))
    return f"{head}{''.join(_mark(mark) for mark in label.marks)}</svg>\n".encode()


def _mark(mark: Mark) -> str:
    if isinstance(mark, CodeMark):
        quiet = mark.symbol.quiet_zone_modules * mark.module
        place = {"x": number(mark.x + quiet), "y": number(mark.y + quiet), "scale": f"{mark.module:.6f}"}
        return _PATH.format(colour=mark.colour.hex, path=path_of(mark.symbol), **place)
    if isinstance(mark, TextMark):
        return "".join(_letters(mark))
    if isinstance(mark, ImageMark):
        place = {"x": number(mark.x), "y": number(mark.y), "width": number(mark.width), "height": number(mark.height)}
        return _IMAGE.format(data=b64encode(mark.png).decode(), **place)
    return _shape(mark)


def _shape(mark: ShapeMark) -> str:
    place = {"x": number(mark.x), "y": number(mark.y), "scale": number(mark.scale)}
    if mark.line:
        return _LINE.format(colour=mark.colour.hex, line=number(mark.line), path=mark.path, **place)
    return _PATH.format(colour=mark.colour.hex, path=mark.path, **place)


def _letters(mark: TextMark) -> list[str]:
    drawn = []
    x = mark.x
    for run in mark.text.runs:
        for character in run.text:
            path = outline(run.font, character)
            if path:
                place = {"x": number(x), "y": number(mark.y), "scale": number(mark.size)}
                drawn.append(_PATH.format(colour=mark.colour.hex, path=path, **place))
            x += run_width(run._replace(text=character)) * mark.size
    return drawn
