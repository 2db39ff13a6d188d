"""The grid of products feels like a spreadsheet, saves row by row, and takes its last save back."""

import pytest
from playwright.async_api import Dialog, Locator, Page, expect

from tests.browser.conftest import OpenWindow
from tests.browser.window import Window
from tests.support.client import Brand, new_brand
from tests.support.factories import READY_ATTRIBUTES, new_product
from tests.support.server import LiveServer

pytestmark = pytest.mark.browser
MODEL = "core.identity.model"
WEIGHT = "core.identity.weight"
DESCRIPTION = "core.identity.description"
NAMES = ["City bicycle", "Cargo bicycle", "Folding bicycle", "Touring bicycle"]
COLUMNS = [MODEL, WEIGHT, "commercial_status"]


@pytest.fixture(scope="module")
async def brand(live_server: LiveServer) -> Brand:
    return await new_brand(live_server)


@pytest.fixture
async def ids(brand: Brand) -> list[str]:
    attributes = READY_ATTRIBUTES | {WEIGHT: 18.5}
    return [(await new_product(brand, name={"en": name}, attributes=attributes))["product_id"] for name in NAMES]


@pytest.fixture
async def grid(window: Window, brand: Brand, ids: list[str]) -> Page:
    """The four products with three columns, the first cell active."""
    await window.sign_in(brand.owner.email)
    await open_grid(window, brand, ids)
    await window.page.get_by_role("gridcell").first.click()
    return window.page


async def open_grid(window: Window, brand: Brand, ids: list[str], columns: list[str] = COLUMNS) -> None:
    query = "&".join([f"ids={','.join(ids)}", *(f"columns={column}" for column in columns)])
    await window.visit(f"/console/{brand.subdomain}/products/grid?{query}")


def cell(page: Page, row: int, column: int) -> Locator:
    return page.get_by_role("grid").get_by_role("row").nth(row + 1).get_by_role("gridcell").nth(column)


async def texts(page: Page, column: int = 0) -> list[str]:
    return [(await cell(page, row, column).inner_text()).strip() for row in range(len(NAMES))]


async def models(brand: Brand, ids: list[str]) -> list[str]:
    products = await brand.call("get_products", product_ids=ids)
    return [product["attributes"].get(MODEL) for product in products]


