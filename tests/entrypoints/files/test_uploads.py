"""PUT /attachments/v1/...: bytes come whole and as announced, or not at all."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import psycopg
import pytest

from tests.support.bucket import start_bucket
from tests.support.client import Brand, new_brand, sign_up
from tests.support.factories import new_product
from tests.support.files import (
    CSV,
    EXE,
    HTML,
    MANUAL,
    PDF,
    PHOTO,
    SVG,
    Sample,
    announce,
    attachment_now,
    download,
    new_attachment,
    office,
    picture,
    png_of_size,
    put,
    with_archive,
)
from tests.support.server import LiveServer, start_server

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
GOOD = [
    MANUAL,
    Sample("a.png", "image/png", picture("PNG")),
    Sample("a.jpeg", "image/jpeg", picture("JPEG")),
    Sample("a.webp", "image/webp", picture("WEBP")),
    Sample("a.csv", "text/csv", CSV),
    Sample("a.txt", "text/plain", "\ufeffPflegehinweis: 30 °C".encode()),
    Sample("old.txt", "text/plain; charset=latin-1", "Größe".encode("latin-1")),
    Sample("a.xlsx", XLSX, office("xl/workbook.xml")),
    Sample("a.docx", DOCX, office("word/document.xml")),
]
WRONG = {
    "a program named PDF": (Sample("a.pdf", "application/pdf", EXE), "CONTENT_MISMATCH"),
    "a page named PNG": (Sample("a.png", "image/png", HTML), "CONTENT_MISMATCH"),
    "a drawing named PNG": (Sample("a.png", "image/png", SVG), "CONTENT_MISMATCH"),
    "a JPEG named PNG": (Sample("a.png", "image/png", picture("JPEG")), "CONTENT_MISMATCH"),
    "a PDF with something before it": (Sample("a.pdf", "application/pdf", b"GIF89a" + PDF), "CONTENT_MISMATCH"),
    "a page that is a PDF further down": (Sample("a.pdf", "application/pdf", HTML + PDF), "CONTENT_MISMATCH"),
    "a PDF cut off": (Sample("a.pdf", "application/pdf", PDF[:-7]), "CONTENT_MISMATCH"),
    "a PDF that is a ZIP as well": (Sample("a.pdf", "application/pdf", with_archive(PDF)), "CONTENT_AMBIGUOUS"),
    "a PNG that is a ZIP as well": (Sample("a.png", "image/png", with_archive(picture())), "CONTENT_AMBIGUOUS"),
    "a JPEG that is a ZIP as well": (
        Sample("a.jpg", "image/jpeg", with_archive(picture("JPEG"))),
        "CONTENT_AMBIGUOUS",
    ),
    "a PNG with a page behind it": (Sample("a.png", "image/png", picture() + HTML), "CONTENT_AMBIGUOUS"),
    "a WebP with a page behind it": (Sample("a.webp", "image/webp", picture("WEBP") + HTML), "CONTENT_AMBIGUOUS"),
    "a PNG of a billion pixels": (Sample("a.png", "image/png", png_of_size(40_000, 25_000)), "PICTURE_TOO_LARGE"),
    "a PNG of more pixels still": (Sample("a.png", "image/png", png_of_size(2**31 - 1, 2**31 - 1)), None),
    "a page named text": (Sample("a.txt", "text/plain", b"\xef\xbb\xbf \n" + HTML), "CONTENT_MISMATCH"),
    "a program named text": (Sample("a.txt", "text/plain", EXE), "CONTENT_MISMATCH"),
    "text with a NUL": (Sample("a.csv", "text/csv", b"a;b\n\x00;1\n"), "CONTENT_MISMATCH"),
    "a ZIP named workbook": (Sample("a.xlsx", XLSX, office("evil.txt")), "CONTENT_MISMATCH"),
    "a document named workbook": (Sample("a.xlsx", XLSX, office("word/document.xml")), "CONTENT_MISMATCH"),
    "a workbook with macros": (
        Sample("a.xlsx", XLSX, office("xl/workbook.xml", **{"xl/vbaProject.bin": b"x"})),
        "CONTENT_HAS_MACROS",
    ),
}


@pytest.fixture(scope="module")
async def brand(live_server: LiveServer) -> Brand:
    """A brand that the tests of this file share."""
    return await new_brand(live_server)


@pytest.fixture(scope="module")
async def product_id(brand: Brand) -> str:
    """A product that the tests of this file share."""
    return str((await new_product(brand))["product_id"])


@pytest.mark.parametrize("sample", GOOD, ids=lambda sample: sample.filename)
async def test_a_file_comes_back_as_it_went(brand: Brand, product_id: str, sample: Sample) -> None:
    announced = await announce(brand, product_id, sample, sha256=sample.sha256)
    answer = await put(brand.owner, announced["upload_path"], sample.content)
    assert answer.status_code == 200, answer.text
    stored = answer.json()
    assert (stored["state"], stored["sha256"], stored["upload_path"]) == ("ready", sample.sha256, None)
    got = await download(brand, stored)
    assert (got.status_code, got.content) == (200, sample.content)
    assert got.headers["content-type"].startswith(sample.mime_type.partition(";")[0])


@pytest.mark.parametrize("wrong", WRONG)
async def test_what_is_not_what_it_says_is_refused(brand: Brand, product_id: str, wrong: str) -> None:
    sample, code = WRONG[wrong]
    announced = await announce(brand, product_id, sample)
    answer = await put(brand.owner, announced["upload_path"], sample.content)
    error = answer.json()
    assert (answer.status_code, error["message"]) == (400, "Invalid input")
    assert code is None or error["code"] == code, error
    assert (await attachment_now(brand, announced))["state"] == "pending"


async def test_a_refusal_says_what_it_looks_like(brand: Brand, product_id: str) -> None:
    announced = await announce(brand, product_id, Sample("a.pdf", "application/pdf", HTML))
    error = (await put(brand.owner, announced["upload_path"], HTML)).json()
    assert error["details"] == "body: the content is not a PDF document; it looks like HTML or XML"


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "SIZE_MISMATCH"), (PDF[:-1], "SIZE_MISMATCH"), (PDF + b"\n", "SIZE_MISMATCH")],
    ids=["nothing", "too short", "too long"],
)
async def test_another_size_than_announced_is_refused(brand: Brand, product_id: str, content: bytes, code: str) -> None:
    announced = await announce(brand, product_id, MANUAL)
    answer = await put(brand.owner, announced["upload_path"], content)
    assert (answer.status_code, answer.json()["code"]) == (400, code)


async def test_other_bytes_than_announced_are_refused_and_the_right_ones_taken_after(
    brand: Brand, product_id: str
) -> None:
    announced = await announce(brand, product_id, MANUAL, sha256=hashlib.sha256(b"others").hexdigest())
    answer = await put(brand.owner, announced["upload_path"], PDF)
    assert answer.json()["code"] == "HASH_MISMATCH"
    right = await announce(brand, product_id, MANUAL)
    assert (await put(brand.owner, right["upload_path"], PDF[:-1])).status_code == 400
    assert (await put(brand.owner, right["upload_path"], PDF)).status_code == 200


async def test_the_same_bytes_again_change_nothing_and_others_are_a_conflict(brand: Brand, product_id: str) -> None:
    stored = await new_attachment(brand, product_id)
    path = f"/attachments/v1/{stored['storage_path']}"
    again = await put(brand.owner, path, PDF)
    assert (again.status_code, again.json()) == (200, stored)
    other = PDF.replace(b"1.7", b"1.4")
    answer = await put(brand.owner, path, other)
    assert (answer.status_code, answer.json()["code"]) == (409, "ALREADY_UPLOADED")
    assert (await download(brand, stored)).content == PDF


async def test_of_uploads_at_once_one_wins_and_the_file_is_what_its_hash_says(brand: Brand, product_id: str) -> None:
    announced = await announce(brand, product_id, MANUAL)
    bodies = [PDF.replace(b"1.7", b"1.%d" % number) for number in range(6)]
    answers = await asyncio.gather(*(put(brand.owner, announced["upload_path"], body) for body in bodies))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409, 409, 409]
    got = await download(brand, announced)
    assert hashlib.sha256(got.content).hexdigest() == (await attachment_now(brand, announced))["sha256"]


async def test_a_broken_off_upload_leaves_the_file_pending(brand: Brand, product_id: str) -> None:
    sample = Sample("a.txt", "text/plain", b"x" * 5_000_000)
    announced = await announce(brand, product_id, sample)

    async def half() -> AsyncIterator[bytes]:
        yield sample.content[:2_000_000]
        raise ConnectionResetError

    with pytest.raises((ConnectionResetError, httpx.TransportError)):
        await put(brand.owner, announced["upload_path"], half())
    assert (await attachment_now(brand, announced))["state"] == "pending"
    assert (await put(brand.owner, announced["upload_path"], sample.content)).status_code == 200


async def test_an_upload_needs_a_session_and_its_permission(
    live_server: LiveServer, brand: Brand, product_id: str, owner: psycopg.Connection
) -> None:
    announced = await announce(brand, product_id, MANUAL)
    answer = await brand.owner.http.put(announced["upload_path"], content=PDF)
    assert (answer.status_code, answer.json()["message"]) == (401, "Not authenticated")
    viewer = await sign_up(live_server)
    owner.execute("INSERT INTO memberships VALUES (%s, %s, 'viewer')", (brand.id, viewer.user_id))
    answer = await put(viewer, announced["upload_path"], PDF)
    assert (answer.status_code, answer.json()["message"]) == (403, "Forbidden")


async def test_another_brand_cannot_upload_nor_learn_whether_the_file_exists(
    live_server: LiveServer, brand: Brand, product_id: str
) -> None:
    announced = await announce(brand, product_id, MANUAL)
    other = await new_brand(live_server)
    path = announced["upload_path"]
    foreign = await put(other.owner, path, PDF)
    mine = [await put(other.owner, path.replace(brand.id, other.id), PDF) for _ in range(1)]
    assert (foreign.status_code, foreign.json()["message"]) == (403, "Forbidden")
    assert [(answer.status_code, answer.json()["code"]) for answer in mine] == [(400, "NOT_FOUND")]
    assert (await attachment_now(brand, announced))["state"] == "pending"


async def test_the_path_names_the_product_as_well(brand: Brand, product_id: str) -> None:
    announced = await announce(brand, product_id, MANUAL)
    other = (await new_product(brand))["product_id"]
    answer = await put(brand.owner, announced["upload_path"].replace(product_id, other), PDF)
    assert answer.json()["code"] == "NOT_FOUND"
    for path in ("x", "x/y/z", f"{brand.id}/{product_id}"):
        assert (await put(brand.owner, f"/attachments/v1/{path}", PDF)).status_code == 404


async def test_a_picture_gets_smaller_ones_upright_and_without_its_metadata(brand: Brand, product_id: str) -> None:
    stored = await new_attachment(brand, product_id, PHOTO)
    sizes = [(size["width"], size["height"]) for size in stored["picture"]["variants"]]
    assert (stored["picture"]["state"], sizes) == ("ready", [(320, 480), (800, 1200)])
    link = await brand.call("get_attachment_download", attachment_id=stored["attachment_id"], width=320)
    small = (await brand.owner.http.get(link["path"])).content
    assert (link["mime_type"], small[8:12]) == ("image/webp", b"WEBP")
    assert b"camera" not in small
    assert b"EXIF" not in small


async def test_a_damaged_picture_is_told_and_cannot_be_shown(brand: Brand) -> None:
    product_id = (await new_product(brand))["product_id"]
    whole = picture("JPEG", 900, 700, quality=95)
    stored = await new_attachment(
        brand, product_id, Sample("a.jpg", "image/jpeg", whole[: len(whole) // 2]), show_on_passport=True
    )
    picture_now = stored["picture"]
    assert (picture_now["state"], picture_now["problem"]) == ("failed", "the picture is damaged or cut off")
    assert (stored["show_on_passport"], stored["is_main_image"]) == (False, False)
    for patch in ({"is_main_image": True}, {"show_on_passport": True}):
        error = await brand.refused(
            400, "update_product_attachment", attachment_id=stored["attachment_id"], patch=patch
        )
        assert error["code"] == "NOT_A_PICTURE"


async def test_a_limit_of_the_deployment_holds_and_a_bucket_serves_as_well_as_a_folder(
    database_url: str, home: Path, live_server: LiveServer, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with start_bucket(tmp_path_factory.mktemp("s3")) as bucket:
        settings = bucket.environment | {"COUNTERMARK_MAX_ATTACHMENT_BYTES": "6000000"}
        with start_server(database_url, home, "--only", "api", **settings) as server:
            brand = await new_brand(server)
            product_id = (await new_product(brand))["product_id"]
            large = Sample("a.txt", "text/plain", b"x" * 6_000_000)
            stored = await new_attachment(brand, product_id, large)
            assert (await download(brand, stored, range="bytes=5999998-")).content == b"xx"
            files = [path for path in bucket.folder.rglob("*") if path.is_file() and ".nanio" not in str(path)]
            assert [str(path.relative_to(bucket.folder)) for path in files] == [
                f"{stored['storage_path']}/{stored['sha256']}"
            ]
            larger = await announce(brand, product_id, Sample("b.txt", "text/plain", b"x" * 6_000_001))
            answer = await put(brand.owner, larger["upload_path"], b"x" * 6_000_001)
            assert (answer.status_code, answer.json()["code"]) == (413, "BODY_TOO_LARGE")
