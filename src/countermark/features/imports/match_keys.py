"""What tells rows of one import apart, as 64-bit numbers: two rows with one of them are the same product.

Held for a whole import while repeated rows are looked for: 12 bytes a key, some 25 MB for a million rows with a SKU and
a GTIN, where the texts would take hundreds. A SKU is hashed: of a million, two different ones meet by chance in one
import of ten million.
"""

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import NamedTuple
from uuid import UUID

import numpy
from numpy.typing import NDArray

from countermark.features.imports.parsed_row import ParsedRow

KEY = numpy.dtype([("row", "<u4"), ("key", "<u8")])
_SKU, _PRODUCT = 1 << 63, 1 << 62  # barcodes stay below both: 14 digits are 47 bits
Keys = NDArray[numpy.void]


class Repeated(NamedTuple):
    """A row, and another one that says it is the same product."""

    row: int
    other: int


def keys_of(numbers: Sequence[int], rows: Sequence[ParsedRow | None], product_ids: Sequence[UUID | None]) -> bytes:
    """The keys of rows: their SKU, their barcodes, and the product they match, each once a row."""
    owners: list[int] = []
    found: list[int] = []
    for number, row, product_id in zip(numbers, rows, product_ids, strict=True):
        if row is None:
            continue
        keys = {_key(identifier.identifier_type, identifier.normalized) for identifier in row.identifiers}
        if product_id is not None:
            keys.add((product_id.int & (_PRODUCT - 1)) | _PRODUCT)
        found += keys
        owners += [number] * len(keys)
    pairs = numpy.empty(len(found), KEY)
    pairs["row"] = owners
    pairs["key"] = found
    return pairs.tobytes()


def _key(identifier_type: str, normalized: str) -> int:
    if identifier_type != "sku":
        return int(normalized)
    return int.from_bytes(blake2b(normalized.encode(), digest_size=8).digest(), "big") | _SKU


def repeated_rows(stored: Iterable[bytes], excluded: Iterable[int]) -> list[Repeated]:
    """Rows that share a key with another one, by number; ``excluded`` rows do not count.

    Each names the first of the others.
    """
    keys = numpy.concatenate([numpy.frombuffer(part, dtype=KEY) for part in stored] or [numpy.empty(0, KEY)])
    left_out = numpy.fromiter(excluded, dtype="<u4")
    if len(left_out):
        keys = keys[~numpy.isin(keys["row"], left_out)]
    keys = keys[numpy.lexsort((keys["row"], keys["key"]))]
    same = keys["key"][1:] == keys["key"][:-1]
    in_group = numpy.concatenate([same, [False]]) | numpy.concatenate([[False], same])
    starts = numpy.concatenate([[True], ~same])[: len(keys)]
    first = numpy.maximum.accumulate(numpy.where(starts, numpy.arange(len(keys)), 0)) if len(keys) else starts
    others: dict[int, int] = {}
    for place in numpy.flatnonzero(in_group).tolist():
        start = int(first[place])
        other = int(keys["row"][start if start != place else place + 1])
        others.setdefault(int(keys["row"][place]), other)
    return [Repeated(row, other) for row, other in sorted(others.items())]
