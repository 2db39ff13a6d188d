"""What script and keyboard add, and that nothing needs them."""

import re
from uuid import uuid4

import pytest
from playwright.async_api import Dialog, Page, expect

from tests.browser.conftest import OpenWindow
from tests.browser.furnished import Furnished
from tests.browser.window import Look, Window
from tests.support.client import PASSWORD
from tests.support.factories import new_product, new_product_batch

pytestmark = pytest.mark.browser


@pytest.fixture
async def at_work(window: Window, furnished: Furnished) -> Page:
    """A window of the furnished brand's owner."""
    await window.sign_in(furnished.brand.owner.email)
    await window.visit(furnished.path("products"))
    return window.page


async def test_the_first_tab_stop_skips_to_the_content(at_work: Page) -> None:
    await at_work.keyboard.press("Tab")
    await expect(at_work.get_by_role("link", name="Skip to content")).to_be_focused()
    await at_work.keyboard.press("Enter")
    await expect(at_work.locator("main")).to_be_focused()


async def test_a_slash_goes_to_the_filter_and_typing_narrows_the_list(at_work: Page) -> None:
    await expect(at_work.get_by_role("row")).to_have_count(4)
    await at_work.keyboard.press("/")
    await at_work.keyboard.type("fahrradakku")
    await expect(at_work.get_by_role("row")).to_have_count(2)
    await expect(at_work).to_have_url(re.compile("query=fahrradakku"))
    await at_work.go_back()
    await expect(at_work.get_by_role("row")).to_have_count(4)


async def test_letters_go_to_parts_of_the_console(at_work: Page) -> None:
    await at_work.keyboard.press("g")
    await at_work.keyboard.press("m")
    await expect(at_work.get_by_role("heading", name="Minting")).to_be_visible()


async def test_ctrl_enter_saves(at_work: Page, furnished: Furnished) -> None:
    await at_work.goto(f"http://{at_work.url.split('/')[2]}{furnished.path('batches/{batch}/edit')}")
    await at_work.get_by_label("Facility").fill("FAC-EU-07")
    await at_work.keyboard.press("Control+Enter")
    await expect(at_work.get_by_text("Saved.")).to_be_visible()
    await expect(at_work.get_by_text("FAC-EU-07")).to_be_visible()


async def test_escape_closes_a_menu_and_gives_the_focus_back(at_work: Page) -> None:
    button = at_work.get_by_role("button", name="You and settings")
    await button.click()
    await expect(at_work.get_by_role("button", name="Sign out")).to_be_visible()
    await at_work.keyboard.press("Escape")
    await expect(at_work.get_by_role("button", name="Sign out")).to_be_hidden()
    await expect(button).to_be_focused()


async def test_an_error_is_said_first_and_leads_to_its_field(at_work: Page) -> None:
    await at_work.get_by_role("link", name="New product").click()
    await at_work.get_by_label("Name").fill("Jacket")
    await at_work.get_by_label("GTIN").fill("4006381333932")
    await at_work.get_by_role("button", name="Create product").click()
    await expect(at_work.get_by_role("alert")).to_be_focused()
    await at_work.get_by_role("alert").get_by_role("link").click()
    await expect(at_work.get_by_label("GTIN")).to_be_focused()
    await expect(at_work.get_by_label("Name")).to_have_value("Jacket")


async def test_unsaved_changes_are_not_lost_by_accident(at_work: Page) -> None:
    await at_work.get_by_role("link", name="New product").click()
    await at_work.get_by_label("Name").fill("Jacket")
    asked: list[str] = []

    async def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        await dialog.dismiss()

    at_work.on("dialog", stay)
    await at_work.get_by_role("link", name="Batches").click()
    assert asked == ["beforeunload"]
    await expect(at_work.get_by_label("Name")).to_have_value("Jacket")


