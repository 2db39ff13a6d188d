"""A symbol as a file of its own: vectors for print (SVG, PDF, EPS) or pixels (PNG), in true millimetres."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Final, Literal, NamedTuple

from countermark.carriers.colours import BLACK, WHITE, Colour
from countermark.carriers.picture_eps import eps_of
from countermark.carriers.picture_layout import PictureLayout, lay_out
from countermark.carriers.picture_pdf import pdf_of
from countermark.carriers.picture_png import png_of
from countermark.carriers.picture_svg import svg_of
from countermark.carriers.symbol import Symbol

TextPlace = Literal["none", "below", "beside"]


class PictureFormat(StrEnum):
    """The kinds of file."""

    SVG = "svg"
    PNG = "png"
    PDF = "pdf"
    EPS = "eps"


MEDIA_TYPES: Final = {
    PictureFormat.SVG: "image/svg+xml",
    PictureFormat.PNG: "image/png",
    PictureFormat.PDF: "application/pdf",
    PictureFormat.EPS: "application/postscript",
}
_DRAWN_BY: Final[dict[PictureFormat, Callable[[PictureLayout], bytes]]] = {
    PictureFormat.SVG: svg_of,
    PictureFormat.PNG: png_of,
    PictureFormat.PDF: pdf_of,
    PictureFormat.EPS: eps_of,
}


class Picture(NamedTuple):
    """A drawn file; the same arguments always give the same bytes."""

    content: bytes
    media_type: str
    width_mm: float
    height_mm: float


def draw_picture(
    symbol: Symbol,
    picture_format: PictureFormat,
    *,
    x_dimension_mm: float,
    text: Sequence[str] = (),
    text_place: TextPlace = "none",
    colours: tuple[Colour, Colour] = (BLACK, WHITE),
) -> Picture:
    """The symbol with its quiet zone, modules of ``x_dimension_mm``, and ``text`` where ``text_place`` says.

    ``colours`` are those of the modules and of the ground.
    """
    layout = lay_out(symbol, x_dimension_mm, text if text_place != "none" else (), text_place == "beside", colours)
    content = _DRAWN_BY[picture_format](layout)
    return Picture(content, MEDIA_TYPES[picture_format], layout.width_mm, layout.height_mm)
