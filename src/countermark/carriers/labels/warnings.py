"""What is to be said against a label before it is printed."""

from typing import Final, NamedTuple

from countermark.carriers.colours import WHITE
from countermark.carriers.labels.design import BoxElement, CodeElement, Element, LabelDesign, PictogramElement
from countermark.carriers.labels.draw_label import DrawnLabel
from countermark.carriers.labels.marks import CodeMark
from countermark.carriers.quality import contrast_warnings, size_warnings

TOLERANCE_MM: Final = 0.05


class LabelWarning(NamedTuple):
    """``element`` is the number of the element it is about; ``is_grave``: the code will probably not scan."""

    element: int
    code: str
    message: str
    is_grave: bool


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "_Box") -> bool:
        return (
            self.left < other.right - TOLERANCE_MM
            and other.left < self.right - TOLERANCE_MM
            and self.top < other.bottom - TOLERANCE_MM
            and other.top < self.bottom - TOLERANCE_MM
        )


def label_warnings(design: LabelDesign, label: DrawnLabel) -> list[LabelWarning]:
    """Everything, in the order of the elements."""
    at = next(number for number, element in enumerate(design.elements) if isinstance(element, CodeElement))
    found = [LabelWarning(at, *warning) for warning in size_warnings(label.code.symbol, label.code.module)]
    found += [LabelWarning(at, *warning) for warning in contrast_warnings(label.code.colour, WHITE)]
    width, height = design.size
    for number, element in enumerate(design.elements):
        box = _box(element)
        beyond = min(box.left, box.top) < -TOLERANCE_MM or box.right > width + TOLERANCE_MM
        if beyond or box.bottom > height + TOLERANCE_MM:
            grave = number == at
            found.append(LabelWarning(number, "OUT_OF_LABEL", "it reaches beyond the label's edge", grave))
        if number != at:
            found += _with_code(number, _inked(element, box), label.code)
    for number in label.cut:
        message = "its text does not fit into its box: the rest is not printed"
        found.append(LabelWarning(number, "TEXT_CUT", message, is_grave=False))
    if label.missing:
        message = f"no font has these characters: {' '.join(label.missing[:12])}"
        found.append(LabelWarning(at, "CHARACTERS_MISSING", message, is_grave=False))
    return sorted(found, key=lambda warning: warning.element)


def _with_code(number: int, boxes: list[_Box], code: CodeMark) -> list[LabelWarning]:
    quiet = code.symbol.quiet_zone_modules * code.module
    symbol = _Box(code.x + quiet, code.y + quiet, code.x + code.side - quiet, code.y + code.side - quiet)
    if any(box.meets(symbol) for box in boxes):
        return [LabelWarning(number, "OVERLAPS_CODE", "it lies on the code", is_grave=True)]
    whole = _Box(code.x, code.y, code.x + code.side, code.y + code.side)
    if any(box.meets(whole) for box in boxes):
        message = f"it stands in the quiet zone: {quiet:.1f} mm around the code stay empty"
        return [LabelWarning(number, "QUIET_ZONE", message, is_grave=True)]
    return []


def _inked(element: Element, box: _Box) -> list[_Box]:
    """Where an element prints: a frame only along its sides."""
    if not isinstance(element, BoxElement):
        return [box]
    line = element.line_mm
    left, top, right, bottom = box
    return [
        _Box(left, top, right, top + line),
        _Box(left, bottom - line, right, bottom),
        _Box(left, top, left + line, bottom),
        _Box(right - line, top, right, bottom),
    ]


def _box(element: Element) -> _Box:
    if isinstance(element, CodeElement | PictogramElement):
        width = height = element.size_mm
    else:
        width, height = element.width_mm, element.height_mm
    return _Box(element.x_mm, element.y_mm, element.x_mm + width, element.y_mm + height)
