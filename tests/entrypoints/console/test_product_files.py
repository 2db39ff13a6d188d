"""The files of a product in the console, without script."""

import re
from typing import Any

import httpx
import pytest

from tests.entrypoints.console.visitor import Visitor, form_fields, signed_in, text_of, with_brand
from tests.support.client import Brand, new_brand
from tests.support.factories import new_product
from tests.support.files import EXE, PDF, PHOTO, new_attachment, picture, settled
from tests.support.server import LiveServer


@pytest.fixture(scope="module")
async def brand(live_server: LiveServer) -> Brand:
    """A brand that the tests of this file share."""
    return await new_brand(live_server)


@pytest.fixture(scope="module")
async def visitor(live_server: LiveServer, brand: Brand) -> Visitor:
    """Its owner's browser."""
    return await signed_in(live_server, brand.owner.email)


@pytest.fixture
async def path(brand: Brand) -> str:
    """The page of the files of a fresh product."""
    return f"/console/{brand.subdomain}/products/{(await new_product(brand))['product_id']}/files"


async def add(visitor: Visitor, path: str, *files: tuple[str, bytes], **headers: str) -> httpx.Response:
    """Sends the form with these files."""
    fields = {"csrf": await visitor.token(path)}
    sent = [("file", (name, content, "application/octet-stream")) for name, content in files]
    named = {"sec-fetch-site": "same-origin", **{name.replace("_", "-"): value for name, value in headers.items()}}
    return await visitor.http.post(path, data=fields, files=sent or [("file", ("", b""))], headers=named)


async def files_of(brand: Brand, path: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = (
        await brand.call("list_product_attachments", product_id=path.split("/")[4], include_deleted=True)
    )["items"]
    return items


async def test_files_of_a_form_become_the_product_s(visitor: Visitor, brand: Brand, path: str) -> None:
    answer = await add(visitor, path, ("Manual.pdf", PDF), ("Front.png", picture()))
    assert (answer.status_code, answer.headers["location"]) == (303, path)
    page = text_of(await visitor.get(path))
    assert "2 files were added." in page
    assert "Manual.pdf" in page
    assert [file["mime_type"] for file in await files_of(brand, path)] == ["application/pdf", "image/png"]


async def test_a_refused_file_is_named_and_the_others_are_kept(visitor: Visitor, brand: Brand, path: str) -> None:
    answer = await add(visitor, path, ("a.pdf", EXE), ("b.exe", EXE), ("c.pdf", PDF), ("d.pdf", b""))
    assert answer.status_code == 422
    page = text_of(answer)
    assert "a.pdf: the content is not a PDF document" in page
    assert "b.exe: .exe is not a kind of file that products may have" in page
    assert "d.pdf: is empty" in page
    assert [file["filename"] for file in await files_of(brand, path)] == ["c.pdf"]  # nothing is left announced
    assert "Choose a file first." in text_of(await add(visitor, path))


async def test_script_is_told_in_plain_words(visitor: Visitor, path: str) -> None:
    good = await add(visitor, path, ("a.pdf", PDF), x_upload="1")
    assert (good.status_code, good.text) == (200, "")
    bad = await add(visitor, path, ("a.pdf", EXE), x_upload="1")
    assert (bad.status_code, bad.headers["content-type"]) == (422, "text/plain; charset=utf-8")
    assert bad.text.startswith("a.pdf: the content is not a PDF document")


async def test_a_file_is_described_chosen_deleted_and_brought_back(visitor: Visitor, brand: Brand, path: str) -> None:
    product_id = path.split("/")[4]
    first, second = [await new_attachment(brand, product_id, PHOTO) for _ in range(2)]
    here = f"{path}/{second['attachment_id']}"
    saved = await visitor.send(f"{here}/edit", title="From the side", kind="picture", language="de", position="1")
    assert saved.status_code == 303
    await visitor.send(f"{here}/choose", path, show_on_passport="1")
    await visitor.send(f"{here}/choose", path, is_main_image="1")
    now = await settled(brand, second)
    named = ("title", "language", "position", "show_on_passport", "is_main_image")
    assert [now[name] for name in named] == ["From the side", "de", 0, True, True]
    assert not (await settled(brand, first))["is_main_image"]
    deleted = await visitor.send(f"{here}/delete", path)
    assert deleted.headers["location"] == f"{path}?deleted={second['attachment_id']}"
    page = await visitor.get(deleted.headers["location"])
    assert "From the side was deleted." in text_of(page)
    fields = form_fields(page, f"{here}/restore")
    await visitor.http.post(f"{here}/restore", data=fields, headers={"sec-fetch-site": "same-origin"})
    assert (await settled(brand, second))["deleted_at"] is None


async def test_a_wrong_word_in_the_form_is_said_at_its_field(visitor: Visitor, brand: Brand, path: str) -> None:
    stored = await new_attachment(brand, path.split("/")[4])
    here = f"{path}/{stored['attachment_id']}/edit"
    answer = await visitor.send(here, title="kept", kind="other", language="German", position="2")
    assert answer.status_code == 422
    assert "is not a language tag" in text_of(answer)
    assert 'value="kept"' in answer.text


async def test_a_download_goes_on_to_a_fresh_link(visitor: Visitor, brand: Brand, path: str) -> None:
    stored = await new_attachment(brand, path.split("/")[4])
    answer = await visitor.get(f"{path}/{stored['attachment_id']}/download")
    assert answer.status_code == 303
    assert (await visitor.get(answer.headers["location"])).content == PDF


async def test_pictures_show_in_the_list_and_on_the_product(visitor: Visitor, brand: Brand, path: str) -> None:
    product_id = path.split("/")[4]
    image = path.removesuffix("files") + "image"
    assert (await visitor.get(image)).status_code == 204
    stored = await new_attachment(brand, product_id, PHOTO)
    answer = await visitor.get(image)
    assert (answer.status_code, answer.headers["content-type"], answer.content[8:12]) == (200, "image/webp", b"WEBP")
    assert "private" in answer.headers["cache-control"]
    again = await visitor.get(image, **{"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304
    listed = await visitor.get(f"/console/{brand.subdomain}/products")
    (source,) = re.findall(rf'src="([^"]+/pictures/{stored["attachment_id"]})"', listed.text)
    assert (await visitor.get(source)).content == answer.content


async def test_a_stranger_sees_no_file(live_server: LiveServer, brand: Brand, path: str) -> None:
    stored = await new_attachment(brand, path.split("/")[4], PHOTO)
    stranger, own = await with_brand(live_server)
    picture_path = f"/console/{brand.subdomain}/pictures/{stored['attachment_id']}"
    for wanted in (path, picture_path, f"{own}pictures/{stored['attachment_id']}", f"{own}products/{path[-42:]}"):
        assert (await stranger.get(wanted)).status_code == 404


async def test_a_role_that_may_not_write_is_offered_nothing(
    live_server: LiveServer, brand: Brand, path: str, owner: Any
) -> None:
    await new_attachment(brand, path.split("/")[4])
    viewer = await new_brand(live_server)
    owner.execute("INSERT INTO memberships VALUES (%s, %s, 'viewer')", (brand.id, viewer.owner.user_id))
    reader = await signed_in(live_server, viewer.owner.email)
    page = await reader.get(path)
    assert page.status_code == 200
    assert "Manual.pdf" in text_of(page)
    for offered in ("Add files", "Delete", "Show on passports", "Edit details"):
        assert offered not in text_of(page)
    assert (await add(reader, path, ("a.pdf", PDF))).status_code in (403, 422)
