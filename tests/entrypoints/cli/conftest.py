"""Deployments for commands to work on."""

from pathlib import Path

import pytest

from tests.support.client import Brand, new_brand
from tests.support.command_line import Deployment
from tests.support.databases import new_database
from tests.support.server import LiveServer


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


@pytest.fixture
def fresh(server_url: str, tmp_path: Path) -> Deployment:
    """A migrated database without any row, and an empty home."""
    return Deployment(new_database(server_url), _folder(tmp_path / "home"))


@pytest.fixture
def empty(server_url: str, tmp_path: Path) -> Deployment:
    """A database without a schema, and an empty home."""
    return Deployment(new_database(server_url, template="template0"), _folder(tmp_path / "empty-home"))


@pytest.fixture(scope="session")
def live(live_server: LiveServer, database_url: str, home: Path) -> Deployment:
    """The deployment of the running server, worker included."""
    return Deployment(database_url, home)


@pytest.fixture
async def brand(live_server: LiveServer) -> Brand:
    """A brand of the running server."""
    return await new_brand(live_server)
