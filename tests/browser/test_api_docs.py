"""The API's reference draws itself under the strict policy, from this server alone."""

import pytest
from playwright.async_api import expect

from tests.browser.window import Window

pytestmark = pytest.mark.browser


async def test_the_reference_shows_every_operation_and_asks_no_other_host(window: Window) -> None:
    hosts: set[str] = set()
    window.page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    await window.visit("/docs")
    # Of so many operations the page draws those in sight: the reader looks for the ones of batches.
    await window.page.get_by_placeholder("Filter by tag or path").fill("batches")
    await expect(window.page.get_by_text("/rest/v1/rpc/create_product_batch")).to_be_visible()
    await window.picture("api-docs")
    assert hosts == {window.origin.split("/")[2]}
