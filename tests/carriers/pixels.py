"""Pictures as grey pixels, by renderers that share nothing with what drew them."""

import io
import re

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image

DOTS_PER_MM = 20


def of_png(content: bytes) -> NDArray[np.uint8]:
    return np.array(Image.open(io.BytesIO(content)).convert("L"))


def of_pdf(content: bytes, page: int = 0) -> NDArray[np.uint8]:
    with pypdfium2.PdfDocument(content) as document:
        return np.array(document[page].render(scale=DOTS_PER_MM * 25.4 / 72).to_pil().convert("L"))


def of_eps(content: bytes) -> NDArray[np.uint8]:
    """The rectangles of its one big fill, at 4 pixels a module, with a wide light border."""
    bars = re.search(r"\[\n(.*?)\n\] rectfill", content.decode(), re.DOTALL)
    assert bars
    pixels = np.full((900, 900), 255, np.uint8)
    for line in bars[1].splitlines():
        x, y, width, height = (4 * int(part) + (40 if at < 2 else 0) for at, part in enumerate(line.split()))
        pixels[y : y + height, x : x + width] = 0
    return pixels


def of_svg(content: bytes) -> NDArray[np.uint8]:
    """The subpaths of its one path, at 4 pixels a module, with a wide light border."""
    pixels = np.full((900, 900), 255, np.uint8)
    for found in re.findall(rb"M(\d+) (\d+)h(\d+)v(\d+)h-\d+z", content):
        x, y, width, height = (4 * int(part) + (40 if at < 2 else 0) for at, part in enumerate(found))
        pixels[y : y + height, x : x + width] = 0
    return pixels
