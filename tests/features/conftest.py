"""Fixtures of the feature tests."""

import pytest

from tests.support.client import Brand, new_brand
from tests.support.server import LiveServer


@pytest.fixture(scope="session")
async def shared_brand(live_server: LiveServer) -> Brand:
    """A brand for tests that look at nothing but what they made themselves; it saves each of them a sign-up."""
    return await new_brand(live_server)
