"""A symbol as PNG: whole pixels a module, and the resolution that makes them the right size on paper."""

from io import BytesIO
from typing import Final

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from countermark.carriers.picture_layout import PictureLayout

DOTS_PER_INCH: Final = 600
MM_PER_INCH: Final = 25.4
MOST_PIXELS: Final = 6000


def png_of(layout: PictureLayout) -> bytes:
    """The picture at about 600 dots per inch, fewer where its side would have more than ``MOST_PIXELS``."""
    longest = max(layout.width_mm, layout.height_mm)
    wanted = min(layout.x_dimension_mm / MM_PER_INCH * DOTS_PER_INCH, MOST_PIXELS * layout.x_dimension_mm / longest)
    module_px = max(1, round(wanted))
    px_per_mm = module_px / layout.x_dimension_mm
    size = (round(layout.width_mm * px_per_mm), round(layout.height_mm * px_per_mm))
    picture = Image.new("RGB", size, tuple(layout.light))
    picture.paste(_symbol(layout, module_px), (0, 0))
    _write(picture, layout, px_per_mm)
    file = BytesIO()
    dots = px_per_mm * MM_PER_INCH
    picture.quantize(16).save(file, "PNG", dpi=(dots, dots), optimize=True)
    return file.getvalue()


def _symbol(layout: PictureLayout, module_px: int) -> Image.Image:
    modules = np.pad(layout.symbol.modules, layout.symbol.quiet_zone_modules)
    pixels = np.kron(modules, np.ones((module_px, module_px), bool))
    colours = np.array([layout.light, layout.dark], np.uint8)
    return Image.fromarray(colours[pixels.astype(np.intp)])


def _write(picture: Image.Image, layout: PictureLayout, px_per_mm: float) -> None:
    drawing = ImageDraw.Draw(picture)
    for line in layout.lines:
        font = ImageFont.load_default(line.size_mm * px_per_mm)
        width = drawing.textlength(line.text, font)
        spare = 0.0 if line.x_mm >= layout.side_mm else line.width_mm * px_per_mm - width
        left = line.x_mm * px_per_mm + spare / 2
        drawing.text((left, line.baseline_mm * px_per_mm), line.text, tuple(layout.dark), font, anchor="ls")
