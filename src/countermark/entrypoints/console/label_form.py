"""The form of a label's design: flat fields ``e0.x_mm``, ``e1.text`` and so on, and the design they stand for."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from litestar.datastructures import UploadFile

from countermark.carriers.labels import PICTOGRAMS, LabelDesign, Sheet

X, Y = ("x_mm", "From left", "mm"), ("y_mm", "From top", "mm")
WIDTH, HEIGHT = ("width_mm", "Width", "mm"), ("height_mm", "Height", "mm")
COLOUR, POINTS = ("colour", "Colour", "colour"), ("size_pt", "Font size", "pt")
ALIGN: Final = ("align", "Align", (("start", "Left"), ("center", "Centre"), ("end", "Right")))
SYMBOLS: Final = (("qr", "QR code"), ("data_matrix", "GS1 Data Matrix"))
LEVELS: Final = (("M", "M, 15 %"), ("L", "L, 7 %"), ("Q", "Q, 25 %"), ("H", "H, 30 %"))
NAMES: Final = tuple((key, pictogram.name) for key, pictogram in PICTOGRAMS.items())

FIELDS: Final[dict[str, tuple[tuple[str, str, Any], ...]]] = {
    "code": (
        X,
        Y,
        ("size_mm", "Side with quiet zone", "mm"),
        ("symbology", "Symbol", SYMBOLS),
        ("error_correction", "Error correction", LEVELS),
        COLOUR,
    ),
    "text": (("text", "Text", "text"), X, Y, WIDTH, HEIGHT, POINTS, ALIGN, ("bold", "Bold", "check"), COLOUR),
    "hri": (X, Y, WIDTH, HEIGHT, POINTS, ALIGN, COLOUR),
    "logo": (("image", "Picture", "file"), X, Y, WIDTH, HEIGHT),
    "pictogram": (("name", "Pictogram", NAMES), X, Y, ("size_mm", "Side", "mm")),
    "box": (X, Y, WIDTH, HEIGHT, ("line_mm", "Line", "mm"), COLOUR),
}
"""By type: the name of each field, its label, and how it is typed in: a unit, a list of choices, or a kind."""

TITLES: Final = {
    "code": "Code",
    "text": "Text",
    "hri": "Readable code",
    "logo": "Logo",
    "pictogram": "Pictogram",
    "box": "Frame",
}
ADDED: Final[dict[str, dict[str, Any]]] = {
    "text": {"type": "text", "text": "{product.name}", "x_mm": 2, "y_mm": 2, "width_mm": 25, "height_mm": 6},
    "hri": {"type": "hri", "x_mm": 2, "y_mm": 2, "width_mm": 30, "height_mm": 8, "size_pt": 6},
    "logo": {"type": "logo", "x_mm": 2, "y_mm": 2, "width_mm": 15, "height_mm": 8},
    "pictogram": {"type": "pictogram", "name": "weee", "x_mm": 2, "y_mm": 2, "size_mm": 8},
    "box": {"type": "box", "x_mm": 0.5, "y_mm": 0.5, "width_mm": 20, "height_mm": 10},
}
SHEET_FIELDS: Final = (
    ("page_width", "Page width"),
    ("page_height", "Page height"),
    ("label_width", "Label width"),
    ("label_height", "Label height"),
    ("margin_left", "Left margin"),
    ("margin_top", "Top margin"),
    ("pitch_across", "Pitch across"),
    ("pitch_down", "Pitch down"),
    ("columns", "Columns"),
    ("rows", "Rows"),
)
_NUMBERS: Final = frozenset({"mm", "pt"})
_MOST_ELEMENTS: Final = 40


@dataclass(frozen=True)
class DesignForm:
    """What was typed in: a name, a stock or a sheet, and the elements with their values as text."""

    name: str
    stock: str
    sheet: dict[str, str]
    elements: list[dict[str, Any]]

    def design(self) -> dict[str, Any]:
        """The design, as the operations take it; what is no number stays a text, and is refused there."""
        elements = [_typed(element) for element in self.elements]
        if self.stock != "custom":
            return {"stock": self.stock, "elements": elements}
        values = {name: _number(self.sheet.get(name, "")) for name, _ in SHEET_FIELDS}
        pair = {
            "page": ("page_width", "page_height"),
            "label": ("label_width", "label_height"),
            "margin": ("margin_left", "margin_top"),
            "pitch": ("pitch_across", "pitch_down"),
        }
        sheet: dict[str, Any] = {name: [values[each] for each in names] for name, names in pair.items()}
        for name in ("columns", "rows"):
            value = values[name]
            sheet[name] = int(value) if isinstance(value, float) and value.is_integer() else value
        return {"sheet": sheet, "elements": elements}


def form_of(name: str, design: LabelDesign) -> DesignForm:
    """The form of a design as it is."""
    elements = [
        {
            name: f"{value:g}" if isinstance(value, float) else value
            for name, value in msgspec.to_builtins(element).items()
        }
        for element in design.elements
    ]
    return DesignForm(name, design.stock or "custom", _sheet_texts(design.paper), elements)


def _sheet_texts(sheet: Sheet) -> dict[str, str]:
    values = (*sheet.page, *sheet.label, *sheet.margin, *sheet.pitch, sheet.columns, sheet.rows)
    return {name: f"{value:g}" for (name, _), value in zip(SHEET_FIELDS, values, strict=True)}


async def read_design_form(data: Mapping[str, Any]) -> DesignForm:
    """What was posted. An uploaded picture takes the place of the one before."""
    elements = []
    for number in range(_MOST_ELEMENTS):
        kind = data.get(f"e{number}.type")
        if kind not in FIELDS:
            break
        values: dict[str, Any] = {"type": kind}
        for name, _, how in FIELDS[kind]:
            given = data.get(f"e{number}.{name}", "")
            values[name] = bool(given) if how == "check" else given
            upload = data.get(f"e{number}.{name}.file")
            if how == "file" and isinstance(upload, UploadFile) and (content := await upload.read()):
                values[name] = b64encode(content).decode()
        elements.append(values)
    sheet = {name: str(data.get(f"sheet.{name}", "")) for name, _ in SHEET_FIELDS}
    return DesignForm(str(data.get("name", "")), str(data.get("stock", "")), sheet, elements)


def _typed(element: dict[str, Any]) -> dict[str, Any]:
    typed: dict[str, Any] = {"type": element["type"]}
    for name, _, how in FIELDS[element["type"]]:
        if name in element:
            typed[name] = _number(element[name]) if how in _NUMBERS else element[name]
    return typed


def _number(text: Any) -> Any:
    try:
        return float(str(text).strip().replace(",", "."))
    except ValueError:
        return text
