"""A Chromium for the run, and for each test windows that notice every error of a page.

With ``SCREENSHOTS=<folder>`` every page that a test looks at is also drawn into that folder.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright, expect

from tests.browser.chromium import ARGUMENTS, chromium_path
from tests.browser.furnished import Furnished, furnish
from tests.browser.window import DESKTOP, TIMEOUT_MS, Look, Window, open_window
from tests.support.server import LiveServer

OpenWindow = Callable[..., Awaitable[Window]]
# How soon something shows says something of the machine; what never shows fails all the same.
expect.set_options(timeout=TIMEOUT_MS)


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """The browser."""
    path = chromium_path()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest.fixture
async def window_for(chromium: Browser, live_server: LiveServer) -> AsyncIterator[OpenWindow]:
    """Opens windows; a test fails when a page in one of them logged an error or broke the page's own policy."""
    windows: list[Window] = []

    async def opened(look: Look = DESKTOP, *, script: bool = True) -> Window:
        windows.append(await open_window(chromium, live_server, look, script=script))
        return windows[-1]

    yield opened
    errors = [error for window in windows for error in window.errors]
    for window in windows:
        await window.page.context.close()
    assert errors == []


@pytest.fixture(scope="session")
async def furnished(live_server: LiveServer, home: Path) -> Furnished:
    """A brand with something on every page."""
    return await furnish(live_server, home)


@pytest.fixture
async def window(window_for: OpenWindow) -> Window:
    """A window as on a laptop, light."""
    return await window_for()
