"""append_import_file."""

import base64
import hashlib
from typing import Any
from uuid import uuid4

import pytest

from tests.support.client import Brand, new_brand
from tests.support.importing import job_of, uploaded
from tests.support.server import LiveServer

CONTENT = b"SKU;Name\nA-1;City bicycle\n"


async def _append(brand: Brand, job: dict[str, Any], offset: int, content: bytes, last: bool = False) -> Any:
    encoded = base64.b64encode(content).decode()
    return await brand.owner.post(
        "append_import_file",
        brand_id=brand.id,
        import_job_id=job["import_job_id"],
        offset=offset,
        content=encoded,
        last=last,
    )


async def test_parts_become_a_file_with_columns_and_a_suggested_mapping(shared_brand: Brand) -> None:
    sha256 = hashlib.sha256(CONTENT).hexdigest()
    job = await shared_brand.call("create_import_job", filename="a.csv", sha256=sha256)
    first = (await _append(shared_brand, job, 0, CONTENT[:7])).json()
    assert (first["size_bytes"], first["status"], first["columns"]) == (7, "uploading", None)
    last = (await _append(shared_brand, job, 7, CONTENT[7:], last=True)).json()
    assert (last["status"], last["columns"]) == ("uploaded", ["SKU", "Name"])
    now = await job_of(shared_brand, job)
    assert (now["delimiter"], now["encoding"], now["sha256"]) == (";", "utf-8", sha256)
    assert now["sample"] == [["A-1", "City bicycle"]]
    assert [(line["column"], line["target"]) for line in now["mapping"]] == [("SKU", "sku"), ("Name", "name")]


async def test_a_part_in_the_wrong_place_says_where_to_go_on(shared_brand: Brand) -> None:
    job = await shared_brand.call("create_import_job", filename="a.csv")
    await _append(shared_brand, job, 0, CONTENT[:7])
    for offset in (0, 3, 8):
        answer = await _append(shared_brand, job, offset, CONTENT)
        assert (answer.status_code, answer.json()["code"]) == (409, "WRONG_OFFSET")
        assert "go on from 7" in answer.json()["hint"]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "FILE_EMPTY"), (b"SKU,Name\n", "FILE_HAS_NO_ROWS"), (b"PK\x03\x04", "NOT_A_TEXT_FILE")],
)
async def test_a_file_that_cannot_be_read_is_refused_and_may_be_sent_again(
    shared_brand: Brand, content: bytes, code: str
) -> None:
    job = await shared_brand.call("create_import_job", filename="a.csv")
    answer = await _append(shared_brand, job, 0, content, last=True)
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert (await job_of(shared_brand, job))["size_bytes"] == 0
    assert (await _append(shared_brand, job, 0, CONTENT, last=True)).status_code == 200


async def test_other_bytes_than_were_announced_are_refused(shared_brand: Brand) -> None:
    job = await shared_brand.call("create_import_job", filename="a.csv", sha256="0" * 64)
    answer = await _append(shared_brand, job, 0, CONTENT, last=True)
    assert answer.json()["code"] == "SHA256_MISMATCH"


async def test_what_is_no_base64_or_comes_too_late_is_refused(shared_brand: Brand) -> None:
    job = await uploaded(shared_brand, CONTENT)
    arguments = {"import_job_id": job["import_job_id"], "offset": len(CONTENT)}
    error = await shared_brand.refused(409, "append_import_file", content="", **arguments)
    assert error["code"] == "IMPORT_STATUS"
    error = await shared_brand.refused(400, "append_import_file", content="?!", **arguments)
    assert "_content" in error["details"]
    rows = await shared_brand.call("create_import_job", filename="ERP", format="rows")
    assert (await _append(shared_brand, rows, 0, CONTENT)).status_code == 400


async def test_another_brand_s_import_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = await (await new_brand(live_server)).call("create_import_job", filename="a.csv")
    seen = await _append(shared_brand, theirs, 0, CONTENT)
    none = await _append(shared_brand, {"import_job_id": str(uuid4())}, 0, CONTENT)
    assert (seen.status_code, seen.json()) == (none.status_code, none.json())
