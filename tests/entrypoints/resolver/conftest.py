"""Fixtures of the resolver's tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.client import Brand, new_brand
from tests.support.server import LiveServer, start_server


@pytest.fixture(scope="session")
async def brand(live_server: LiveServer) -> Brand:
    """A brand for tests that look only at products of their own."""
    return await new_brand(live_server)


@pytest.fixture
def own_server(database_url: str, home: Path, live_server: LiveServer) -> Iterator[LiveServer]:
    """A resolver of this test alone, that writes scans only when it ends."""
    with start_server(database_url, home, "--only", "resolver", COUNTERMARK_SCAN_FLUSH_S="3600") as server:
        yield server
