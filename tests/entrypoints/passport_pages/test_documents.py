"""The files that published passports show: frozen with them, public by their content, and nothing else is."""

import re
from typing import Any

import psycopg
import pytest

from tests.support.client import Brand, new_brand
from tests.support.factories import new_product
from tests.support.files import MANUAL, PDF, PHOTO, Sample, announce, new_attachment
from tests.support.scanning import Scanner, scanner_at
from tests.support.server import LiveServer


@pytest.fixture
async def brand(live_server: LiveServer) -> Brand:
    """A fresh brand."""
    return await new_brand(live_server)


async def publish(brand: Brand, product_id: str) -> dict[str, Any]:
    """The published model passport of a product, as the API tells it."""
    target = {"kind": "product", "id": product_id}
    await brand.call("transition_passport_lifecycle", target=target, to_state="published")
    (listed,) = (await brand.call("list_passports", product_id=product_id))["items"]
    passport: dict[str, Any] = await brand.call("get_passport", passport_id=listed["passport_id"])
    return passport


async def page_of(scanner: Scanner, passport: dict[str, Any]) -> str:
    answer = await scanner.scan(f"/passport/{passport['passport_id']}")
    assert answer.status_code == 200
    return answer.text


async def test_chosen_files_are_frozen_and_shown_and_others_are_not(live_server: LiveServer, brand: Brand) -> None:
    product_id = (await new_product(brand))["product_id"]
    photo = await new_attachment(brand, product_id, PHOTO, show_on_passport=True, title="From the front")
    manual = await new_attachment(
        brand, product_id, MANUAL, show_on_passport=True, title="Bedienung <b>", language="de", kind="instructions"
    )
    secret = await new_attachment(brand, product_id, Sample("b.pdf", "application/pdf", PDF + b"\n"))
    passport = await publish(brand, product_id)
    page = passport["page"]
    assert [(size["width"], size["height"]) for size in page["pictures"][0]["sizes"]] == [(320, 480), (800, 1200)]
    (document,) = page["documents"]
    assert document == {
        "path": f"/documents/{manual['sha256']}/Manual.pdf",
        "filename": "Manual.pdf",
        "title": "Bedienung <b>",
        "kind": "instructions",
        "language": "de",
        "media_type": "application/pdf",
        "size_bytes": len(PDF),
        "sha256": manual["sha256"],
    }
    scanner = scanner_at(live_server, brand.host)
    html = await page_of(scanner, passport)
    assert "Bedienung &lt;b&gt;" in html
    assert 'alt="From the front"' in html
    for path in [*re.findall(r"/documents/[^\s\"]+", html)]:
        answer = await scanner.scan(path)
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "public, max-age=31536000, immutable")
        assert "sandbox" in answer.headers["content-security-policy"]
    for hidden in (photo["sha256"], secret["sha256"], "0" * 64, manual["attachment_id"]):
        assert (await scanner.scan(f"/documents/{hidden}/a.pdf")).status_code == 404


async def test_a_published_document_is_saved_never_run_and_comes_in_ranges(
    live_server: LiveServer, brand: Brand
) -> None:
    product_id = (await new_product(brand))["product_id"]
    manual = await new_attachment(brand, product_id, MANUAL, show_on_passport=True)
    await publish(brand, product_id)
    scanner = scanner_at(live_server, brand.host)
    path = f"/documents/{manual['sha256']}/whatever.html"
    answer = await scanner.scan(path)
    assert (answer.content, answer.headers["content-type"]) == (PDF, "application/pdf")
    assert answer.headers["content-disposition"].startswith('attachment; filename="Manual.pdf"')
    assert answer.headers["x-content-type-options"] == "nosniff"
    part = await scanner.scan(path, range="bytes=0-4")
    assert (part.status_code, part.content) == (206, b"%PDF-")
    head = await scanner.scan(path, method="HEAD")
    assert (head.status_code, head.content, head.headers["content-length"]) == (200, b"", str(len(PDF)))
    again = await scanner.scan(path, if_none_match=answer.headers["etag"])
    assert again.status_code == 304


async def test_later_changes_leave_a_published_passport_as_it_is(live_server: LiveServer, brand: Brand) -> None:
    product_id = (await new_product(brand))["product_id"]
    manual = await new_attachment(brand, product_id, MANUAL, show_on_passport=True, title="First")
    passport = await publish(brand, product_id)
    key = {"attachment_id": manual["attachment_id"]}
    await brand.call("update_product_attachment", **key, patch={"title": "Second", "show_on_passport": False})
    await brand.call("soft_delete_product_attachment", **key)
    scanner = scanner_at(live_server, brand.host)
    html = await page_of(scanner, passport)
    assert "First" in html
    assert "Second" not in html
    assert (await scanner.scan(passport["page"]["documents"][0]["path"])).content == PDF


async def test_a_passport_waits_for_the_pictures_it_shows(brand: Brand, owner: psycopg.Connection) -> None:
    product_id = (await new_product(brand))["product_id"]
    photo = await new_attachment(brand, product_id, PHOTO, show_on_passport=True)
    owner.execute(
        "UPDATE product_attachments SET picture_state = 'preparing' WHERE attachment_id = %s", (photo["attachment_id"],)
    )
    arguments = {"target": {"kind": "product", "id": product_id}, "to_state": "published"}
    told = await brand.call("preflight_passport_transition", **arguments)
    assert [reason["code"] for reason in told["blocking_reasons"]] == ["ATTACHMENTS_NOT_READY"]
    error = await brand.refused(400, "transition_passport_lifecycle", **arguments)
    assert "Front.jpg" in error["details"]


async def test_without_files_the_facts_hash_as_they_always_did(brand: Brand) -> None:
    first, second = [(await new_product(brand))["product_id"] for _ in range(2)]
    await announce(brand, second, MANUAL, show_on_passport=True)  # its bytes never came
    pages = [(await publish(brand, product_id))["page"] for product_id in (first, second)]
    assert [(page["pictures"], page["documents"]) for page in pages] == [([], []), ([], [])]


async def test_another_brand_s_host_does_not_serve_it(live_server: LiveServer, brand: Brand) -> None:
    product_id = (await new_product(brand))["product_id"]
    await new_attachment(brand, product_id, MANUAL, show_on_passport=True)
    path = (await publish(brand, product_id))["page"]["documents"][0]["path"]
    other = await new_brand(live_server)
    assert (await scanner_at(live_server, brand.host).scan(path)).status_code == 200
    assert (await scanner_at(live_server, other.host).scan(path)).status_code == 404
    assert (await scanner_at(live_server, "nobody.localhost").scan(path)).status_code == 404


async def test_a_field_of_type_file_leads_to_its_file_when_that_is_shown(brand: Brand) -> None:
    found: list[str | None] = []
    for shown in (True, False):
        product_id = (await new_product(brand))["product_id"]
        photo = await new_attachment(brand, product_id, PHOTO, show_on_passport=shown)
        patch = {"attributes": {"core.identity.image": photo["attachment_id"]}}
        await brand.call("update_product", product_id=product_id, patch=patch)
        page = (await publish(brand, product_id))["page"]
        facts = {fact["key"]: fact["value"] for section in page["sections"] for fact in section["facts"]}
        found.append(facts.get("core.identity.image"))
        if shown:
            assert found == [page["pictures"][0]["sizes"][-1]["path"]]
    assert found[1] is None
