"""XLSX (ECMA-376) of one sheet, every cell a text, so that nothing in it is ever run as a formula.

Written here and not by a library, because rows come as arrays of bytes: a million take some seconds instead of two
minutes, and the file leaves while it is made, without a temporary one. No clock in it: the same rows, the same bytes.
"""

import zipfile
from collections.abc import Iterator, Sequence
from typing import Final
from xml.sax.saxutils import escape

import numpy as np

from countermark.features.exports.byte_sink import ByteSink
from countermark.features.exports.cells import Bytes, Cells, filled, texts_of
from countermark.features.exports.definition import ProfileDefinition

MOST_ROWS: Final = 1_048_576
"""A sheet's, heading included."""
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPES: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS: Final = {
    "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPES}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/></Types>',
    "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">'
    '<sheets><sheet name="Units" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>',
    # Style 1 is bold, for the heading.
    "xl/styles.xml": f'{_HEAD}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/>'
    '</font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill '
    'patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border>'
    '<left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" '
    'fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" '
    'xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}
_SHEET: Final = "xl/worksheets/sheet1.xml"
_MADE: Final = (1980, 1, 1, 0, 0, 0)  # the oldest that ZIP can say
_LEVEL: Final = 5
_OPENED: Final = '<c t="inlineStr"><is><t>'
_PRESERVED: Final = '<c t="inlineStr"><is><t xml:space="preserve">'
_CLOSED: Final = "</t></is></c>"
_SPECIAL: Final = np.frombuffer(b"&<> \t\r\n", np.uint8)
_WIDEST: Final = 60
_ROOM: Final = 2


class XlsxFile:
    """A workbook, row after row."""

    def __init__(self, definition: ProfileDefinition) -> None:
        self._headers = [column.header for column in definition.columns]
        self._sink = ByteSink()
        self._package = zipfile.ZipFile(self._sink, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL)
        for name, content in _PARTS.items():
            self._package.writestr(_entry(name), content)
        self._sheet = self._package.open(_entry(_SHEET), "w", force_zip64=True)
        self._has_begun = False

    def add(self, columns: Sequence[Cells], count: int) -> bytes:
        """What is compressed by now."""
        self._begin([next(iter(texts_of(column, count)), "") for column in columns])
        self._sheet.write(_rows([_cells(column) for column in columns], count))
        return self._sink.take()

    def end(self) -> Iterator[bytes]:
        """The end of the sheet, and the package's directory."""
        self._begin([])
        self._sheet.write(b"</sheetData></worksheet>")
        self._sheet.close()
        self._package.close()
        yield self._sink.take()

    def discard(self) -> None:
        """Nothing is held but memory."""

    def _begin(self, first: Sequence[str]) -> None:
        """The sheet's beginning and its heading, which stays in sight; columns are as wide as their first text."""
        if self._has_begun:
            return
        self._has_begun = True
        values = [*first, *("" for _ in self._headers[len(first) :])]
        widths = [
            min(_WIDEST, max(len(header), len(value)) + _ROOM)
            for header, value in zip(self._headers, values, strict=True)
        ]
        layout = "".join(
            f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>'
            for place, width in enumerate(widths, start=1)
        )
        heading = "".join(_cell(header).replace("<c ", '<c s="1" ', 1) for header in self._headers)
        self._sheet.write(
            f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" '
            'topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
            f"<cols>{layout}</cols><sheetData><row>{heading}</row>".encode()
        )


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _MADE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0
    return entry


def _rows(columns: Sequence[Cells], count: int) -> bytes:
    if any(isinstance(column, list) for column in columns):
        rows = zip(*(texts_of(column, count) for column in columns), strict=True)
        return "".join(f"<row>{''.join(row)}</row>" for row in rows).encode()
    parts: list[bytes | Bytes] = [b"<row>"]
    parts += [column.encode() if isinstance(column, str) else np.asarray(column) for column in columns]
    return filled(count, [*parts, b"</row>"]).tobytes()


def _cells(column: Cells) -> Cells:
    if isinstance(column, str):
        return _cell(column)
    if isinstance(column, list):
        return [_cell(text) for text in column]
    if any(bool((column == special).any()) for special in _SPECIAL):
        return [_cell(text) for text in texts_of(column, len(column))]
    return filled(len(column), [_OPENED.encode(), column, _CLOSED.encode()])


def _cell(text: str) -> str:
    if not text:
        return "<c/>"
    return (_OPENED if text == text.strip() else _PRESERVED) + escape(text) + _CLOSED
