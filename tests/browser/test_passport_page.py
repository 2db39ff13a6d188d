"""The public pages in a stranger's browser: accessible, within any window, without script, from one host."""

from dataclasses import dataclass

import pytest
from playwright.async_api import expect

from countermark.features.themes.curated import curated_themes
from tests.browser.conftest import OpenWindow
from tests.browser.window import Look, Window
from tests.support.client import Brand, new_brand
from tests.support.factories import READY_ATTRIBUTES, new_product, new_product_batch
from tests.support.scanning import Minted, minted
from tests.support.server import LiveServer

pytestmark = pytest.mark.browser

ATTRIBUTES = READY_ATTRIBUTES | {
    "core.identity.description": {"en": "A light city bicycle.", "de": "Ein leichtes Stadtrad."},
    "core.identity.weight": 12.4,
    "core.composition.materials": [{"name": "Aluminium", "share": 61.5}, {"name": "Rubber", "share": 8}],
    "core.composition.critical_raw_materials": ["Cobalt", "Lithium"],
    "core.composition.recycled_content": 34,
}
LOOK_PATHS = {
    "published": "/passport/{published}",
    "revoked": "/passport/{revoked}",
    "recalled": "/passport/{recalled}",
    "not-published": "/passport/{draft}",
    "unknown-passport": "/passport/0193f6e0-0000-7000-8000-000000000000",
    "unknown-code": "/01/09506000134352",
    "malformed": "/01/123",
    "nothing-here": "/",
}


@dataclass(frozen=True)
class PublicBrand:
    """A brand and the ids of passports in every state."""

    brand: Brand
    origin: str
    passports: dict[str, str]

    def url(self, pattern: str) -> str:
        """The address of one of ``LOOK_PATHS``."""
        return self.origin + pattern.format(**self.passports)


@pytest.fixture(scope="session")
async def public_brand(live_server: LiveServer) -> PublicBrand:
    """A brand with everything a page can show."""
    brand = await new_brand(live_server)
    links = {f"{kind}_url": f"https://example.com/{kind}" for kind in ("website", "support", "privacy")}
    await brand.call("update_brand", patch={"legal_name": "Alpenrad GmbH", "accent_colour": "#0f5c4d", **links})
    product = await new_product(brand, attributes=ATTRIBUTES, name={"en": "City bicycle", "de": "Stadtrad"})
    batches = {state: await _minted(live_server, brand, product["product_id"]) for state in ("published", "revoked")}
    await batches["revoked"].move("revoked")
    recalled = await new_product_batch(brand, product["product_id"], production_date="2026-01-15")
    batches["recalled"] = await _minted(live_server, brand, product["product_id"], product_batch_id=recalled["id"])
    await brand.call("recall_product_batch", batch_id=recalled["id"], reason="brake hose may tear")
    draft = await minted(live_server, brand, product_id=product["product_id"])
    passports = {state: batch.unit["passport_id"] for state, batch in {**batches, "draft": draft}.items()}
    return PublicBrand(brand, f"http://{brand.host}:{live_server.port}", passports)


async def _minted(server: LiveServer, brand: Brand, product_id: str, **arguments: str) -> Minted:
    return await minted(server, brand, published=True, product_id=product_id, **arguments)


async def test_every_public_page_is_accessible_and_fits(window: Window, public_brand: PublicBrand) -> None:
    problems: list[str] = []
    for name, pattern in LOOK_PATHS.items():
        await window.page.goto(public_brand.url(pattern))
        problems += await window.problems(f"public-{name}")
        await window.take_on(Look(320, 640, "light"))  # as narrow as WCAG 2.2, 1.4.10 asks
        problems += [f"{name}, 320 px: {problem}" for problem in await window.overflow()]
    assert not problems, "\n".join(problems)


async def test_every_theme_is_accessible_and_fits(window: Window, public_brand: PublicBrand) -> None:
    problems: list[str] = []
    for key in curated_themes():
        await public_brand.brand.call("assign_passport_theme", curated=key)
        await window.page.goto(public_brand.url("/passport/{recalled}"))
        problems += await window.problems(f"theme-{key}")
        await window.take_on(Look(320, 640, "light"))
        problems += [f"{key}, 320 px: {problem}" for problem in await window.overflow()]
    await public_brand.brand.call("assign_passport_theme")
    assert not problems, "\n".join(problems)


async def test_a_page_asks_nobody_else_and_keeps_nothing(window: Window, public_brand: PublicBrand) -> None:
    asked: list[str] = []
    window.page.on("request", lambda request: asked.append(request.url))
    await window.page.goto(public_brand.url("/passport/{published}"))
    assert all(url.startswith((public_brand.origin, "data:")) for url in asked)
    assert await window.page.context.cookies() == []
    assert await window.page.evaluate("localStorage.length + sessionStorage.length") == 0


async def test_everything_is_readable_without_script_and_by_keyboard(
    window_for: OpenWindow, public_brand: PublicBrand
) -> None:
    window = await window_for(script=False)
    page = window.page
    await page.goto(public_brand.url("/passport/{published}"))
    await expect(page.get_by_role("heading", name="City bicycle")).to_be_visible()
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    digest = page.get_by_text("SHA-256 of the published facts")
    await expect(digest).to_be_hidden()
    await page.locator("summary", has_text="How to verify this passport").press("Enter")
    await expect(digest).to_be_visible()


async def test_paper_has_every_section_and_no_buttons(window: Window, public_brand: PublicBrand) -> None:
    page = window.page
    await page.goto(public_brand.url("/passport/{published}"))
    await page.emulate_media(media="print")
    await expect(page.get_by_text("SHA-256 of the published facts")).to_be_visible()
    await expect(page.get_by_role("link", name="Skip to content")).to_be_hidden()
