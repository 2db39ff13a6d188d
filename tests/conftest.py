"""One real PostgreSQL a run, one migrated template, one clone of it a worker; a real server process a worker.

Tests do not clean up: every test makes its own brand, and no brand sees another's data.
"""

import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import hypothesis
import psycopg
import pytest
from hypothesis import HealthCheck

from countermark.db.embedded import start_embedded
from countermark.db.migrate import create_database, migrate
from countermark.db.pool import Pool, open_pool
from tests.support.server import LiveServer, start_server

# How fast examples are made says something of the machine, not of the program.
hypothesis.settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis.settings.load_profile("any machine")
SERVER = "COUNTERMARK_TEST_SERVER"
TEMPLATE = "countermark_template"


def pytest_configure(config: pytest.Config) -> None:
    """The controlling process starts the server and migrates the template; workers find it by the environment."""
    if hasattr(config, "workerinput"):
        return
    home = Path(tempfile.mkdtemp(prefix="countermark-test-"))
    server = start_embedded(home)
    _hurry(server.url(database="postgres"))
    create_database(server.url(database="postgres"), TEMPLATE)
    migrate(server.url(database=TEMPLATE))
    os.environ[SERVER] = server.url(database="{database}")
    config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))
    config.add_cleanup(server.stop)


def _hurry(url: str) -> None:
    """Nothing of a run outlives its machine, so nothing waits for the disk. A killed process loses nothing by that."""
    with psycopg.connect(url, autocommit=True) as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")


@pytest.fixture(scope="session")
def server_url() -> str:
    """The run's PostgreSQL, with ``{database}`` in place of a database's name."""
    return os.environ[SERVER]


@pytest.fixture(scope="session")
def database_url(server_url: str, worker_id: str) -> str:
    """This worker's database: a clone of the migrated template."""
    name = f"countermark_{worker_id}_{os.getpid()}"
    with psycopg.connect(server_url.format(database="postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    return server_url.format(database=name)


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The deployment's folder: master key and files."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
def live_server(database_url: str, home: Path) -> Iterator[LiveServer]:
    """A real `countermark serve` on a free port of 127.0.0.1, worker included."""
    with start_server(database_url, home, COUNTERMARK_ADDRESS_FAILURES_ALLOWED="10000") as server:
        yield server


@pytest.fixture(scope="session")
async def pool(database_url: str, live_server: LiveServer) -> AsyncIterator[Pool]:
    """Connections under the application role, for looking at what the server wrote."""
    pool = await open_pool(database_url, size=5)
    yield pool
    await pool.close()


@pytest.fixture
def owner(database_url: str) -> Iterator[psycopg.Connection]:
    """A connection of the owning role, which row-level security does not bind: for tampering and for the catalogue."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        yield connection
