"""Which database a command works on: the one of DATABASE_URL, or the embedded one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from countermark.kit.settings import Settings

if TYPE_CHECKING:
    from countermark.db.embedded import EmbeddedServer


@dataclass(frozen=True)
class Database:
    """Connection URLs of the application and of the owner of the schema; the embedded server, if it is that."""

    application_url: str
    owner_url: str
    embedded: "EmbeddedServer | None"


@contextmanager
def database_of(settings: Settings) -> Iterator[Database]:
    """The configured database; the embedded server runs at least as long as the block."""
    if settings.database_url:
        owner_url = settings.migration_database_url or settings.database_url
        yield Database(settings.database_url, owner_url, None)
        return
    # Loaded by the one process that starts it; the others, and every process of a deployment with its own, do without.
    from countermark.db.embedded import DATABASE, start_embedded
    from countermark.db.migrate import create_database

    server = start_embedded(settings.home)
    create_database(server.url(database="postgres"), DATABASE)
    yield Database(server.url(), server.url(), server)
