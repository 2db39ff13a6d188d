"""The one way from a file to its head and its rows."""

from collections.abc import Iterator
from typing import BinaryIO

from countermark.features.imports.reading.csv_file import read_csv_head, read_csv_rows
from countermark.features.imports.reading.table import OLD_OR_LOCKED, Dialect, SourceRow, TableHead, UnreadableFile

ARCHIVE = b"PK\x03\x04"


def read_head(file: BinaryIO, wanted: Dialect) -> TableHead:
    """Columns and first rows of a file.

    Raises:
        UnreadableFile: says why it cannot be read, and what to do.
    """
    file.seek(0)
    start = file.read(4)
    if not start:
        raise UnreadableFile("FILE_EMPTY", "is empty", "its first row must hold the names of the columns")
    if wanted.format == "xlsx":
        from countermark.features.imports.reading.xlsx_file import read_xlsx_head  # see read_rows

        return read_xlsx_head(file, wanted)
    if start in (ARCHIVE, OLD_OR_LOCKED):
        raise UnreadableFile("NOT_A_TEXT_FILE", "is a workbook or an archive, not CSV", "import it in the format xlsx")
    return read_csv_head(file, wanted)


def read_rows(file: BinaryIO, dialect: Dialect, width: int) -> Iterator[SourceRow]:
    """The rows below the header, as the head's dialect says; ``width`` is the number of columns.

    Raises:
        UnreadableFile: the file breaks off, or is larger than an import can be.
    """
    if dialect.format != "xlsx":
        return read_csv_rows(file, dialect, width)
    # Loaded with the first workbook: its library would be a tenth of every start of a server, worker or command.
    from countermark.features.imports.reading.xlsx_file import read_xlsx_rows

    return read_xlsx_rows(file, dialect, width)
