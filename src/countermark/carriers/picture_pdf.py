"""A symbol as a PDF of one page that is exactly as large as the picture."""

from io import BytesIO
from typing import Final

from reportlab.pdfgen.canvas import Canvas

from countermark.carriers.picture_layout import CHARACTER_WIDTH, PictureLayout
from countermark.carriers.symbol import Symbol

POINTS_PER_MM: Final = 72 / 25.4
FONT: Final = "Courier"


def pdf_of(layout: PictureLayout) -> bytes:
    """The picture as PDF, without date and random id."""
    file = BytesIO()
    size = (layout.width_mm * POINTS_PER_MM, layout.height_mm * POINTS_PER_MM)
    canvas = Canvas(file, pagesize=size, invariant=1, pageCompression=1)
    canvas.scale(POINTS_PER_MM, POINTS_PER_MM)
    canvas.setFillColorRGB(*layout.light.parts)
    canvas.rect(0, 0, layout.width_mm, layout.height_mm, stroke=0, fill=1)
    canvas.setFillColorRGB(*layout.dark.parts)
    top = layout.height_mm - layout.quiet_mm
    draw_symbol(canvas, layout.symbol, layout.quiet_mm, top, layout.x_dimension_mm)
    for line in layout.lines:
        canvas.setFont(FONT, line.size_mm * 0.6 / CHARACTER_WIDTH)
        canvas.drawString(line.x_mm, layout.height_mm - line.baseline_mm, line.text)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def draw_symbol(canvas: Canvas, symbol: Symbol, left: float, top: float, module: float) -> None:
    """Fills the dark modules as one path; ``left`` and ``top`` are the first module's corner in the canvas's units.

    One fill of many rectangles: a renderer blends their edges once, so there are no light seams between rows. Written
    as operators (ISO 32000-2, 8.5), because a canvas's own path objects take ten times as long.
    """
    bars = "".join(f"{bar.x} {bar.y} {bar.width} {bar.height} re\n" for bar in symbol.bars())
    canvas.addLiteral(f"q {module:.6f} 0 0 {-module:.6f} {left:.4f} {top:.4f} cm\n{bars}f Q")
