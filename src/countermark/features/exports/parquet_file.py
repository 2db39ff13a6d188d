"""Parquet: every column is text, a row group for each portion."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from countermark.features.exports.byte_sink import ByteSink
from countermark.features.exports.cells import Cells
from countermark.features.exports.definition import ProfileDefinition

_COMPRESSION: Final = "zstd"


class ParquetFile:
    """A Parquet file that gives its bytes away as soon as a row group is done."""

    def __init__(self, definition: ProfileDefinition) -> None:
        self._schema = pa.schema([(column.header, pa.string()) for column in definition.columns])
        self._sink = ByteSink()
        self._writer: Any = pq.ParquetWriter(self._sink, self._schema, compression=_COMPRESSION)

    def add(self, columns: Sequence[Cells], count: int) -> bytes:
        """What of the file is done."""
        arrays = [_array(column, count) for column in columns]
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=self._schema), row_group_size=count)
        return self._sink.take()

    def end(self) -> Iterator[bytes]:
        """The last pages and the footer."""
        self._writer.close()
        yield self._sink.take()

    def discard(self) -> None:
        """Nothing is held but memory."""


def _array(column: Cells, count: int) -> Any:
    if isinstance(column, np.ndarray):
        width = column.shape[1]
        offsets = np.arange(0, (count + 1) * width, max(width, 1), dtype=np.int32)[: count + 1]
        data = pa.py_buffer(np.ascontiguousarray(column).tobytes())
        return pa.StringArray.from_buffers(count, pa.py_buffer(offsets.tobytes()), data)
    if isinstance(column, str):
        return pa.repeat(pa.scalar(column, pa.string()), count)
    return pa.array(column, pa.string())
