"""The computed rows are what the unit's own codec says, whatever the quantity."""

import csv
import io
import tracemalloc
from typing import Any
from uuid import UUID

from hypothesis import example, given
from hypothesis import strategies as st

from countermark.features.minting.carrier_paths import lot_path, unit_path
from countermark.features.minting.unit_manifest import HEADER, ROWS_AT_ONCE, manifest_rows
from countermark.serials import UnitCodec, new_key

CODEC = UnitCodec(new_key())
ORIGIN = "https://demo.example.com"
LOT_ID = UUID("01a207c0-0000-7000-8000-000000000001")


def batch_of(first: int, quantity: int, **changes: Any) -> dict[str, Any]:
    facts = {"identity_mode": "serial", "gtin": "09520123450014", "first_unit_number": first, "quantity": quantity}
    return facts | changes


def read(batch: dict[str, Any], lots: list[dict[str, Any]] | None = None) -> list[dict[str, str]]:
    text = HEADER + b"".join(rows for _, rows in manifest_rows(batch, lots or [], CODEC, ORIGIN))
    return list(csv.DictReader(io.StringIO(text.decode(), newline="")))


@given(first=st.integers(0, 2**36 - 200), quantity=st.integers(1, 100), gtin=st.sampled_from(["09520123450014", None]))
def test_each_row_is_the_unit_of_its_number(first: int, quantity: int, gtin: str | None) -> None:
    rows = read(batch_of(first, quantity, gtin=gtin))
    for number, row in zip(range(first, first + quantity), rows, strict=True):
        unit_id, serial = CODEC.unit_id_of(number), CODEC.serial_of(number)
        path = unit_path(gtin, serial, unit_id)
        assert list(row.values()) == [str(unit_id), serial, "", path, ORIGIN + path]


@example(code="Z" * 16)
@given(code=st.text("ABC123-,\"%/+ '", min_size=1, max_size=20).map(str.strip).filter(bool))
def test_units_of_a_lot_carry_its_code_and_address(code: str) -> None:
    lots = [{"first_unit_number": 7, "quantity": 3, "lot_code": code, "lot_id": LOT_ID}]
    rows = read(batch_of(7, 3, identity_mode="batch", gtin=None), lots)
    assert [row["unit_id"] for row in rows] == [str(CODEC.unit_id_of(number)) for number in (7, 8, 9)]
    assert {(row["serial"], row["lot"]) for row in rows} == {("", code)}
    assert {row["gs1_path"] for row in rows} == {lot_path(None, code, LOT_ID)}


def test_a_million_rows_come_in_stretches_of_flat_memory() -> None:
    tracemalloc.start()
    counts = [count for count, _ in manifest_rows(batch_of(0, 1_000_000), [], CODEC, ORIGIN)]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert sum(counts) == 1_000_000
    assert max(counts) == ROWS_AT_ONCE
    assert peak < 200e6