async def paste(page: Page, text: str) -> None:
    await page.evaluate(
        """text => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        text,
    )


async def test_typing_replaces_and_arrows_go_on(grid: Page, brand: Brand, ids: list[str]) -> None:
    keys = grid.keyboard
    await keys.type("City 30")
    await keys.press("ArrowDown")
    await expect(cell(grid, 1, 0)).to_be_focused()
    await keys.type("g p ? /")  # no shortcut of the console's
    await keys.press("Enter")
    await keys.press("F2")
    await keys.press("End")
    await keys.type(" b")
    await keys.press("Tab")
    await expect(cell(grid, 2, 1)).to_be_focused()
    await keys.press("Shift+Tab")
    await keys.press("ArrowDown")
    await keys.type("never")
    await keys.press("Escape")
    assert await texts(grid) == ["City 30", "g p ? /", "City 28 b", "City 28"]
    await expect(grid.get_by_text("3 changes not saved")).to_be_visible()
    await keys.press("Control+s")
    await expect(grid.get_by_text("Everything is saved")).to_be_visible()
    assert await models(brand, ids) == ["City 30", "g p ? /", "City 28 b", "City 28"]


async def test_a_block_from_a_spreadsheet_is_pasted_and_undone_before_saving(grid: Page) -> None:
    await paste(grid, 'A 1\t12,5\r\n"A 2"\t13\r\n')
    assert await texts(grid) == ["A 1", "A 2", "City 28", "City 28"]
    assert await texts(grid, 1) == ["12,5", "13", "18.5", "18.5"]
    await grid.keyboard.press("Control+z")
    assert await texts(grid) == ["City 28"] * 4
    await grid.keyboard.press("Control+y")
    assert await texts(grid, 1) == ["12,5", "13", "18.5", "18.5"]


async def test_one_value_is_put_into_a_whole_column(grid: Page) -> None:
    await grid.keyboard.type("All")
    await grid.keyboard.press("Enter")
    await grid.keyboard.press("ArrowUp")
    await grid.keyboard.press("Control+d")
    assert await texts(grid) == ["All"] * 4
    await grid.get_by_role("columnheader", name="Weight").click()
    await paste(grid, "20")
    assert await texts(grid, 1) == ["20"] * 4
    await grid.keyboard.press("Delete")
    assert await texts(grid, 1) == [""] * 4


async def test_a_selection_is_copied_as_a_spreadsheet_takes_it(grid: Page) -> None:
    await grid.keyboard.press("Shift+ArrowDown")
    await grid.keyboard.press("Shift+ArrowRight")
    copied = await grid.evaluate(
        """() => {
            const data = new DataTransfer();
            document.activeElement.dispatchEvent(
                new ClipboardEvent("copy", {clipboardData: data, bubbles: true, cancelable: true}));
            return data.getData("text/plain");
        }"""
    )
    assert copied == "City 28\t18.5\nCity 28\t18.5"
    await expect(grid.locator("td[aria-selected=true]")).to_have_count(4)


async def test_the_last_save_is_taken_back_but_not_over_somebody_else(grid: Page, brand: Brand, ids: list[str]) -> None:
    await paste(grid, "B 1\nB 2\nB 3")
    await grid.get_by_role("button", name="Save").click()
    await expect(grid.get_by_text("Everything is saved")).to_be_visible()
    await brand.call("update_product", product_id=ids[1], patch={"attributes": {MODEL: "theirs"}})
    await grid.get_by_role("button", name="Undo last save (3)").click()
    await expect(grid.get_by_text("Changed by somebody else")).to_be_visible()
    await expect(cell(grid, 1, 0)).to_have_text("theirs")
    assert await models(brand, ids) == ["City 28", "theirs", "City 28", "City 28"]
    assert await texts(grid) == ["City 28", "theirs", "City 28", "City 28"]


async def test_rows_are_saved_on_their_own_and_say_what_came_of_them(grid: Page, brand: Brand, ids: list[str]) -> None:
    await paste(grid, "C 1\t17\nC 2\theavy\nC 3\t19\nC 4\t20")
    await expect(cell(grid, 1, 1)).to_have_attribute("aria-invalid", "true")
    await brand.call("update_product", product_id=ids[2], patch={"attributes": {MODEL: "theirs"}})
    await brand.call("archive_product", product_id=ids[3])
    await grid.keyboard.press("Control+Enter")
    rows = grid.get_by_role("grid").get_by_role("row")
    await expect(rows.nth(1)).to_contain_text("Saved")
    await expect(rows.nth(2)).to_contain_text("Not saved")
    await expect(rows.nth(3)).to_contain_text("Changed by somebody else")
    await expect(rows.nth(4)).to_contain_text("archived")
    assert await models(brand, ids) == ["C 1", "City 28", "theirs", "City 28"]
    await grid.keyboard.press("Control+Enter")  # knowing what is there, it is meant
    await expect(rows.nth(3)).to_contain_text("Saved")
    assert (await models(brand, ids))[2] == "C 3"
    asked: list[str] = []

    async def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        await dialog.accept()

    grid.on("dialog", leave)
    await grid.get_by_role("link", name="Products").first.click()
    await expect(grid.get_by_role("heading", name="Products")).to_be_visible()
    assert asked == ["beforeunload"]


async def test_texts_are_edited_by_language(window: Window, brand: Brand, ids: list[str]) -> None:
    await brand.call("update_product", product_id=ids[0], patch={"attributes": {DESCRIPTION: {"en": "A bicycle."}}})
    await window.sign_in(brand.owner.email)
    await open_grid(window, brand, ids[:1], ["name&language=de&language=en", DESCRIPTION])
    page = window.page
    await page.get_by_role("gridcell").first.click()
    await paste(page, "Stadtrad\tCity bike\tEin Fahrrad.")
    await page.keyboard.press("Control+s")
    await expect(page.get_by_text("Everything is saved")).to_be_visible()
    product = await brand.call("get_product", product_id=ids[0])
    assert product["name"] == {"en": "City bike", "de": "Stadtrad"}
    assert product["attributes"][DESCRIPTION] == {"en": "A bicycle.", "de": "Ein Fahrrad."}


async def test_without_script_it_is_a_form(window_for: OpenWindow, brand: Brand, ids: list[str]) -> None:
    window = await window_for(script=False)
    page = window.page
    await window.sign_in(brand.owner.email)
    await open_grid(window, brand, ids)
    await page.get_by_label("Model, City bicycle").fill("D 1")
    await page.get_by_label("Weight, Cargo bicycle").fill("heavy")
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_text("1 product saved. 1 could not be")).to_be_visible()
    await expect(page.get_by_label("Weight, Cargo bicycle")).to_have_value("heavy")
    assert await models(brand, ids) == ["D 1"] + ["City 28"] * 3
    await page.get_by_role("button", name="Undo last save (1)").click()
    await expect(page.get_by_text("1 product put back.")).to_be_visible()
    assert await models(brand, ids) == ["City 28"] * 4


async def test_it_can_be_read_by_everybody(window_for: OpenWindow, brand: Brand, ids: list[str]) -> None:
    window = await window_for()
    await window.sign_in(brand.owner.email)
    await open_grid(window, brand, ids, ["name", "commercial_status", MODEL, WEIGHT, "core.origin.country_of_origin"])
    page = window.page
    await cell(page, 0, 2).click()
    await paste(page, "E 1\t17.25\nE 2\theavy\nE 3\t19")
    await page.keyboard.press("Control+s")
    await expect(page.get_by_text("Not saved: one cell")).to_be_visible()
    await cell(page, 0, 2).click()
    await page.keyboard.press("Shift+ArrowDown")
    assert await window.problems("product-grid") == []
    await page.locator("summary", has_text="Columns").click()
    assert await window.problems("product-grid-columns") == []
