"""Draws the code of a unit, lot or product as a file."""

from base64 import b64encode

from countermark.carriers import (
    CannotCarry,
    Carried,
    CarrierWarning,
    Colour,
    ErrorCorrection,
    MalformedPath,
    Picture,
    PictureFormat,
    Symbol,
    Symbology,
    TextPlace,
    carried,
    contrast_warnings,
    draw_picture,
    make_symbol,
    size_warnings,
)
from countermark.db.transaction import Tx
from countermark.features.brands.brand_origin import brand_origin
from countermark.kit.errors import InvalidInput
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest

LEAST_MODULE_MM = 0.05
MOST_MODULE_MM = 10.0
TARGET_MODULE_MM = 0.495


class CodeStyle(BrandRequest, frozen=True, kw_only=True):
    """Which code, and how it looks. Lengths are millimetres, colours ``#rrggbb``."""

    path: str
    symbology: Symbology = Symbology.QR
    error_correction: ErrorCorrection = ErrorCorrection.M
    x_dimension_mm: float = TARGET_MODULE_MM
    text_place: TextPlace = "none"
    dark: str = "#000000"
    light: str = "#ffffff"


class GetCodeImage(CodeStyle, frozen=True, kw_only=True):
    """``_path`` is a ``gs1_path``, as units, lots and passports have it."""

    format: PictureFormat = PictureFormat.SVG


class CodeWarning(Record, frozen=True, kw_only=True):
    """What GS1 says against it. ``is_grave``: it will probably not scan."""

    code: str
    message: str
    is_grave: bool


class CodeImage(Record, frozen=True, kw_only=True):
    """``content`` is the file, in base64; ``text`` what is in the code, ``human_readable`` what people read."""

    media_type: str
    content: str
    text: str
    human_readable: list[str]
    symbol: str
    width_mm: float
    height_mm: float
    x_dimension_mm: float
    warnings: list[CodeWarning]


async def get_code_image(tx: Tx, request: GetCodeImage) -> CodeImage:
    """The file: the same arguments always give the same bytes.

    Raises:
        InvalidInput: names the argument: a path that no carrier can hold, a size out of bounds, no colour.
    """
    held, symbol = code_in(request, await brand_origin(tx))
    picture = code_picture(request, request.format, held, symbol)
    return CodeImage(
        media_type=picture.media_type,
        content=b64encode(picture.content).decode(),
        text=held.content,
        human_readable=list(held.human_readable),
        symbol=symbol.name,
        width_mm=round(picture.width_mm, 3),
        height_mm=round(picture.height_mm, 3),
        x_dimension_mm=request.x_dimension_mm,
        warnings=[CodeWarning(**each._asdict()) for each in code_warnings(request, symbol)],
    )


def code_in(style: CodeStyle, origin: str) -> tuple[Carried, Symbol]:
    """What the code holds, and its symbol.

    Raises:
        InvalidInput: names ``_path``.
    """
    try:
        held = carried(style.symbology, style.path, origin)
        return held, make_symbol(style.symbology, held.content, style.error_correction)
    except (MalformedPath, CannotCarry) as error:
        raise InvalidInput("_path", str(error), code="CANNOT_CARRY") from None


def code_picture(style: CodeStyle, picture_format: PictureFormat, held: Carried, symbol: Symbol) -> Picture:
    """The code as a file.

    Raises:
        InvalidInput: names the size or the colour that does not do.
    """
    if not LEAST_MODULE_MM <= style.x_dimension_mm <= MOST_MODULE_MM:
        raise InvalidInput("_x_dimension_mm", f"must be {LEAST_MODULE_MM} to {MOST_MODULE_MM:.0f} millimetres")
    return draw_picture(
        symbol,
        picture_format,
        x_dimension_mm=style.x_dimension_mm,
        text=held.human_readable,
        text_place=style.text_place,
        colours=_colours(style),
    )


def code_warnings(style: CodeStyle, symbol: Symbol) -> list[CarrierWarning]:
    """What GS1 says against size and colours."""
    return [*size_warnings(symbol, style.x_dimension_mm), *contrast_warnings(*_colours(style))]


def _colours(style: CodeStyle) -> tuple[Colour, Colour]:
    return _colour("_dark", style.dark), _colour("_light", style.light)


def _colour(argument: str, text: str) -> Colour:
    try:
        return Colour.from_hex(text)
    except ValueError as error:
        raise InvalidInput(argument, str(error)) from None
