"""The browser that the tests drive: the system's Chromium, without a window and without a network of its own."""

import os
import shutil

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium_path() -> str:
    """Where Chromium is; a missing one is a failure, unless ``COUNTERMARK_SKIP_BROWSER=1`` says to do without."""
    named = os.environ.get("CHROMIUM")
    found = next((path for name in (named, *NAMES) if name and (path := shutil.which(name))), None)
    if found:
        return found
    if os.environ.get("COUNTERMARK_SKIP_BROWSER") == "1":
        pytest.skip("no Chromium, and COUNTERMARK_SKIP_BROWSER=1 is set")
    pytest.fail(
        "the browser tests need Chromium: install it (apt-get install chromium), name it with CHROMIUM=<path>, "
        "or leave these tests out with COUNTERMARK_SKIP_BROWSER=1"
    )
