"""Finds brands before any is chosen, in the public directory of host names. For the command line, not for members."""

from uuid import UUID

from countermark.db.pool import Connection
from countermark.features.brands.brand import queries


async def find_brand_of_subdomain(connection: Connection, subdomain: str) -> UUID | None:
    """The id of the brand whose scans come in at ``subdomain``."""
    brand_id: UUID | None = await queries.find_brand_of_subdomain(connection, subdomain=subdomain.lower())
    return brand_id


async def is_any_brand(connection: Connection) -> bool:
    """Whether there is a brand yet."""
    return bool(await queries.is_any_brand(connection))
