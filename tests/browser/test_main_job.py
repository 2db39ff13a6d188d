"""The whole main job, by clicking: from signing up to a revoked passport in a stranger's browser."""

import re
from uuid import uuid4

import pytest
from playwright.async_api import Page, expect

from tests.browser.window import Window
from tests.support.client import PASSWORD
from tests.support.factories import new_gtin, new_sku

pytestmark = pytest.mark.browser


async def sign_up(window: Window) -> None:
    page = window.page
    await window.visit("/console/sign-in")
    await page.get_by_role("link", name="Create an account").click()
    await page.get_by_label("Your name").fill("Mika")
    await page.get_by_label("E-mail address").fill(f"{uuid4().hex}@example.com")
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Create account").click()


async def create_brand(page: Page) -> None:
    await page.get_by_label("Brand name").fill(f"Alpenrad {uuid4().hex[:10]}")
    await expect(page.get_by_label("Address")).to_have_value(re.compile("^alpenrad-[0-9a-f]{10}$"))
    await page.get_by_role("button", name="Create brand").click()
    await expect(page.get_by_role("heading", name="Your first passport")).to_be_visible()


async def create_product(page: Page) -> None:
    await page.get_by_role("link", name="New product").click()
    await page.get_by_label("Name").fill("City bicycle")
    await page.get_by_label("SKU").fill(new_sku())
    await page.get_by_label("Model").fill("City 28")
    await page.get_by_label("Manufacturer").fill("Alpenrad GmbH")
    await page.get_by_label("Country of origin").select_option("Austria")
    await page.get_by_role("button", name="Create product").click()
    await expect(page.get_by_role("heading", name="City bicycle")).to_be_visible()


async def set_gtin(page: Page) -> None:
    gtin = new_gtin()
    await page.get_by_role("link", name="Identifiers").click()
    await page.get_by_label("Kind").select_option("GTIN")
    await page.get_by_label("Value").fill(gtin)
    await page.get_by_role("button", name="Set identifier").click()
    await expect(page.get_by_role("row", name=re.compile(gtin))).to_contain_text("Active")


async def create_batch(page: Page) -> None:
    await page.get_by_role("link", name="Batches", exact=True).last.click()
    await page.get_by_role("link", name="Record the first batch").click()
    await page.get_by_label("Batch number").fill("BATCH-2026-001")
    await page.get_by_label("Production date").fill("2026-01-15")
    await page.get_by_label("Quantity").fill("5,000")
    await page.get_by_label("Facility").fill("FAC-EU-01")
    await page.get_by_role("button", name="Create batch").click()
    await expect(page.get_by_role("heading", name="Batch BATCH-2026-001")).to_be_visible()


async def mint(page: Page) -> None:
    await page.get_by_role("link", name="Mint", exact=True).click()
    await page.get_by_label("How many").fill("1200")
    await expect(page.get_by_label("Production batch")).to_contain_text("BATCH-2026-001")
    await page.get_by_role("button", name="Continue to review").click()
    await expect(page.get_by_text("3,800 remain to be minted from batch BATCH-2026-001")).to_be_visible()
    await page.get_by_role("button", name="Mint 1,200 units").click()
    await expect(page.get_by_role("heading", name="Units")).to_be_visible(timeout=30_000)


async def publish(page: Page) -> None:
    await page.get_by_role("link", name="Publish passports").click()
    dialog = page.get_by_role("dialog")
    await expect(dialog).to_contain_text("1,200 of 1,200 are drafts")
    await dialog.get_by_role("button", name="Publish 1,200 passports").click()
    await expect(page.get_by_text("1,200 passports are published.")).to_be_visible()


async def revoke(page: Page) -> None:
    await page.get_by_role("link", name="Revoke passports").click()
    dialog = page.get_by_role("dialog")
    await expect(dialog).to_contain_text("There is no way back")
    await dialog.get_by_label("Type REVOKE to confirm").fill("REVOKE")
    await dialog.get_by_role("button", name="Revoke 1,200 passports").click()
    await expect(page.get_by_text("1,200 passports are revoked.")).to_be_visible()


async def test_from_signing_up_to_a_passport_in_a_strangers_hand(window: Window) -> None:
    page = window.page
    await sign_up(window)
    await create_brand(page)
    await create_product(page)
    await set_gtin(page)
    await create_batch(page)
    await mint(page)
    await publish(page)
    scan_url = await page.get_by_role("link", name="Open as a scan").get_attribute("href")
    assert scan_url
    stranger = await page.context.new_page()
    await stranger.goto(scan_url)
    await expect(stranger.get_by_role("heading", name="City bicycle")).to_be_visible()
    await page.reload()
    await expect(page.get_by_role("row").filter(has_text="Active")).to_have_count(1)
    await revoke(page)
    await stranger.goto(scan_url)
    await expect(stranger.get_by_text("revoked", exact=False).first).to_be_visible()
