"""What a label looks like: its elements, with places in millimetres from the label's upper left corner."""

import re
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from countermark.carriers.labels.pictograms import PICTOGRAMS
from countermark.carriers.labels.sheets import SHEETS, Sheet
from countermark.carriers.symbol import ErrorCorrection, Symbology

MOST_ELEMENTS: Final = 30
MOST_LOGO_CHARACTERS: Final = 400_000

Millimetres = Annotated[float, Meta(ge=-1200, le=1200)]
Size = Annotated[float, Meta(gt=0, le=1200)]
FontSize = Annotated[float, Meta(ge=2, le=144)]
ColourText = Annotated[str, Meta(pattern=r"^#[0-9a-fA-F]{6}$")]


class _Placed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    x_mm: Millimetres = 0.0
    y_mm: Millimetres = 0.0


class CodeElement(_Placed, frozen=True, kw_only=True, tag="code"):
    """The code. ``size_mm`` is its side with the quiet zone, so that its place does not depend on what it holds."""

    size_mm: Size = 25.0
    symbology: Symbology = Symbology.QR
    error_correction: ErrorCorrection = ErrorCorrection.M
    colour: ColourText = "#000000"


class TextElement(_Placed, frozen=True, kw_only=True, tag="text"):
    """A text in a box; names in braces stand for facts: ``{product.name}``, ``{serial}``."""

    width_mm: Size = 40.0
    height_mm: Size = 6.0
    text: Annotated[str, Meta(max_length=500)] = ""
    size_pt: FontSize = 8.0
    bold: bool = False
    align: Literal["start", "center", "end"] = "start"
    colour: ColourText = "#000000"


class HriElement(_Placed, frozen=True, kw_only=True, tag="hri"):
    """The human readable interpretation, an element a line: ``(01) 09506000134352``."""

    width_mm: Size = 40.0
    height_mm: Size = 8.0
    size_pt: FontSize = 7.0
    align: Literal["start", "center", "end"] = "start"
    colour: ColourText = "#000000"


class LogoElement(_Placed, frozen=True, kw_only=True, tag="logo"):
    """A picture, fitted into a box. ``image``: PNG or JPEG in base64."""

    width_mm: Size = 20.0
    height_mm: Size = 10.0
    image: Annotated[str, Meta(max_length=MOST_LOGO_CHARACTERS)] = ""


class PictogramElement(_Placed, frozen=True, kw_only=True, tag="pictogram"):
    """A hazard or recycling pictogram, in a square."""

    name: str
    size_mm: Size = 10.0


class BoxElement(_Placed, frozen=True, kw_only=True, tag="box"):
    """A frame; a line when one of its sides is tiny."""

    width_mm: Size = 40.0
    height_mm: Size = 20.0
    line_mm: Annotated[float, Meta(gt=0, le=5)] = 0.25
    colour: ColourText = "#000000"


Element = CodeElement | TextElement | HriElement | LogoElement | PictogramElement | BoxElement


class LabelDesign(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``stock`` names a sheet or roll of the list; ``sheet`` has measures of one's own instead."""

    elements: list[Element]
    stock: str | None = None
    sheet: Sheet | None = None

    @property
    def paper(self) -> Sheet:
        """The sheet or roll it is printed on."""
        return self.sheet if self.sheet is not None else SHEETS[self.stock or ""]

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the label, in millimetres."""
        return self.paper.label


def design_problem(design: LabelDesign) -> tuple[str, str] | None:
    """What makes a design unusable: where, and why."""
    if (design.stock is None) == (design.sheet is None):
        return "stock", "name a stock, or give the measures of a sheet, one of the two"
    if design.stock is not None and design.stock not in SHEETS:
        return "stock", f"must be one of {', '.join(SHEETS)}"
    problem = design.paper.problem()
    if problem:
        return "sheet", problem
    if not 1 <= len(design.elements) <= MOST_ELEMENTS:
        return "elements", f"must be 1 to {MOST_ELEMENTS}"
    if sum(isinstance(element, CodeElement) for element in design.elements) != 1:
        return "elements", "a label has exactly one code"
    for number, element in enumerate(design.elements):
        if isinstance(element, PictogramElement) and element.name not in PICTOGRAMS:
            return f"elements[{number}].name", f"must be one of {', '.join(PICTOGRAMS)}"
        if isinstance(element, TextElement) and (unknown := unknown_names(element.text)):
            return f"elements[{number}].text", f"there is no fact {{{unknown[0]}}}"
    return None


FACTS: Final = {
    "product.name": "Product name",
    "brand.name": "Brand name",
    "sku": "SKU",
    "gtin": "GTIN",
    "serial": "Serial",
    "lot": "Lot",
    "batch_number": "Batch number",
    "production_date": "Production date",
    "url": "Scan address",
}
"""What a text may name besides fields of the product, which have keys like ``core.identity.model``."""

NAMES: Final = re.compile(r"\{([a-z0-9_]+(?:\.[a-z0-9_]+)*)\}")


def unknown_names(text: str) -> list[str]:
    """Names in braces that can be no fact: neither of ours nor like a field's key."""
    return [name for name in NAMES.findall(text) if name not in FACTS and name.count(".") < 1]
