"""A file of labels as PDF: vector codes, embedded TrueType fonts, no date and no random id."""

from functools import lru_cache
from io import BytesIO
from typing import Final

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from countermark.carriers.labels.draw_label import DrawnLabel
from countermark.carriers.labels.fonts import font_file, run_width
from countermark.carriers.labels.marks import CodeMark, ImageMark, Mark, ShapeMark, TextMark
from countermark.carriers.labels.sheets import Sheet
from countermark.carriers.picture_pdf import POINTS_PER_MM, draw_symbol

_PREFIX: Final = "label-"
_OPERATORS: Final = {"M": "m", "L": "l", "C": "c", "Z": "h"}


class LabelPdf:
    """Puts label after label onto pages. The same labels always give the same bytes."""

    def __init__(self, sheet: Sheet, title: str) -> None:
        self._sheet = sheet
        self._file = BytesIO()
        width, height = sheet.page
        size = (width * POINTS_PER_MM, height * POINTS_PER_MM)
        self._canvas = Canvas(self._file, pagesize=size, invariant=1, pageCompression=1)
        self._canvas.setTitle(title)
        self._images: dict[bytes, ImageReader] = {}
        self._place = 0

    def add(self, label: DrawnLabel) -> None:
        """Draws the next label."""
        if self._place == self._sheet.labels_a_page:
            self._canvas.showPage()
            self._place = 0
        x, y = self._sheet.corner(self._place)
        self._place += 1
        self._canvas.saveState()
        self._canvas.transform(POINTS_PER_MM, 0, 0, POINTS_PER_MM, 0, 0)
        self._canvas.translate(x, self._sheet.page[1] - y)
        for mark in label.marks:
            self._draw(mark)
        self._canvas.restoreState()

    def finish(self) -> bytes:
        """The file."""
        self._canvas.showPage()
        self._canvas.save()
        return self._file.getvalue()

    def _draw(self, mark: Mark) -> None:
        if isinstance(mark, CodeMark):
            quiet = mark.symbol.quiet_zone_modules * mark.module
            self._canvas.setFillColorRGB(*mark.colour.parts)
            draw_symbol(self._canvas, mark.symbol, mark.x + quiet, -(mark.y + quiet), mark.module)
        elif isinstance(mark, TextMark):
            self._write(mark)
        elif isinstance(mark, ShapeMark):
            self._shape(mark)
        else:
            self._image(mark)

    def _write(self, mark: TextMark) -> None:
        self._canvas.setFillColorRGB(*mark.colour.parts)
        x = mark.x
        for run in mark.text.runs:
            self._canvas.setFont(_registered(run.font), mark.size)
            self._canvas.drawString(x, -mark.y, run.text)
            x += run_width(run) * mark.size

    def _image(self, mark: ImageMark) -> None:
        reader = self._images.setdefault(mark.png, ImageReader(BytesIO(mark.png)))
        self._canvas.drawImage(reader, mark.x, -mark.y - mark.height, mark.width, mark.height)

    def _shape(self, mark: ShapeMark) -> None:
        red, green, blue = (f"{part:.4f}" for part in mark.colour.parts)
        colour = f"{red} {green} {blue} rg {red} {green} {blue} RG {mark.line:.4f} w"
        place = f"{mark.scale:.6f} 0 0 {-mark.scale:.6f} {mark.x:.4f} {-mark.y:.4f} cm"
        self._canvas.addLiteral(f"q {place} {colour}\n{_operators(mark.path)}{'S' if mark.line else 'f'} Q")


@lru_cache(maxsize=1024)
def _operators(path: str) -> str:
    """The commands of a path as PDF has them: operands first (ISO 32000-2, 8.5.2)."""
    lines: list[list[str]] = []
    for part in path.split():
        if part.isalpha():
            lines.append([_OPERATORS[part]])
        else:
            lines[-1].insert(-1, part)
    return "".join(f"{' '.join(line)}\n" for line in lines)


def _registered(font: str) -> str:
    name = _PREFIX + font
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, str(font_file(font)), shapable=False))
    return name
