"""The label designer: elements moved by the arrow keys and by dragging, the preview following."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import OpenWindow
from tests.browser.furnished import Furnished

pytestmark = pytest.mark.browser


async def test_elements_are_moved_by_keys_and_by_dragging(window_for: OpenWindow, furnished: Furnished) -> None:
    window = await window_for()
    page = window.page
    await window.sign_in(furnished.brand.owner.email)
    await window.visit(furnished.path("labels/templates/{template}"))
    left = page.locator('[name="e3.x_mm"]')
    handle = page.locator('[data-handle="3"]')
    await handle.focus()
    await handle.press("ArrowLeft")
    await expect(left).to_have_value("41.5")
    await expect(page.locator('[data-handle="3"]')).to_be_focused()
    await page.locator('[data-handle="3"]').press("Shift+ArrowLeft")
    await expect(left).to_have_value("36.5")
    box = await page.locator('[data-handle="3"]').bounding_box()
    assert box
    await page.mouse.move(box["x"] + 5, box["y"] + 5)
    await page.mouse.down()
    await page.mouse.move(box["x"] - 150, box["y"] - 60, steps=4)
    await page.mouse.up()
    await expect(page.get_by_text("it lies on the code")).to_be_visible()
    assert float(await left.input_value()) < 25
