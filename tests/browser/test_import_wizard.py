"""An import by clicking: from a spreadsheet to products, over every step and back."""

from uuid import uuid4

import pytest
from playwright.async_api import FilePayload, Page, expect

from tests.browser.conftest import OpenWindow
from tests.browser.window import Window
from tests.support.client import Brand, new_brand
from tests.support.server import LiveServer

pytestmark = pytest.mark.browser
DROP = """(box, [name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name, { type: "text/csv" }));
  box.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


def _file(rows: str, name: str = "autumn.csv") -> FilePayload:
    content = "Article number;Product name;Weight [g];Colour;Country of origin\n" + rows
    return FilePayload(name=name, mimeType="text/csv", buffer=content.encode())


@pytest.fixture
async def brand(live_server: LiveServer) -> Brand:
    return await new_brand(live_server)


async def _begin(window: Window, brand: Brand) -> Page:
    await window.sign_in(brand.owner.email)
    await window.visit(f"/console/{brand.subdomain}/imports")
    await window.page.get_by_role("link", name="Import the first file").click()
    return window.page


async def _upload(page: Page, file: FilePayload) -> None:
    await page.get_by_label("CSV or XLSX file").set_input_files(file)
    await page.get_by_role("button", name="Upload").click()


async def test_from_a_file_to_products(window: Window, brand: Brand) -> None:
    page = await _begin(window, brand)
    sku = uuid4().hex[:8]
    rows = (
        f"{sku}-1;Bicycle;14500;green;AT\n{sku}-2;Tandem;heavy;red;AT\n{sku}-3;Trike;9000;;AT\n{sku}-3;Trike 2;;;AT\n"
    )
    await _upload(page, _file(rows))
    await expect(page.get_by_text("4 of 5 columns are recognised")).to_be_visible()
    await expect(page.get_by_label("Meaning of Article number")).to_have_value("sku")
    await expect(page.get_by_label("Unit of Weight [g]")).to_have_value("g")
    await page.get_by_label("Save this mapping as").fill("Autumn")
    await page.get_by_role("button", name="Check the rows").click()
    await expect(page.get_by_role("heading", name="Rows")).to_be_visible()
    await expect(page.locator("dl.figures")).to_contain_text("Will be created")
    await expect(page.get_by_text("must be a number")).to_be_visible()
    await page.get_by_role("link", name="Back to the columns").click()
    await page.get_by_label("Meaning of Weight [g]").select_option("Not imported")
    await page.get_by_role("button", name="Check the rows").click()
    await page.get_by_role("checkbox", name="Select row 5").check()
    await page.get_by_role("button", name="Leave out 1").click()
    await expect(page.get_by_role("button", name="Import 3 products")).to_be_visible()
    await page.get_by_role("button", name="Import 3 products").click()
    await expect(page.get_by_role("heading", name="autumn.csv")).to_be_visible()
    await expect(page.get_by_role("link", name=f"{sku}-1 · Bicycle")).to_be_visible()
    await page.get_by_role("link", name="To the products").click()
    await expect(page.get_by_role("row")).to_have_count(4)


async def test_a_dropped_file_is_one_that_was_chosen(window: Window, brand: Brand) -> None:
    page = await _begin(window, brand)
    await page.locator("[data-drop]").evaluate(DROP, ["dropped.csv", "SKU,Name\nA-1,Bicycle\n"])
    await page.get_by_role("button", name="Upload").click()
    await expect(page.get_by_text("2 of 2 columns are recognised")).to_be_visible()


async def test_without_script_everything_but_dropping_works(window_for: OpenWindow, brand: Brand) -> None:
    window = await window_for(script=False)
    page = await _begin(window, brand)
    await _upload(page, _file("B-1;Bicycle;14500;green;AT\nB-2;Tandem;2000;red;AT\n"))
    await page.get_by_role("button", name="Check the rows").click()
    await expect(page.get_by_role("button", name="Import 2 products")).to_be_visible()
    await page.get_by_role("checkbox", name="Select row 2").check()
    await page.get_by_role("button", name="Leave out").click()
    await page.get_by_role("button", name="Import 1 product").click()
    await expect(page.get_by_role("link", name="B-2 · Tandem")).to_be_visible()


async def test_a_refused_file_is_said_in_place_and_another_one_is_taken(window: Window, brand: Brand) -> None:
    page = await _begin(window, brand)
    await _upload(page, FilePayload(name="empty.csv", mimeType="text/csv", buffer=b"SKU,Name\n"))
    await expect(page.get_by_role("alert")).to_contain_text("no rows below it")
    await expect(page.get_by_role("button", name="Upload")).to_be_enabled()
    await _upload(page, _file("A-1;Bicycle;14500;green;AT\n"))
    await expect(page.get_by_text("columns are recognised")).to_be_visible()
