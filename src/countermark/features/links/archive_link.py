"""Takes a link out of use."""

from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.brands.notify_resolvers import notify_resolvers
from countermark.features.links.anchor import queries
from countermark.features.links.link import Link, lock_link, read_link
from countermark.features.links.update_link import needed_default
from countermark.kit.requests import BrandRequest


class ArchiveLink(BrandRequest, frozen=True, kw_only=True):
    """Which link."""

    link_id: UUID


async def archive_link(tx: Tx, request: ArchiveLink) -> Link:
    """The link, archived; resolvers no longer know it. An archived one stays as it is.

    Raises:
        InvalidInput: no such link; the default of what no passport can answer for, while it has other links
            (``DEFAULT_LINK_NEEDED``).
    """
    before = await lock_link(tx, request.link_id)
    if before["archived_at"] is None:
        if before["is_default"] and before["product_id"] is None and await _has_others(tx, before["path"], request):
            raise needed_default("_link_id")
        archived_at = await queries.archive_link(tx.connection, brand_id=tx.brand_id, link_id=request.link_id)
        old, new = {"archived_at": None}, {"archived_at": archived_at}
        await record(tx, Action.LINK_ARCHIVED, ("link", request.link_id), old=old, new=new)
        await notify_resolvers(tx)
    return await read_link(tx, request.link_id)


async def _has_others(tx: Tx, path: str, request: ArchiveLink) -> bool:
    found: bool = await queries.has_other_links(
        tx.connection, brand_id=tx.brand_id, product_id=None, path=path, link_id=request.link_id
    )
    return found
