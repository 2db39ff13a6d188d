"""Draws one label: a design and the facts of a unit become marks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from countermark.carriers.carried_text import Carried, carried
from countermark.carriers.colours import Colour
from countermark.carriers.labels.design import (
    NAMES,
    BoxElement,
    CodeElement,
    Element,
    HriElement,
    LabelDesign,
    LogoElement,
    PictogramElement,
    TextElement,
)
from countermark.carriers.labels.fonts import ASCENT, LabelText, lay_text
from countermark.carriers.labels.logo import fitted_logo
from countermark.carriers.labels.marks import CodeMark, ImageMark, Mark, ShapeMark, TextMark
from countermark.carriers.labels.pictograms import CANVAS, PICTOGRAMS
from countermark.carriers.make_symbol import make_symbol
from countermark.carriers.symbol import Symbol

MM_PER_POINT: Final = 25.4 / 72
LINE_HEIGHT: Final = 1.22


@dataclass(frozen=True, slots=True)
class LabelFacts:
    """What a label says: the path its code holds on ``origin``, and texts by their names in braces."""

    path: str
    origin: str
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DrawnLabel:
    """Marks from the back to the front. ``cut`` are numbers of elements whose text did not fit, ``missing`` characters
    that no font has."""

    marks: tuple[Mark, ...]
    code: CodeMark
    cut: tuple[int, ...]
    missing: str


def draw_label(design: LabelDesign, facts: LabelFacts) -> DrawnLabel:
    """The marks of a label.

    Raises:
        MalformedPath: the code of this design cannot hold the path.
        CannotCarry: it is too long for the code.
    """
    code = next(element for element in design.elements if isinstance(element, CodeElement))
    held = carried(code.symbology, facts.path, facts.origin)
    symbol = make_symbol(code.symbology, held.content, code.error_correction)
    marks: list[Mark] = []
    cut: list[int] = []
    for number, element in enumerate(design.elements):
        drawn, is_cut = _drawn(element, facts, held, symbol)
        marks += drawn
        if is_cut:
            cut.append(number)
    code_mark = next(mark for mark in marks if isinstance(mark, CodeMark))
    missing = "".join(mark.text.missing for mark in marks if isinstance(mark, TextMark))
    return DrawnLabel(tuple(marks), code_mark, tuple(cut), "".join(dict.fromkeys(missing)))


def filled_in(text: str, texts: Mapping[str, str]) -> str:
    """``text`` with the facts in place of their names; a fact that is not there leaves nothing."""
    return NAMES.sub(lambda found: texts.get(found[1], ""), text)


def _drawn(element: Element, facts: LabelFacts, held: Carried, symbol: Symbol) -> tuple[list[Mark], bool]:
    if isinstance(element, CodeElement):
        module = element.size_mm / symbol.side_modules
        return [CodeMark(element.x_mm, element.y_mm, module, symbol, Colour.from_hex(element.colour))], False
    if isinstance(element, TextElement):
        return _text(element, filled_in(element.text, facts.texts).splitlines(), bold=element.bold)
    if isinstance(element, HriElement):
        return _text(element, list(held.human_readable), bold=False)
    if isinstance(element, PictogramElement):
        scale = element.size_mm / CANVAS
        shapes = PICTOGRAMS[element.name].shapes
        place = (element.x_mm, element.y_mm, scale)
        return [ShapeMark(*place, each.path, Colour.from_hex(each.colour), each.line) for each in shapes], False
    if isinstance(element, LogoElement):
        return _logo(element), False
    return [_box(element)], False


def _logo(element: LogoElement) -> list[Mark]:
    logo = fitted_logo(element.image)
    if logo is None:
        return []
    scale = min(element.width_mm / logo.width, element.height_mm / logo.height)
    width, height = logo.width * scale, logo.height * scale
    x = element.x_mm + (element.width_mm - width) / 2
    return [ImageMark(x, element.y_mm + (element.height_mm - height) / 2, width, height, logo.png)]


def _box(element: BoxElement) -> ShapeMark:
    half = element.line_mm / 2
    right, bottom = element.width_mm - half, element.height_mm - half
    if min(element.width_mm, element.height_mm) <= 2 * element.line_mm:  # a line
        right, bottom = element.width_mm, element.height_mm
        path = f"M 0 0 L {right:.3f} 0 L {right:.3f} {bottom:.3f} L 0 {bottom:.3f} Z"
        return ShapeMark(element.x_mm, element.y_mm, 1.0, path, Colour.from_hex(element.colour))
    path = f"M {half:.3f} {half:.3f} L {right:.3f} {half:.3f} L {right:.3f} {bottom:.3f} L {half:.3f} {bottom:.3f} Z"
    return ShapeMark(element.x_mm, element.y_mm, 1.0, path, Colour.from_hex(element.colour), element.line_mm)


def _text(element: TextElement | HriElement, lines: list[str], *, bold: bool) -> tuple[list[Mark], bool]:
    """Lines broken at spaces to the box's width; those below the box are left out, and it is told."""
    size = element.size_pt * MM_PER_POINT
    laid = [part for line in lines for part in _broken(line, element.width_mm / size, bold=bold)]
    colour = Colour.from_hex(element.colour)
    marks: list[Mark] = []
    is_cut = False
    for number, text in enumerate(laid):
        baseline = (number * LINE_HEIGHT + ASCENT) * size
        if baseline > element.height_mm + 0.05:
            is_cut = True
            break
        width = text.width * size
        is_cut = is_cut or width > element.width_mm + 0.05
        shift = {"start": 0.0, "center": 0.5, "end": 1.0}[element.align] * (element.width_mm - width)
        marks.append(TextMark(element.x_mm + shift, element.y_mm + baseline, size, text, colour))
    return marks, is_cut


def _broken(line: str, room: float, *, bold: bool) -> Iterator[LabelText]:
    """``room`` is the width in parts of the font's size. A word that is too long stands alone, and too long."""
    current = ""
    for word in line.split(" "):
        longer = f"{current} {word}" if current else word
        if current and lay_text(longer, bold=bold).width > room:
            yield lay_text(current, bold=bold)
            current = word
        else:
            current = longer
    if current:
        yield lay_text(current, bold=bold)
