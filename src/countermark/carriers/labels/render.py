"""Renders a finished file and reads every code on it: PDF with PDFium, SVG with resvg. Neither shares code with what
drew the file."""

import io
import re
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import pypdfium2
import resvg_py
from numpy.typing import NDArray
from PIL import Image

from countermark.carriers.labels.marks import CodeMark
from countermark.carriers.labels.sheets import Sheet
from countermark.carriers.picture_pdf import POINTS_PER_MM
from countermark.carriers.read_back import read_back

PRINT_DOTS_PER_MM: Final = 300 / 25.4
"""What a usual label printer draws; a code that does not read at this resolution is refused."""


_SIZE: Final = re.compile(rb'<svg xmlns="http://www.w3.org/2000/svg" width="[^"]*" height="[^"]*" viewBox="[^"]*">')


class Misread(NamedTuple):
    """A code that does not hold what it must; ``place`` is the label's on the page, ``read`` what was found."""

    place: int
    wanted: str
    read: str | None


def pdf_pages(content: bytes) -> pypdfium2.PdfDocument:
    """The file, opened by the renderer."""
    return pypdfium2.PdfDocument(content)


def check_pdf_page(
    document: pypdfium2.PdfDocument, page: int, sheet: Sheet, codes: Sequence[CodeMark]
) -> Misread | None:
    """The first code of a page that does not read back; ``codes`` are those of the page in their order."""
    rendered = document[page].render(scale=PRINT_DOTS_PER_MM / POINTS_PER_MM, grayscale=True)
    pixels = rendered.to_numpy()
    pixels = pixels.reshape(pixels.shape[0], pixels.shape[1])
    for place, code in enumerate(codes):
        x, y = sheet.corner(place)
        misread = _checked(pixels, code, x + code.x, y + code.y, place)
        if misread:
            return misread
    return None


def check_svg(content: bytes, code: CodeMark) -> Misread | None:
    """Whether the code of a label drawn as SVG reads back. Only its square is rendered, with all that lies in it."""
    found = _SIZE.match(content)
    if found is None:
        return Misread(0, code.symbol.content, None)
    part = " ".join(f"{value:.4f}" for value in (code.x, code.y, code.side, code.side))
    px = max(1, round(code.side * PRINT_DOTS_PER_MM))
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="%s">' % (px, px, part.encode())
    png = resvg_py.svg_to_bytes(svg_string=(svg + content[found.end() :]).decode(), dpi=96, skip_system_fonts=True)
    return _checked(np.array(Image.open(io.BytesIO(bytes(png))).convert("L")), code, 0.0, 0.0, 0)


def _checked(pixels: NDArray[np.uint8], code: CodeMark, x: float, y: float, place: int) -> Misread | None:
    """The square of a code, its quiet zone included, alone: what is found elsewhere does not count."""
    left, top, side = x * PRINT_DOTS_PER_MM, y * PRINT_DOTS_PER_MM, code.side * PRINT_DOTS_PER_MM
    rows = slice(max(0, round(top)), max(0, round(top + side)))
    columns = slice(max(0, round(left)), max(0, round(left + side)))
    cut_out = np.ascontiguousarray(pixels[rows, columns])
    read = read_back(cut_out, code.symbol) if cut_out.size else None
    if read is not None and read.is_right:
        return None
    return Misread(place, code.symbol.content, read.text if read else None)
