"""An API credential made, rotated in a dialog and revoked, in a browser."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.conftest import OpenWindow
from tests.support.client import new_brand
from tests.support.machines import Program
from tests.support.server import LiveServer

pytestmark = pytest.mark.browser


async def test_a_secret_is_shown_saved_rotated_and_revoked(window_for: OpenWindow, live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    window = await window_for()
    await window.sign_in(brand.owner.email)
    page, here = window.page, f"/console/{brand.subdomain}/settings/credentials"
    await window.visit(f"{here}/new")
    await page.get_by_label("Name").fill("SAP, plant in Linz")
    await page.get_by_label("See products").check()
    await page.get_by_role("button", name="Make credential").click()
    await expect(page.get_by_text("it is shown this once")).to_be_visible()
    assert await window.problems("settings-credential-secret") == []
    async with page.expect_download() as downloading:
        await page.get_by_role("button", name="Save as .env").click()
    saved = (await (await downloading.value).path()).read_text()
    found = dict(line.split("=", 1) for line in saved.splitlines())
    (credential,) = (await brand.call("list_api_credentials"))["items"]
    program = Program(brand, credential, found["COUNTERMARK_CLIENT_SECRET"])
    assert (await program.post("list_products")).status_code == 200
    await window.visit(f"{here}/{program.id}")
    await page.get_by_role("link", name="Rotate secret").click()
    await page.get_by_role("dialog").get_by_role("button", name="Rotate secret").click()
    await expect(page.get_by_text("it is shown this once")).to_be_visible()
    assert (await program.post("list_products")).status_code == 401
    await page.get_by_role("link", name="I have kept it").click()
    await page.get_by_role("link", name="SAP, plant in Linz").click()
    await page.get_by_role("link", name="Revoke").click()
    await page.get_by_label(re.compile("Type REVOKE")).fill("REVOKE")
    await page.get_by_role("button", name="Revoke credential").click()
    await expect(page.get_by_text("It opens nothing any more")).to_be_visible()
    assert window.errors == []
