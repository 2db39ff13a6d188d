"""Products in a real browser: the form with every kind of field, the list, and the ways back."""

import re
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import OpenWindow
from tests.browser.window import Window
from tests.support.client import Brand, new_brand
from tests.support.factories import READY_ATTRIBUTES, new_product
from tests.support.server import LiveServer

pytestmark = pytest.mark.browser
CUSTOM = (("When", "date_time"), ("Colours", "texts"), ("Stages", "integer"))


@pytest.fixture(scope="module")
async def brand(live_server: LiveServer) -> Brand:
    """A brand of batteries and textiles with fields of its own, so that there is a field of every type."""
    brand = await new_brand(live_server)
    await brand.call("choose_field_packs", packs=["battery", "textile"])
    for label, kind in CUSTOM:
        await brand.call("create_custom_field", label=label, type=kind)
    return brand


async def at(window: Window, brand: Brand, path: str) -> Page:
    """The owner's window at a page of the brand."""
    await window.sign_in(brand.owner.email)
    await window.visit(f"/console/{brand.subdomain}/{path}")
    return window.page


async def attributes_of(brand: Brand, product_id: str) -> dict[str, Any]:
    """What is stored."""
    attributes: dict[str, Any] = (await brand.call("get_product", product_id=product_id))["attributes"]
    return attributes


async def fill_every_type(page: Page) -> None:
    """Types into a field of each type."""
    await page.get_by_label("Brand", exact=True).fill("Volta")
    await page.get_by_label("Sector", exact=True).select_option("Battery")
    await page.get_by_label("Weight", exact=True).fill("850")
    await page.get_by_label("Unit of Weight").select_option("g")
    await page.get_by_label("Country of origin", exact=True).select_option("Austria")
    await page.get_by_label("Stages", exact=True).fill("3")
    await page.get_by_label("When", exact=True).fill("2026-01-31T12:30:00")
    await page.get_by_label("Colours", exact=True).fill("red\ngreen")
    await page.get_by_label("Manual", exact=True).fill("https://example.com/manual")
    await page.get_by_label("Materials: material 1").fill("Steel")
    await page.get_by_label("Materials: share 1 in percent").fill("60")
    await page.get_by_label("Materials: material 2").fill("Copper")
    await page.get_by_label("Materials: share 2 in percent").fill("40")


EVERY_TYPE = {
    "core.identity.product_brand_name": "Volta",
    "core.identity.sector": "battery",
    "core.identity.weight": 0.85,
    "core.origin.country_of_origin": "AT",
    "custom.stages": 3,
    "custom.when": "2026-01-31T12:30:00Z",
    "custom.colours": ["red", "green"],
    "core.care.manual_url": "https://example.com/manual",
    "core.composition.materials": [{"name": "Steel", "share": 60}, {"name": "Copper", "share": 40}],
}


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
async def test_a_field_of_every_type_is_filled_in(window_for: OpenWindow, brand: Brand, script: bool) -> None:
    product_id = (await brand.call("create_product", name={"en": "Cell"}))["product_id"]
    page = await at(await window_for(script=script), brand, f"products/{product_id}/edit")
    await fill_every_type(page)
    await page.get_by_role("button", name="Save", exact=True).click()
    await expect(page.get_by_text("Saved.")).to_be_visible()
    assert await attributes_of(brand, product_id) == EVERY_TYPE


async def test_the_sum_of_shares_is_said_and_rows_are_added(window: Window, brand: Brand) -> None:
    product_id = (await new_product(brand))["product_id"]
    page = await at(window, brand, f"products/{product_id}/edit")
    materials = page.get_by_role("group", name="Materials")
    for row, (name, share) in enumerate((("Steel", "60"), ("Copper", "20"), ("Zinc", "10")), start=1):
        await materials.get_by_label(f"material {row}").fill(name)
        await materials.get_by_label(f"share {row} in percent").fill(share)
    await expect(materials.get_by_text("90 of 100 %")).to_be_visible()
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_role("alert")).to_contain_text("these add up to 90")
    await materials.get_by_role("button", name="Add a material").click()
    await materials.get_by_label("material 5").fill("Tin")
    await materials.get_by_label("share 5 in percent").fill("10")
    await expect(materials.get_by_text("100 of 100 %")).to_be_visible()
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_text("Saved.")).to_be_visible()


async def test_what_is_missing_leads_to_its_field_and_can_be_shown_alone(window: Window, brand: Brand) -> None:
    attributes = {key: value for key, value in READY_ATTRIBUTES.items() if not key.endswith("model")}
    product_id = (await new_product(brand, attributes=attributes))["product_id"]
    page = await at(window, brand, f"products/{product_id}")
    await page.get_by_role("listitem").filter(has_text="Model is missing").get_by_role("link").click()
    await expect(page.get_by_label("Model", exact=True)).to_be_focused()
    await expect(page.get_by_label("Brand", exact=True)).to_be_visible()
    await page.get_by_role("button", name="Only what is missing").click()
    await expect(page.get_by_label("Model", exact=True)).to_be_visible()
    await expect(page.get_by_label("Brand", exact=True)).to_be_hidden()
    await expect(page).to_have_url(re.compile("only=missing"))


