"""Fixtures of the tests of passport pages."""

import pytest

from tests.support.client import Brand, new_brand
from tests.support.server import LiveServer


@pytest.fixture(scope="session")
async def brand(live_server: LiveServer) -> Brand:
    """A brand for tests that look only at products of their own."""
    return await new_brand(live_server)
