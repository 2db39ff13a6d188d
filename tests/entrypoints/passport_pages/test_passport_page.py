"""Passport pages over HTTP: each state with its status and words, as a page and as JSON."""

import hashlib
import re
from datetime import date

import httpx
import psycopg
import pytest

from tests.support.client import Brand, new_brand
from tests.support.factories import READY_ATTRIBUTES, new_product, new_product_batch
from tests.support.scanning import Minted, minted, scanner_at
from tests.support.server import LiveServer
from tests.support.waiting import until

UNKNOWN_ID = "0193f6e0-0000-7000-8000-000000000000"


@pytest.fixture
async def batch(live_server: LiveServer, brand: Brand) -> Minted:
    """A published batch of serialised units."""
    return await minted(live_server, brand, published=True)


async def page_of(batch: Minted, suffix: str = "", **options: str) -> httpx.Response:
    """The passport page of the first unit."""
    return await batch.scan(f"/passport/{batch.unit['passport_id']}{suffix}", **options)


async def test_a_published_passport_says_what_it_is_and_who_stands_behind_it(batch: Minted) -> None:
    answer = await page_of(batch)
    assert answer.status_code == 200
    for words in ("City bicycle", "Item passport", "In force", batch.batch["gtin"], "Austria", "Alpenrad GmbH"):
        assert words in answer.text
    assert batch.unit["serial"] in answer.text.replace("<wbr>", "")


async def test_the_json_has_the_same_facts(batch: Minted) -> None:
    page = await page_of(batch)
    for answer in (await page_of(batch, accept="application/json"), await page_of(batch, ".json")):
        facts = answer.json()
        assert answer.headers["content-type"] == "application/json"
        assert (facts["serial"], facts["state"]) == (batch.unit["serial"], "published")
        assert facts["digital_link"].endswith(batch.unit["gs1_path"])
        for section in facts["sections"]:
            assert section["heading"] in page.text
            assert all(fact["label"] in page.text.replace("&#39;", "'") for fact in section["facts"])


async def test_an_unpublished_passport_says_that_it_is_not_published_yet(live_server: LiveServer, brand: Brand) -> None:
    batch = await minted(live_server, brand)
    page, problem = await page_of(batch), await page_of(batch, accept="application/json")
    assert (page.status_code, problem.status_code) == (404, 404)
    assert "Not published yet" in page.text
    assert "City bicycle" not in page.text
    assert problem.json()["code"] == "NOT_PUBLISHED"
    assert page.headers["cache-control"] == "no-store, max-age=0"


async def test_a_revoked_passport_is_gone_and_still_readable(batch: Minted) -> None:
    await batch.move("revoked")
    page = await page_of(batch)
    assert page.status_code == 410
    for words in ("This passport is revoked", "City bicycle", "Alpenrad GmbH"):
        assert words in page.text
    assert "In force" not in page.text
    assert (await page_of(batch, accept="application/json")).json()["state"] == "revoked"


async def test_a_recalled_batch_says_so_at_once(live_server: LiveServer, brand: Brand) -> None:
    product_batch = await new_product_batch(brand, (await minted(live_server, brand)).batch["product_id"])
    batch = await minted(
        live_server, brand, published=True, product_id=product_batch["product_id"], product_batch_id=product_batch["id"]
    )
    assert "recalled" not in (await page_of(batch)).text
    await brand.call("recall_product_batch", batch_id=product_batch["id"], reason="brake hose may tear")
    page = await page_of(batch)
    assert page.status_code == 200
    assert "This production batch was recalled" in page.text


@pytest.mark.parametrize("path", [f"/passport/{UNKNOWN_ID}", "/passport/x", "/passport/", "/passport/%00"])
async def test_an_unknown_passport_is_404(live_server: LiveServer, brand: Brand, path: str) -> None:
    answer = await scanner_at(live_server, brand.host).scan(path)
    assert answer.status_code == 404
    assert "This passport is not known" in answer.text


async def test_a_units_passport_goes_by_its_serial_as_well(batch: Minted) -> None:
    by_serial, by_id = await batch.scan(f"/passport/{batch.unit['serial']}"), await page_of(batch)
    assert (by_serial.status_code, by_serial.content) == (200, by_id.content)
    assert f'<link rel="canonical" href="/passport/{batch.unit["passport_id"]}">' in by_id.text
    program = await batch.scan(f"/passport/{batch.unit['serial']}.json")
    assert program.json()["passport_id"] == batch.unit["passport_id"]


async def test_another_brands_host_does_not_know_the_passport(live_server: LiveServer, batch: Minted) -> None:
    stranger = scanner_at(live_server, (await new_brand(live_server)).host)
    theirs = await stranger.scan(f"/passport/{batch.unit['passport_id']}")
    unknown = await stranger.scan(f"/passport/{UNKNOWN_ID}")
    assert (theirs.status_code, theirs.content) == (404, unknown.content)


