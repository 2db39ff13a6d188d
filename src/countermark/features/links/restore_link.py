"""Takes an archived link back into use."""

from uuid import UUID

import asyncpg

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx, savepoint
from countermark.features.brands.notify_resolvers import notify_resolvers
from countermark.features.links.anchor import queries
from countermark.features.links.link import Link, lock_link, read_link, refused_by_database
from countermark.kit.requests import BrandRequest


class RestoreLink(BrandRequest, frozen=True, kw_only=True):
    """Which link."""

    link_id: UUID


async def restore_link(tx: Tx, request: RestoreLink) -> Link:
    """The link, in use again, though not as the default it may have been; one in use stays as it is.

    Raises:
        InvalidInput: no such link.
        Conflict: the same link was made meanwhile (``LINK_EXISTS``).
    """
    before = await lock_link(tx, request.link_id)
    if before["archived_at"] is not None:
        try:
            async with savepoint(tx):
                await queries.restore_link(tx.connection, brand_id=tx.brand_id, link_id=request.link_id)
        except asyncpg.UniqueViolationError as error:
            raise refused_by_database(error, "_") from None
        old, new = {"archived_at": before["archived_at"]}, {"archived_at": None}
        await record(tx, Action.LINK_RESTORED, ("link", request.link_id), old=old, new=new)
        await notify_resolvers(tx)
    return await read_link(tx, request.link_id)
