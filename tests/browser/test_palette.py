"""The command palette: found by keyboard, driven by it, and gone where it leads."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import OpenWindow
from tests.browser.furnished import Furnished
from tests.browser.window import DESKTOP, Window

pytestmark = pytest.mark.browser


@pytest.fixture
async def at_home(window: Window, furnished: Furnished) -> Page:
    """A window of the furnished brand's owner."""
    await window.sign_in(furnished.brand.owner.email)
    await window.visit(furnished.path(""))
    return window.page


async def chosen(page: Page) -> str:
    """The option a reader of the screen is told of."""
    option = await page.get_by_role("combobox", name="Search").get_attribute("aria-activedescendant")
    return (await page.locator(f"#{option} .hit-title").inner_text()) if option else ""


async def test_a_few_letters_and_enter_lead_to_a_product(at_home: Page, furnished: Furnished) -> None:
    await at_home.keyboard.press("Control+k")
    await expect(at_home.get_by_role("combobox", name="Search")).to_be_focused()
    await at_home.keyboard.type("stadtfahr")
    option = at_home.get_by_role("group", name="Products").get_by_role("option", name="City bicycle")
    await expect(option).to_be_visible()
    await expect(option.locator("mark")).to_have_text("Stadtfahr")
    assert await chosen(at_home) == "City bicycle"
    await at_home.keyboard.press("Enter")
    await expect(at_home).to_have_url(re.compile(furnished.path("products/{product}")))
    await at_home.keyboard.press("Control+k")
    recent = at_home.get_by_role("group", name="Recent")
    await expect(recent.get_by_role("option", name="City bicycle")).to_be_visible()
    await recent.get_by_role("option", name="stadtfahr").click()
    await expect(at_home.get_by_role("group", name="Products")).to_be_visible()


async def test_arrows_go_around_and_actions_are_found_by_their_words(at_home: Page) -> None:
    await at_home.get_by_role("link", name="Search", exact=True).click()
    first = await chosen(at_home)
    await at_home.keyboard.press("ArrowUp")
    assert await chosen(at_home) != first
    await at_home.keyboard.press("ArrowDown")
    assert await chosen(at_home) == first
    await at_home.keyboard.type("to mint")
    await expect(at_home.get_by_role("option")).to_have_count(1)
    await at_home.keyboard.press("Enter")
    await expect(at_home.get_by_role("heading", name="Minting", level=1)).to_be_visible()


async def test_it_says_when_there_is_too_little_or_nothing_and_escape_gives_the_focus_back(at_home: Page) -> None:
    button = at_home.get_by_role("link", name="Search", exact=True)
    await button.click()
    status = at_home.get_by_role("dialog", name="Search").get_by_role("status")
    await at_home.keyboard.type("#")
    await expect(status).to_have_text("Type one more character to search.")
    await at_home.keyboard.type("zzz")
    await expect(status).to_contain_text("Nothing found.")
    await at_home.keyboard.press("Escape")
    await expect(at_home.get_by_role("dialog")).to_have_count(0)
    await expect(button).to_be_focused()


async def test_a_pasted_link_of_a_scanned_code_leads_to_its_passport(at_home: Page, furnished: Furnished) -> None:
    unit = (await furnished.brand.call("list_mint_units", mint_batch_id=furnished.ids["minted"], limit=2))["items"][1]
    await at_home.keyboard.press("Control+k")
    field = at_home.get_by_role("combobox", name="Search")
    await field.evaluate("field => field.dispatchEvent(new ClipboardEvent('paste', { bubbles: true }))")
    await field.fill(f"https://elsewhere.example{unit['gs1_path']}")
    await expect(at_home).to_have_url(re.compile(furnished.path("passports/{passport}")))


async def test_signing_out_forgets_what_was_searched(at_home: Page, furnished: Furnished) -> None:
    await at_home.goto(f"{at_home.url.split('/console')[0]}{furnished.path('products/{product}')}")
    kept = "Object.keys(localStorage).filter(key => key.startsWith('countermark.recent.')).length"
    assert await at_home.evaluate(kept) == 1
    await at_home.get_by_role("button", name="You and settings").click()
    await at_home.get_by_role("button", name="Sign out").click()
    await at_home.wait_for_url(re.compile("/sign-in"))
    assert await at_home.evaluate(kept) == 0


async def test_it_is_accessible_and_fits(window_for: OpenWindow, furnished: Furnished) -> None:
    window = await window_for()
    await window.sign_in(furnished.brand.owner.email)
    await window.visit(furnished.path("products/{product}"))
    problems = []
    for name, text in {
        "start": "",
        "found": "fahrrad",
        "batches": "2025",
        "exports": "manifest",
        "nothing": "zzz",
    }.items():
        await window.page.get_by_role("link", name="Search", exact=True).click()
        await window.page.get_by_role("combobox", name="Search").fill(text)
        if text and text != "zzz":
            await expect(window.page.locator(".palette-found mark").first).to_be_visible()
        elif text:
            await expect(window.page.get_by_text("Nothing found.")).to_be_visible()
        problems += await window.problems(f"palette-{name}")
        await window.page.get_by_role("button", name="Close search").click()
    assert problems == []


async def test_without_script_there_is_a_page(window_for: OpenWindow, furnished: Furnished) -> None:
    window = await window_for(DESKTOP, script=False)
    await window.sign_in(furnished.brand.owner.email)
    await window.visit(furnished.path(""))
    await window.page.get_by_role("link", name="Search", exact=True).click()
    await window.page.get_by_role("searchbox", name="Search everything").fill("BATCH-2025-114")
    await window.page.keyboard.press("Enter")
    await window.page.get_by_role("region", name="Batches").get_by_role("link", name="BATCH-2025-114").click()
    await expect(window.page.get_by_role("heading", name="BATCH-2025-114")).to_be_visible()