async def test_the_page_sets_nothing_runs_nothing_and_loads_nothing_foreign(batch: Minted) -> None:
    page = await page_of(batch)
    assert "set-cookie" not in page.headers
    assert page.headers["content-security-policy"].startswith("default-src 'none'; style-src 'self';")
    assert page.headers["referrer-policy"] == "no-referrer"
    assert re.findall(r"<script[^>]*>", page.text) == ['<script type="application/ld+json">']
    for forbidden in (" style=", " onclick=", "@import"):
        assert forbidden not in page.text
    loaded = re.findall(r"<(?:link|img|iframe|source|use)[^>]*(?:href|src)=\"([^\"]*)\"", page.text)
    assert loaded
    assert all(address.startswith(("/passport/", "/v1/dpps/", "data:,")) for address in loaded)
    assert len(page.content) < 60_000


async def test_the_stylesheet_is_named_by_its_content_and_kept_for_ever(batch: Minted) -> None:
    page = await page_of(batch)
    (path,) = re.findall(r'href="(/passport/style-[^"]*)"', page.text)
    style = await batch.scan(path)
    assert style.headers["content-type"] == "text/css; charset=utf-8"
    assert "immutable" in style.headers["cache-control"]
    assert not re.search(r"url\((?!\"data:)", style.text)
    assert (await batch.scan(path.replace("style-", "style-0"))).status_code == 404
    assert "--accent:#1f4b99" in style.text


async def test_a_page_seen_before_is_not_sent_again_until_it_changes(batch: Minted) -> None:
    page = await page_of(batch)
    etag = page.headers["etag"]
    assert etag == f'"{hashlib.sha256(page.content).hexdigest()[:32]}"'
    again = await page_of(batch, if_none_match=etag)
    assert (again.status_code, again.content) == (304, b"")
    await batch.move("revoked")
    assert (await page_of(batch, if_none_match=etag)).status_code == 410


async def test_an_unchanged_passport_is_drawn_from_memory_until_something_changes(
    batch: Minted, brand: Brand, owner: psycopg.Connection
) -> None:
    async def text() -> str:
        return (await page_of(batch)).text

    await batch.scan(batch.unit["gs1_path"])
    await until(lambda: page_of(batch, ".json"), lambda seen: seen.json()["unit_state"] == "active")
    first = await text()
    owner.execute("UPDATE brands SET legal_name = 'Behind the back' WHERE brand_id = %s", (brand.id,))
    owner.execute("UPDATE brands SET support_url = 'https://example.com/behind' WHERE brand_id = %s", (brand.id,))
    assert await text() == first
    await brand.call("update_brand", patch={"support_url": "https://example.com/new-help"})
    await until(text, lambda seen: "https://example.com/new-help" in seen)


async def test_a_page_as_of_a_date_shows_what_was_shown_then(batch: Minted) -> None:
    today = date.today().isoformat()
    assert (await page_of(batch, "?asOf=2020-01-01")).status_code == 404
    assert "Shown as on" in (await page_of(batch, f"?asOf={today}")).text
    wrong = await page_of(batch, "?asOf=soon")
    assert (wrong.status_code, "asOf: must be a date" in wrong.text) == (400, True)


async def test_a_share_preview_says_what_it_is(batch: Minted) -> None:
    page = await page_of(batch)
    assert '<meta property="og:title" content="City bicycle">' in page.text
    assert re.search(r'<meta property="og:url" content="http://[^"]*/passport/', page.text)
    assert "Item passport · In force · Issued by" in page.text


async def test_the_page_of_a_single_item_is_not_for_search_engines(batch: Minted) -> None:
    assert (await page_of(batch)).headers["x-robots-tag"] == "noindex"


async def test_names_follow_the_readers_language_and_show_when_they_cannot(
    live_server: LiveServer, brand: Brand
) -> None:
    product = await new_product(brand, name={"en": "City bicycle", "de": "Stadtrad"})
    batch = await minted(live_server, brand, published=True, product_id=product["product_id"])
    german = await page_of(batch, accept_language="de-AT,en;q=0.5")
    assert '<h1 lang="de" dir="auto">Stadtrad</h1>' in german.text
    french = await page_of(batch, accept_language="fr")
    assert '<h1 lang="en" dir="auto">City bicycle</h1>' in french.text
    assert "Non disponible dans votre langue" in french.text
    chosen = await page_of(batch, "?lang=de", accept_language="fr")
    assert '<h1 lang="de" dir="auto">Stadtrad</h1>' in chosen.text
    assert "aria-current=true><bdi>Deutsch" in chosen.text
    assert "Nicht in Ihrer Sprache verfügbar" not in german.text


async def test_what_a_brand_writes_cannot_become_markup(live_server: LiveServer, brand: Brand) -> None:
    evil = "<script>alert(1)</script>"
    attributes = READY_ATTRIBUTES | {"core.identity.description": f'{evil}"><img src=x>'}
    product = await new_product(brand, name={"en": evil}, attributes=attributes)
    batch = await minted(live_server, brand, published=True, product_id=product["product_id"])
    page = await page_of(batch)
    assert page.status_code == 200
    assert page.text.count("<script") == page.text.count("</script") == 1
    assert "<img" not in page.text
