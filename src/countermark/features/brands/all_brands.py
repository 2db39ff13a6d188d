"""Every brand there is, for work that no brand asks for."""

from uuid import UUID

from countermark.db.pool import Pool
from countermark.db.sql import load_queries

queries = load_queries(__file__)


async def all_brands(pool: Pool) -> list[UUID]:
    """The ids of all brands. Each has a host name, and host names are read before any brand is known."""
    return [row["brand_id"] async for row in queries.list_brands_with_hosts(pool)]
