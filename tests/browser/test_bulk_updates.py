"""One change for many products: chosen, seen before, run, and taken back, with script and without."""

import psycopg
import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import OpenWindow
from tests.browser.window import Window
from tests.features.bulk_updates.bulk import MODEL, items, models, products, run
from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.factories import new_product
from tests.support.server import LiveServer

pytestmark = pytest.mark.browser


async def choose_model(page: Page, model: str) -> None:
    """From the first step to the preview of a new model."""
    await page.get_by_role("link", name="Continue with").click()
    await page.get_by_label("Value to change").select_option("Model")
    await page.get_by_role("button", name="Add").click()
    await page.get_by_role("button", name="Preview").click()
    await expect(page.get_by_text("Give a value, or choose to clear it", exact=True)).to_be_visible()
    await page.get_by_label("Model", exact=True).fill(model)
    await page.get_by_role("button", name="Preview").click()


async def test_from_a_filter_to_the_result_and_back(window: Window, live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    ids = await products(brand, 2)
    await new_product(brand, name={"en": "Jacket"})
    page = window.page
    await window.sign_in(brand.owner.email)
    await window.visit(f"/console/{brand.subdomain}/bulk-updates")
    await page.get_by_role("link", name="Start a bulk update").click()
    await expect(page.get_by_role("heading", name="3 products")).to_be_visible()
    await page.get_by_label("Name, SKU or GTIN has").fill("bicycle")
    await page.get_by_role("button", name="Apply the filter").click()
    await expect(page.get_by_role("heading", name="2 products")).to_be_visible()
    await choose_model(page, "City 30")
    await expect(page.get_by_text("City 28").first).to_be_visible()
    await page.get_by_role("link", name="Changes").click()
    await expect(page.get_by_label("Model", exact=True)).to_have_value("City 30")
    await page.get_by_role("button", name="Preview").click()
    await brand.call("update_product", product_id=ids[1], patch={"attributes": {MODEL: "theirs"}})
    await page.get_by_role("button", name="Change 2 products").click()
    await expect(page.get_by_text("1 product was changed by somebody else meanwhile")).to_be_visible()
    await expect(page.get_by_role("heading", name="Model: City 30")).to_be_visible()
    assert await models(brand, ids) == ["City 30", "theirs"]
    await page.get_by_role("button", name="Change it anyway").click()
    await expect(page.get_by_role("button", name="Undo (2)")).to_be_visible()
    assert await models(brand, ids) == ["City 30", "City 30"]
    await page.get_by_role("button", name="Undo (2)").click()
    await expect(page.get_by_text("This takes back an earlier bulk update.")).to_be_visible()
    await expect(page.get_by_role("button", name="Undo (2)")).to_be_visible()
    assert await models(brand, ids) == ["City 28", "theirs"]


async def test_chosen_products_and_texts_without_script(window_for: OpenWindow, live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    ids = await products(brand, 2)
    window = await window_for(script=False)
    page = window.page
    await window.sign_in(brand.owner.email)
    await window.visit(f"/console/{brand.subdomain}/bulk-updates/new?ids={ids[0]}&ids={ids[1]}")
    await page.get_by_role("link", name="Continue with 2 products").click()
    await page.get_by_label("Value to change").select_option("Description")
    await page.get_by_label("Language, for texts").select_option("German")
    await page.get_by_role("button", name="Add").click()
    await page.get_by_label("Description (German)", exact=True).fill("Ein Fahrrad.")
    await page.get_by_label("Value to change").select_option("Model")
    await page.get_by_role("button", name="Add").click()
    await page.get_by_label("Clear it").last.check()
    await page.get_by_role("button", name="Preview").click()
    await page.get_by_role("button", name="Change 2 products").click()
    await expect(page.get_by_role("button", name="Undo (2)")).to_be_visible()
    product = await brand.call("get_product", product_id=ids[0])
    assert product["attributes"]["core.identity.description"] == {"de": "Ein Fahrrad."}
    assert MODEL not in product["attributes"]


async def test_a_role_without_the_permission_cannot_start_one(
    window: Window, live_server: LiveServer, database_url: str
) -> None:
    brand = await new_brand(live_server)
    _become(database_url, brand, "viewer")
    await window.sign_in(brand.owner.email)
    await window.visit(f"/console/{brand.subdomain}/bulk-updates")
    await expect(window.page.get_by_role("heading", name="Bulk updates", exact=True)).to_be_visible()
    await expect(window.page.get_by_role("link", name="Start a bulk update")).to_have_count(0)
    await window.visit(f"/console/{brand.subdomain}/bulk-updates/new")
    await expect(window.page.get_by_role("link", name="Continue")).to_have_count(0)


def _become(database_url: str, brand: Brand, role: str) -> None:
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("UPDATE memberships SET role = %s WHERE brand_id = %s", (role, brand.id))


async def test_errors_come_as_a_file(window: Window, live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    job = await run(brand, items=items([NOBODYS_ID], "x"))
    await window.sign_in(brand.owner.email)
    await window.visit(f"/console/{brand.subdomain}/bulk-updates/{job['id']}")
    async with window.page.expect_download() as download:
        await window.page.get_by_role("link", name="Errors as CSV").click()
    text = (await (await download.value).path()).read_text()
    assert text.splitlines() == [
        "product_id,name,status,code,reason",
        f"{NOBODYS_ID},,error,NOT_FOUND,no such product in this brand",
    ]


@pytest.fixture(scope="module")
async def furnished_brand(live_server: LiveServer) -> tuple[Brand, dict[str, str]]:
    """A brand with bulk updates that came out in different ways, and their ids."""
    brand = await new_brand(live_server)
    ids = await products(brand, 3)
    wishes = [*items([*ids, NOBODYS_ID], "City 30")]
    wishes[1]["expected"] = {"attributes": {MODEL: "City 1"}}
    wishes[2]["patch"]["attributes"]["erp.code"] = "A-1"
    mixed = await run(brand, items=wishes)
    plain = await run(brand, filter={}, patch={"commercial_status": "INACTIVE", "name": {"de": "Stadtrad"}})
    return brand, {"mixed": mixed["id"], "plain": plain["id"]}


async def test_every_page_can_be_read_by_everybody(
    window_for: OpenWindow, furnished_brand: tuple[Brand, dict[str, str]]
) -> None:
    brand, ids = furnished_brand
    window = await window_for()
    await window.sign_in(brand.owner.email)
    chosen = f"part={MODEL}&value:{MODEL}=City+31&part=core.origin.country_of_origin"
    pages = {
        "bulk-updates": "bulk-updates",
        "bulk-update-mixed": f"bulk-updates/{ids['mixed']}",
        "bulk-update": f"bulk-updates/{ids['plain']}",
        "bulk-update-1-products": "bulk-updates/new?query=bicycle",
        "bulk-update-2-changes": f"bulk-updates/new?step=change&{chosen}&value:core.origin.country_of_origin=DE",
        "bulk-update-2-changes-wrong": f"bulk-updates/new?step=review&{chosen}",
        "bulk-update-3-preview": f"bulk-updates/new?step=review&{chosen}&value:core.origin.country_of_origin=DE",
    }
    problems: list[str] = []
    for name, path in pages.items():
        await window.visit(f"/console/{brand.subdomain}/{path}")
        problems += await window.problems(name)
    assert not problems, "\n".join(problems)