async def test_a_text_is_translated_beside_its_source(window: Window, brand: Brand) -> None:
    stored = READY_ATTRIBUTES | {"core.identity.description": {"en": "For the town."}}
    product_id = (await new_product(brand, attributes=stored))["product_id"]
    page = await at(window, brand, f"products/{product_id}/edit")
    await page.get_by_label("Another language").select_option("German")
    await page.get_by_role("button", name="Translate").click()
    await expect(page.get_by_text("For the town.")).to_be_visible()
    await page.get_by_label("Description", exact=True).fill("Für die Stadt.")
    await page.get_by_role("button", name="Save and stay").click()
    await expect(page.get_by_label("Description", exact=True)).to_have_value("Für die Stadt.")


async def test_a_value_is_restored_and_that_is_undone(window: Window, brand: Brand) -> None:
    product_id = (await new_product(brand))["product_id"]
    await brand.call("update_product", product_id=product_id, patch={"attributes": {"core.identity.model": "Wrong"}})
    page = await at(window, brand, f"products/{product_id}/history")
    await page.get_by_role("button", name="Restore Model").first.click()
    assert (await attributes_of(brand, product_id))["core.identity.model"] == "City 28"
    await page.get_by_role("button", name="Undo").click()
    await expect(page.get_by_text("The value is put back.")).to_be_visible()
    assert (await attributes_of(brand, product_id))["core.identity.model"] == "Wrong"


@pytest.fixture
async def stocked(live_server: LiveServer) -> Brand:
    """A brand with three products."""
    brand = await new_brand(live_server)
    await new_product(brand, name={"en": "Bicycle"})
    for name in ("Lamp", "Bell"):
        await brand.call("create_product", name={"en": name})
    return brand


async def expect_names(page: Page, names: list[str]) -> None:
    """The products of the list, in their order, once a page that is being loaded is there."""
    await expect(page.locator("#results a.title")).to_have_text(names)


async def test_the_list_is_filtered_ordered_and_kept_as_a_view(window: Window, stocked: Brand) -> None:
    page = await at(window, stocked, "products")
    await expect_names(page, ["Bell", "Lamp", "Bicycle"])
    await page.get_by_role("link", name="Product", exact=True).click()
    await expect(page.get_by_role("columnheader", name="Product")).to_have_attribute("aria-sort", "ascending")
    await expect_names(page, ["Bell", "Bicycle", "Lamp"])
    await page.get_by_role("combobox", name="Readiness").select_option("Not ready")
    await expect(page.get_by_text("2 products")).to_be_visible()
    await expect_names(page, ["Bell", "Lamp"])
    await page.get_by_role("button", name="Save view").click()
    await page.get_by_label("Name of the view").fill("To do")
    await page.get_by_label("Name of the view").press("Enter")
    await page.get_by_role("link", name="All products").click()
    await page.get_by_role("link", name="To do").click()
    await expect_names(page, ["Bell", "Lamp"])
    await page.get_by_role("link", name="Remove the filter Not ready").click()
    await expect_names(page, ["Bell", "Bicycle", "Lamp"])
    await page.go_back()
    await expect_names(page, ["Bell", "Lamp"])


async def test_columns_are_chosen_and_stay_in_the_address(window: Window, stocked: Brand) -> None:
    page = await at(window, stocked, "products")
    await page.get_by_role("button", name="Columns").click()
    await page.get_by_label("Find a column").fill("model")
    await expect(page.get_by_role("checkbox", name="Status", exact=True)).to_be_hidden()
    await page.get_by_role("checkbox", name="Model", exact=True).check()
    await expect(page.get_by_role("columnheader", name="Model")).to_be_visible()
    await page.reload()
    await expect(page.get_by_role("cell", name="City 28")).to_be_visible()


async def test_selected_products_are_archived_and_had_back(window: Window, stocked: Brand) -> None:
    page = await at(window, stocked, "products")
    await page.get_by_label("Select Lamp").check()
    await page.get_by_label("Select Bell").check()
    await expect(page.get_by_text("2 selected")).to_be_visible()
    await page.get_by_role("button", name="Archive").click()
    await expect(page.get_by_text("2 products are archived.")).to_be_visible()
    await expect_names(page, ["Bicycle"])
    await page.get_by_role("button", name="Undo").click()
    await expect_names(page, ["Bell", "Lamp", "Bicycle"])


async def test_the_form_of_a_battery_and_the_list_s_menus_are_accessible(window_for: OpenWindow, brand: Brand) -> None:
    attributes = {"core.identity.sector": "battery", "core.identity.weight": "heavy"}
    product_id = (await brand.call("create_product", name={"en": "Cell"}, attributes=attributes))["product_id"]
    window = await window_for()
    page = await at(window, brand, f"products/{product_id}/edit")
    problems = await window.problems("product-edit-battery")
    await window.visit(f"/console/{brand.subdomain}/products?readiness=NOT_READY&column=core.identity.model")
    for name in ("More filters", "Columns", "Export"):
        await page.get_by_role("button", name=name).click()
        problems += await window.problems(f"products-{name.lower().replace(' ', '-')}")
        await page.keyboard.press("Escape")
    assert not problems, "\n".join(problems)
