"""create_serial_list and the way of a file to its verdicts."""

import io
from uuid import uuid4

import openpyxl
import pytest

from tests.support.client import Brand, new_brand
from tests.support.factories import serial_list_in, uploaded_serial_list
from tests.support.server import LiveServer


async def checked(brand: Brand, content: bytes, file_format: str = "csv") -> tuple[int, int]:
    """How many rows of a file were accepted, how many rejected."""
    serial_list_id = await uploaded_serial_list(brand, content, file_format=file_format)
    found = await serial_list_in(brand, serial_list_id, "checked")
    return found["accepted_rows"], found["rejected_rows"]


@pytest.mark.parametrize(
    "form", ["serial\r\n{}-1\r\n{}-2\r\n", "{}-1\n{}-2\n", "name;Serial number\nx;{}-1\ny;{}-2", "{}-1"]
)
async def test_the_column_of_serials_is_found_with_and_without_a_heading(shared_brand: Brand, form: str) -> None:
    name = uuid4().hex[:8]
    assert await checked(shared_brand, form.replace("{}", name).encode()) == (form.count("{}"), 0)


async def test_a_workbook_is_read_too(shared_brand: Brand) -> None:
    book, file = openpyxl.Workbook(), io.BytesIO()
    name = uuid4().hex[:8]
    sheet = book.create_sheet("Serials", 0)
    for row in (["Serial"], [f"{name}-1"], [f"{name}-1"], [f"{name}-2"]):
        sheet.append(row)
    book.save(file)
    assert await checked(shared_brand, file.getvalue(), "xlsx") == (2, 1)


async def test_another_brand_cannot_begin_one_here(live_server: LiveServer, shared_brand: Brand) -> None:
    other = await new_brand(live_server)
    arguments = {"brand_id": shared_brand.id, "purpose": "mint", "filename": "a.csv"}
    await other.owner.refused(403, "create_serial_list", **arguments)
