"""Chunks of scans that wait while the program is upgraded are unfolded by the new one."""

import uuid

import msgspec
import psycopg
import pytest
from alembic import command
from alembic.config import Config

from countermark.db.migrate import MIGRATIONS, migrate
from countermark.db.pool import open_pool
from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from countermark.features.scans.scan_event import ScanEvent
from countermark.features.scans.unfold_scans import unfold_scans
from tests.support.databases import new_database
from tests.support.scans import event

BEFORE = "0030"


@pytest.fixture
def old_database(server_url: str) -> str:
    """A database as it was before chunks were lines."""
    url = new_database(server_url, template="template0")
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["url"] = "postgresql+psycopg://" + url.split("://", 1)[1]
    command.upgrade(config, BEFORE)
    return url


async def test_chunks_that_wait_become_lines(old_database: str) -> None:
    brand_id = uuid.uuid4()
    events = [event(brand_id), event(brand_id, path="/a\\b\tc\0", unit_number=None, language=None, link_type="gs1:pip")]
    with psycopg.connect(old_database) as owner:
        owner.execute(
            "INSERT INTO scan_log (brand_id, chunk_id, scans) VALUES (%s, %s, %s)",
            (brand_id, uuid.uuid4(), msgspec.json.encode(events)),
        )
    migrate(old_database)
    pool = await open_pool(old_database, size=1)
    async with brand_transaction(pool, brand_id, SYSTEM_ACTOR, b"") as tx:
        assert await unfold_scans(tx) == 1
        rows = await tx.connection.fetch(f"SELECT {', '.join(ScanEvent._fields)} FROM scan_events ORDER BY path")
    await pool.close()
    assert [tuple(row) for row in rows] == [events[0], events[1]._replace(path="/a\\b\tc%00")]