async def test_dark_is_kept_over_pages_and_given_back_to_the_system(at_work: Page) -> None:
    html = at_work.locator("html")
    await at_work.get_by_role("button", name="You and settings").click()
    async with at_work.expect_response(lambda answer: answer.url.endswith("/console/appearance")):
        await at_work.get_by_role("button", name="Dark").click()
    await expect(html).to_have_attribute("data-bs-theme", "dark")
    await at_work.reload()
    await expect(html).to_have_attribute("data-bs-theme", "dark")
    await at_work.get_by_role("button", name="You and settings").click()
    async with at_work.expect_response(lambda answer: answer.url.endswith("/console/appearance")):
        await at_work.get_by_role("button", name="As the system").click()
    await at_work.reload()
    await expect(html).not_to_have_attribute("data-bs-theme", "dark")


async def test_the_scheme_of_the_system_holds_without_a_choice(window_for: OpenWindow) -> None:
    colours = []
    for scheme in ("light", "dark"):
        window = await window_for(Look(1366, 768, scheme))
        await window.visit("/console/sign-in")
        colours.append(await window.page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert colours[0] != colours[1]


async def test_selected_rows_say_how_many_passports_each_button_is_for(at_work: Page, furnished: Furnished) -> None:
    await at_work.goto(f"http://{at_work.url.split('/')[2]}{furnished.path('passports')}")
    for lot in ("LOT-A", "LOT-B"):
        await at_work.get_by_role("checkbox", name=f"Select City bicycle, Lot {lot}").check()
    await expect(at_work.get_by_text("2 selected")).to_be_visible()
    await at_work.get_by_role("button", name="Publish 2").click()
    await expect(at_work.get_by_role("dialog")).to_contain_text("2 of 2 are drafts")
    await at_work.get_by_role("dialog").get_by_role("link", name="Cancel").click()
    await at_work.get_by_role("checkbox", name="Select all on this page").check()
    await expect(at_work.get_by_role("button", name="Revoke 300")).to_be_enabled()


async def test_two_brands_in_two_tabs_do_not_disturb_each_other(window: Window, furnished: Furnished) -> None:
    page = window.page
    await window.sign_in(furnished.brand.owner.email)
    other = (await page.get_by_role("link", name=re.compile("^B Brand|^Brand")).all())[0]
    await other.click()
    second = await page.context.new_page()
    await second.goto(f"{window.origin}{furnished.path('products')}")
    await page.reload()
    await expect(page.get_by_role("heading", name="Home")).to_be_visible()
    await expect(second.get_by_role("link", name="City bicycle")).to_be_visible()


async def test_the_whole_way_works_without_script(window_for: OpenWindow, furnished: Furnished) -> None:
    window = await window_for(script=False)
    page = window.page
    brand = furnished.brand
    product = await new_product(brand, name={"en": f"Jacket {uuid4().hex[:6]}"})
    await new_product_batch(brand, product["product_id"], batch_number="WITHOUT-SCRIPT")
    await window.sign_in(brand.owner.email)
    await window.visit(f"/console/{brand.subdomain}/minting/new?product_id={product['product_id']}")
    await page.get_by_label("How many").fill("3")
    await page.get_by_role("button", name="Continue to review").click()
    await page.get_by_role("button", name="Mint 3 units").click()
    await expect(page.get_by_role("heading", name="Units")).to_be_visible()
    await page.get_by_role("link", name="Publish passports").click()
    await page.get_by_role("button", name="Publish 3 passports").click()
    await expect(page.get_by_text("3 passports are published.")).to_be_visible()


async def test_signing_up_works_without_script(window_for: OpenWindow) -> None:
    window = await window_for(script=False)
    await window.visit("/console/sign-up")
    await window.page.get_by_label("E-mail address").fill(f"{uuid4().hex}@example.com")
    await window.page.get_by_label("Password").fill(PASSWORD)
    await window.page.get_by_role("button", name="Create account").click()
    await window.page.get_by_label("Brand name").fill("Alpenrad")
    await window.page.get_by_label("Address").fill(f"n{uuid4().hex[:10]}")
    await window.page.get_by_role("button", name="Create brand").click()
    await expect(window.page.get_by_role("heading", name="Your first passport")).to_be_visible()
