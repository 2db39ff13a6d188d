"""get_attachment_download: a link that opens one file for a short time, and nothing else."""

import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import httpx
import pytest

from countermark.features.attachments.download_link import ATTACHMENT_LINKS
from countermark.kit.download_links import LIFETIME_S
from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.factories import new_product
from tests.support.files import MANUAL, PHOTO, Sample, announce, download, new_attachment
from tests.support.server import LiveServer


@pytest.fixture(scope="module")
async def stored(shared_brand: Brand) -> dict[str, str]:
    """A document that is ready."""
    product_id = (await new_product(shared_brand))["product_id"]
    sample = Sample('Anleitung "Rad" für Ü.pdf', "application/pdf", MANUAL.content)
    attachment: dict[str, str] = await new_attachment(shared_brand, product_id, sample)
    return attachment


async def path_of(brand: Brand, attachment: dict[str, str]) -> str:
    """A fresh link."""
    return str((await brand.call("get_attachment_download", attachment_id=attachment["attachment_id"]))["path"])


async def test_whoever_has_the_link_gets_the_file_and_a_browser_only_saves_it(
    shared_brand: Brand, stored: dict[str, str]
) -> None:
    answer = await download(shared_brand, stored)
    assert (answer.status_code, answer.content) == (200, MANUAL.content)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == (
        "attachment; filename=\"Anleitung _Rad_ f_r _.pdf\"; filename*=UTF-8''"
        "Anleitung%20%22Rad%22%20f%C3%BCr%20%C3%9C.pdf"
    )
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "private, max-age=300"


async def test_the_link_ends_after_five_minutes(
    shared_brand: Brand, stored: dict[str, str], live_server: LiveServer, home: Path
) -> None:
    path = await path_of(shared_brand, stored)
    expires = int(parse_qs(urlsplit(path).query)["expires"][0])
    assert abs(expires - time.time() - LIFETIME_S) < 60
    master_key = bytes.fromhex((home / "master.key").read_text())
    past = int(time.time()) - 1
    ids = (UUID(shared_brand.id), UUID(stored["attachment_id"]))
    signature = ATTACHMENT_LINKS.signature(master_key, *ids, stored["sha256"], expires=past)
    answer = await shared_brand.owner.http.get(f"{urlsplit(path).path}?expires={past}&signature={signature}")
    assert (answer.status_code, answer.json()["details"]) == (403, "this link has expired; ask for a new one")


async def test_a_changed_link_opens_nothing(
    live_server: LiveServer, shared_brand: Brand, stored: dict[str, str]
) -> None:
    path = await path_of(shared_brand, stored)
    query = parse_qs(urlsplit(path).query)
    other_brand, other_file = await new_brand(live_server), await announce(shared_brand, stored["product_id"], MANUAL)
    changed = [
        path.replace(query["expires"][0], str(int(query["expires"][0]) + 1)),
        path.replace(query["signature"][0], query["signature"][0][::-1]),
        path.replace(query["signature"][0], "ä"),
        path.replace(shared_brand.id, other_brand.id),
        path.replace(stored["attachment_id"], other_file["attachment_id"]),
        path.replace(stored["sha256"], "0" * 64),
        urlsplit(path).path,
        path.replace("expires=", "expires=-"),
    ]
    answers = [await shared_brand.owner.http.get(each) for each in changed]
    assert [answer.status_code for answer in answers] == [403] * len(changed)
    assert len({answer.text for answer in answers}) == 1


@pytest.mark.parametrize(
    ("wanted", "status", "span"),
    [
        ("bytes=0-3", 206, slice(0, 4)),
        ("bytes=5-", 206, slice(5, None)),
        ("bytes=-4", 206, slice(-4, None)),
        ("bytes=0-99999", 206, slice(0, None)),
        ("bytes=99999-", 416, slice(0, 0)),
        ("bytes=5-2", 416, slice(0, 0)),
        ("bytes=-0", 416, slice(0, 0)),
        ("bytes=0-1,3-4", 200, slice(0, None)),
        ("lines=1-2", 200, slice(0, None)),
    ],
)
async def test_a_range_is_answered_by_the_book(
    shared_brand: Brand, stored: dict[str, str], wanted: str, status: int, span: slice
) -> None:
    answer = await download(shared_brand, stored, range=wanted)
    assert (answer.status_code, answer.content) == (status, MANUAL.content[span])
    if status == 206:
        start, stop, _ = span.indices(len(MANUAL.content))
        assert answer.headers["content-range"] == f"bytes {start}-{stop - 1}/{len(MANUAL.content)}"
    changed = await download(shared_brand, stored, range=wanted, if_range='"another"')
    assert (changed.status_code, changed.content) == (200, MANUAL.content)


async def test_head_tells_the_size_and_an_unchanged_file_is_not_sent_again(
    shared_brand: Brand, stored: dict[str, str]
) -> None:
    path = await path_of(shared_brand, stored)
    http: httpx.AsyncClient = shared_brand.owner.http
    head = await http.head(path)
    assert (head.status_code, head.headers["content-length"]) == (200, str(len(MANUAL.content)))
    again = await http.get(path, headers={"if-none-match": head.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_the_smallest_picture_that_is_wide_enough_is_chosen(shared_brand: Brand, product_id: str) -> None:
    photo = await new_attachment(shared_brand, product_id, PHOTO)
    key = {"attachment_id": photo["attachment_id"]}
    by_width = {size["width"]: size["sha256"] for size in photo["picture"]["variants"]}
    for wanted, width in ((1, 320), (320, 320), (321, 800), (5000, 800)):
        link = await shared_brand.call("get_attachment_download", **key, width=wanted)
        assert (link["sha256"], link["filename"]) == (by_width[width], f"Front-{width}.webp")
    document = await new_attachment(shared_brand, product_id, MANUAL)
    error = await shared_brand.refused(
        400, "get_attachment_download", attachment_id=document["attachment_id"], width=320
    )
    assert error["code"] == "NOT_A_PICTURE"


async def test_a_file_without_bytes_has_no_link(shared_brand: Brand, product_id: str) -> None:
    made = await announce(shared_brand, product_id, MANUAL)
    error = await shared_brand.refused(400, "get_attachment_download", attachment_id=made["attachment_id"])
    assert error["code"] == "ATTACHMENT_PENDING"


async def test_another_brand_s_file_is_as_unknown_as_none(live_server: LiveServer, stored: dict[str, str]) -> None:
    other = await new_brand(live_server)
    errors = [
        await other.refused(400, "get_attachment_download", attachment_id=wanted)
        for wanted in (stored["attachment_id"], NOBODYS_ID)
    ]
    assert errors[0] == errors[1]
