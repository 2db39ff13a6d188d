"""What turns columns into the bytes of a file, and which of them a format needs."""

from collections.abc import Iterator, Sequence
from typing import Final, Literal, Protocol

from countermark.features.exports.cells import Cells
from countermark.features.exports.csv_file import CsvFile, GzippedFile
from countermark.features.exports.definition import ProfileDefinition
from countermark.features.exports.parquet_file import ParquetFile
from countermark.features.exports.xlsx_file import XlsxFile

ExportFormat = Literal["csv", "csv.gz", "xlsx", "parquet", "packs"]
ENDINGS: Final[dict[ExportFormat, str]] = {
    "csv": "csv",
    "csv.gz": "csv.gz",
    "xlsx": "xlsx",
    "parquet": "parquet",
    "packs": "csv",
}
MEDIA_TYPES: Final[dict[ExportFormat, str]] = {
    "csv": "text/csv",
    "csv.gz": "application/gzip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "packs": "text/csv",
}


class FileWriter(Protocol):
    """Writes a file in portions. The same portions give the same bytes, whenever and wherever."""

    def add(self, columns: Sequence[Cells], count: int) -> bytes:
        """Takes ``count`` rows and gives what of the file is ready by now, perhaps nothing."""

    def end(self) -> Iterator[bytes]:
        """The rest of the file."""

    def discard(self) -> None:
        """Frees what the file holds, whether it was ended or not."""


def writer_of(export_format: ExportFormat, definition: ProfileDefinition) -> FileWriter:
    """A new file of a format of rows."""
    if export_format == "xlsx":
        return XlsxFile(definition)
    if export_format == "parquet":
        return ParquetFile(definition)
    return GzippedFile(CsvFile(definition)) if export_format == "csv.gz" else CsvFile(definition)
