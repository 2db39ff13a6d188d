"""A deployment to measure: an embedded PostgreSQL of its own, the real server, and a brand with a product."""

import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.client import Brand, new_brand
from tests.support.factories import new_product
from tests.support.server import LiveServer, start_server

from countermark.db.embedded import start_embedded
from countermark.db.migrate import create_database, migrate

DATABASE = "bench"


@dataclass(frozen=True)
class Deployment:
    """A migrated database and a home folder."""

    database_url: str
    home: Path


@contextmanager
def fresh_deployment() -> Iterator[Deployment]:
    """A new one, removed with the block. PostgreSQL has its default settings, durable commits included."""
    with tempfile.TemporaryDirectory(prefix="countermark-bench-") as folder:
        home = Path(folder)
        server = start_embedded(home)
        try:
            create_database(server.url(database="postgres"), DATABASE)
            migrate(server.url(database=DATABASE))
            yield Deployment(server.url(database=DATABASE), home)
        finally:
            server.stop()


@dataclass(frozen=True)
class Bench:
    """A running server and a brand with one mintable product."""

    deployment: Deployment
    server: LiveServer
    brand: Brand
    product: dict[str, Any]


@asynccontextmanager
async def served_bench(deployment: Deployment) -> AsyncIterator[Bench]:
    """The real `countermark serve`, worker included, as long as the block."""
    os.environ.setdefault("COUNTERMARK_LOG_LEVEL", "warning")
    with start_server(deployment.database_url, deployment.home) as server:
        brand = await new_brand(server)
        try:
            yield Bench(deployment, server, brand, await new_product(brand))
        finally:
            await brand.owner.http.aclose()
