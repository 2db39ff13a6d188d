"""Every page, in light and dark, as wide as a laptop and a small phone: accessible, in its window, without error."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import OpenWindow
from tests.browser.furnished import Furnished

pytestmark = pytest.mark.browser

PAGES = {
    "home": "",
    "products": "products",
    "products-nothing-found": "products?query=zzz",
    "product-new": "products/new",
    "product": "products/{product}",
    "product-not-ready": "products/{unready}",
    "product-edit": "products/{product}/edit",
    "product-translate": "products/{product}/edit?language=de",
    "product-identifiers": "products/{product}/identifiers",
    "product-batches": "products/{product}/batches",
    "product-batches-none": "products/{unready}/batches",
    "product-minted": "products/{product}/minted",
    "product-history": "products/{product}/history",
    "product-duplicate": "products/{product}/duplicate",
    "imports": "imports",
    "import-1-file": "imports/new",
    "import-2-columns": "imports/{import_checked}?step=columns",
    "import-3-check": "imports/{import_checked}",
    "import-4-result": "imports/{import_done}",
    "batches": "batches",
    "batch-choose-product": "batches/new",
    "batch-new": "batches/new?product_id={product}",
    "batch": "batches/{batch}",
    "batch-edit": "batches/{batch}/edit",
    "batch-close": "batches/{batch}/close",
    "batch-recall": "batches/{batch}/recall",
    "minting": "minting",
    "mint-1-product": "minting/new",
    "mint-2-units": "minting/new?product_id={product}&identity_mode=batch",
    "mint-2-units-wrong": "minting/new?product_id={product}&requested_quantity=some&step=review",
    "mint-3-review": "minting/new?product_id={product}&product_batch_id={batch}&requested_quantity=100&step=review",
    "mint-3-review-blocked": "minting/new?product_id={unready}&requested_quantity=100&step=review",
    "mint-batch": "minting/{minted}",
    "mint-batch-by-lot": "minting/{lots}",
    "mint-batch-voided": "minting/{voided}",
    "mint-batch-sandbox": "minting/{sandbox}",
    "mint-void": "minting/{minted}/void",
    "units": "minting/units",
    "units-nothing-found": "minting/units?query=ZZZZZZ",
    "mint-activity": "minting/activity",
    "unit": "minting/units/{unit}",
    "unit-revoke": "minting/units/{unit}/revoke",
    "serials-new": "minting/serials/new",
    "serials": "minting/serials/{serials}",
    "code": "code?path=/01/09506000134352/21/ABC&text_place=below&x_dimension_mm=0.3",
    "labels": "labels",
    "labels-new": "labels/new?mint_batch_id={minted}",
    "labels-done": "labels/{labels}",
    "labels-failed": "labels/{labels_failed}",
    "label-templates": "labels/templates",
    "label-template-new": "labels/templates/new",
    "label-designer": "labels/templates/{template}",
    "exports": "exports",
    "export": "exports/{export}",
    "export-packs": "exports/{packs}",
    "export-new": "minting/{minted}/export",
    "export-new-rfid": "minting/{lots}/export?kind=rfid_encoding&format=xlsx",
    "profiles": "carrier-profiles",
    "profile": "carrier-profiles/{profile}",
    "profile-shipped": "carrier-profiles/00000000-0000-8000-8000-0000000c0002",
    "passports": "passports",
    "passport": "passports/{passport}",
    "passport-revoked": "passports/{revoked}",
    "amend": "passports/amend?target=mint_batch:{minted}&field=core.origin.country_of_origin",
    "amendments": "passports/amendments",
    "amendment-policy": "settings/amendments",
    "passport-publish": "passports/transitions/publish?target=mint_batch:{lots}",
    "passport-revoke": "passports/transitions/revoke?target=mint_batch:{minted}",
    "links": "links",
    "product-links": "products/{product}/links",
    "link-new": "links/new",
    "link-new-of-product": "links/new?product_id={product}",
    "link-edit": "links/{link}/edit",
    "link-import": "links/import",
    "link-test": "links/test?code=/01/09506000134352/10/LOT-A&link_type=linkset&accept=application/linkset%2Bjson",
    "operators": "operators",
    "operator-new": "operators/new",
    "operator-edit": "operators/{operator}/edit",
    "product-operators": "products/{product}/operators",
    "facilities": "facilities",
    "audit": "audit",
    "facility-edit": "facilities/{facility}/edit",
    "scans": "scans",
    "scans-filtered": "scans?product_id={product}&period=7d&language=de&country=AT",
    "scans-single": "scans/events",
    "settings-scans": "settings/scans",
    "settings-look": "settings/look",
    "settings-fields": "settings/fields",
    "settings-packs": "settings/fields/packs",
    "settings-field-new": "settings/fields/new",
    "settings-field": "settings/fields/season",
    "settings-members": "settings/members",
    "settings-invite": "settings/members/invite",
    "settings-member": "settings/members/{member}",
    "settings-member-remove": "settings/members/{member}/remove",
    "settings-member-transfer": "settings/members/{member}/transfer",
    "settings-roles": "settings/roles",
    "settings-role-new": "settings/roles/new?like=viewer",
    "settings-role": "settings/roles/viewer",
    "settings-role-own": "settings/roles/{role}",
    "settings-credentials": "settings/credentials",
    "settings-credential-new": "settings/credentials/new",
    "settings-credential": "settings/credentials/{credential}",
    "settings-credential-rotate": "settings/credentials/{credential}/rotate",
    "settings-credential-revoke": "settings/credentials/{credential}/revoke",
    "running": "running",
    "search": "search?q=city",
    "search-nothing-found": "search?q=zzz",
    "search-empty": "search",
    "nothing-here": "nothing/here",
}


async def test_pages_of_a_brand(window_for: OpenWindow, furnished: Furnished) -> None:
    window = await window_for()
    problems: list[str] = []
    await window.sign_in(furnished.brand.owner.email)
    for name, pattern in PAGES.items():
        await window.visit(furnished.path(pattern))
        problems += await window.problems(name)
    assert not problems, "\n".join(problems)


async def test_pages_around_brands(window_for: OpenWindow, furnished: Furnished) -> None:
    window = await window_for()
    problems: list[str] = []
    for name in ("sign-in", "sign-up"):
        await window.visit(f"/console/{name}")
        problems += await window.problems(name)
    await window.sign_in(furnished.brand.owner.email)
    for name, path in {"brands": "/console/", "new-brand": "/console/new-brand"}.items():
        await window.visit(path)
        problems += await window.problems(name)
    assert not problems, "\n".join(problems)


async def test_what_opens_over_a_page(window_for: OpenWindow, furnished: Furnished) -> None:
    window = await window_for()
    problems: list[str] = []
    await window.sign_in(furnished.brand.owner.email)
    for name, (path, opened) in OPENED.items():
        await window.visit(furnished.path(path))
        await opened(window.page)
        problems += await window.problems(f"open-{name}")
    assert not problems, "\n".join(problems)


async def _brands(page: Page) -> None:
    await page.get_by_role("button", name="Switch brand").click()
    await expect(page.get_by_text("Your brands")).to_be_visible()


async def _profile(page: Page) -> None:
    await page.get_by_role("button", name="You and settings").click()
    await expect(page.get_by_role("button", name="Sign out")).to_be_visible()


async def _shortcuts(page: Page) -> None:
    await page.keyboard.press("?")
    await expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()


async def _confirmation(page: Page) -> None:
    await page.get_by_role("button", name="More actions").click()
    await page.get_by_role("link", name="Duplicate").click()
    await expect(page.get_by_role("dialog")).to_be_visible()


OPENED = {
    "brands": ("batches", _brands),
    "profile": ("batches", _profile),
    "shortcuts": ("batches", _shortcuts),
    "confirmation": ("products/{product}", _confirmation),
}
