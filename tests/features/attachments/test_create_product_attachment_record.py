"""create_product_attachment_record: what is announced, and what may not be."""

import asyncio
from typing import Any

import psycopg
import pytest

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.files import MANUAL, PHOTO, announce
from tests.support.server import LiveServer


async def test_the_answer_says_where_the_bytes_go(shared_brand: Brand, product_id: str) -> None:
    made = await announce(shared_brand, product_id, MANUAL, title="Manual", language="de", sha256=MANUAL.sha256)
    storage_path = f"{shared_brand.id}/{product_id}/{made['attachment_id']}"
    assert made["storage_path"] == storage_path
    assert made["upload_path"] == f"/attachments/v1/{storage_path}"
    told = {name: made[name] for name in ("filename", "mime_type", "size_bytes", "sha256", "state", "title", "kind")}
    assert told == {
        "filename": "Manual.pdf",
        "mime_type": "application/pdf",
        "size_bytes": len(MANUAL.content),
        "sha256": MANUAL.sha256,
        "state": "pending",
        "title": "Manual",
        "kind": "other",
    }
    assert (made["picture"], made["uploaded_at"], made["deleted_at"]) == (None, None, None)


async def test_files_stand_in_the_order_they_came(shared_brand: Brand, product_id: str) -> None:
    made = [await announce(shared_brand, product_id, sample) for sample in (PHOTO, MANUAL, MANUAL)]
    assert [attachment["position"] for attachment in made] == [0, 1, 2]
    assert [attachment["kind"] for attachment in made] == ["picture", "other", "other"]


@pytest.mark.parametrize(
    ("arguments", "argument", "code"),
    [
        ({"filename": "a.exe"}, "_filename", "FILE_TYPE_NOT_ALLOWED"),
        ({"filename": "a.svg", "mime_type": "image/svg+xml"}, "_filename", "FILE_TYPE_NOT_ALLOWED"),
        ({"filename": "a.html", "mime_type": "text/html"}, "_filename", "FILE_TYPE_NOT_ALLOWED"),
        ({"filename": "a.zip", "mime_type": "application/zip"}, "_filename", "FILE_TYPE_NOT_ALLOWED"),
        ({"filename": "manual"}, "_filename", "FILE_TYPE_NOT_ALLOWED"),
        ({"filename": "../manual.pdf"}, "_filename", "INVALID_ARGUMENT"),
        ({"filename": "c:\\manual.pdf"}, "_filename", "INVALID_ARGUMENT"),
        ({"filename": ".pdf"}, "_filename", "INVALID_ARGUMENT"),
        ({"filename": "a\u202efdp.pdf"}, "_filename", "INVALID_ARGUMENT"),
        ({"filename": "a\n.pdf"}, "_filename", "INVALID_ARGUMENT"),
        ({"filename": "x" * 197 + ".pdf"}, "_filename", "INVALID_ARGUMENT"),
        ({"mime_type": "text/html"}, "_mime_type", "FILE_TYPE_NOT_ALLOWED"),
        ({"mime_type": "image/png"}, "_mime_type", "CONTENT_MISMATCH"),
        ({"size_bytes": 0}, "_size_bytes", "INVALID_ARGUMENT"),
        ({"size_bytes": 2**30 + 1}, "_size_bytes", "INVALID_ARGUMENT"),
        ({"sha256": "ab"}, "_sha256", "INVALID_ARGUMENT"),
        ({"sha256": "zz" * 32}, "_sha256", "INVALID_ARGUMENT"),
        ({"title": ""}, "_title", "INVALID_ARGUMENT"),
        ({"language": "German"}, "_language", "INVALID_ARGUMENT"),
        ({"kind": "poem"}, "_kind", "INVALID_ARGUMENT"),
    ],
)
async def test_a_bad_argument_is_named_and_nothing_is_announced(
    shared_brand: Brand, product_id: str, arguments: dict[str, Any], argument: str, code: str
) -> None:
    plain = {"filename": "Manual.pdf", "mime_type": "application/pdf", "size_bytes": 10}
    error = await shared_brand.refused(
        400, "create_product_attachment_record", product_id=product_id, **(plain | arguments)
    )
    assert (error["details"].partition(":")[0], error["code"]) == (argument, code)
    assert (await shared_brand.call("list_product_attachments", product_id=product_id))["items"] == []


async def test_an_archived_product_takes_no_more(shared_brand: Brand, product_id: str) -> None:
    await shared_brand.call("archive_product", product_id=product_id)
    plain = {"filename": "Manual.pdf", "mime_type": "application/pdf", "size_bytes": 10}
    error = await shared_brand.refused(400, "create_product_attachment_record", product_id=product_id, **plain)
    assert error["code"] == "PRODUCT_ARCHIVED"


async def test_a_product_has_200_files_at_most_also_when_they_come_at_once(
    shared_brand: Brand, product_id: str, owner: psycopg.Connection
) -> None:
    owner.execute(
        "INSERT INTO product_attachments (brand_id, product_id, filename, mime_type, size_bytes, kind, position) "
        "SELECT %s, %s, n || '.pdf', 'application/pdf', 1, 'other', n FROM generate_series(0, 197) AS n",
        (shared_brand.id, product_id),
    )
    plain = {"filename": "Manual.pdf", "mime_type": "application/pdf", "size_bytes": 10, "product_id": product_id}
    named = {"brand_id": shared_brand.id, **plain}
    answers = await asyncio.gather(
        *(shared_brand.owner.post("create_product_attachment_record", **named) for _ in range(5))
    )
    assert sorted(answer.status_code for answer in answers) == [200, 200, 400, 400, 400]
    refused = {answer.json()["code"] for answer in answers if answer.status_code == 400}
    assert refused == {"TOO_MANY_ATTACHMENTS"}


async def test_another_brand_s_product_is_as_unknown_as_none(live_server: LiveServer, product_id: str) -> None:
    other = await new_brand(live_server)
    plain = {"filename": "Manual.pdf", "mime_type": "application/pdf", "size_bytes": 10}
    errors = [
        await other.refused(400, "create_product_attachment_record", product_id=wanted, **plain)
        for wanted in (product_id, NOBODYS_ID)
    ]
    assert errors[0] == errors[1]
