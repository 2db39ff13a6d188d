"""One link."""

from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.links.link import Link, read_link
from countermark.kit.requests import BrandRequest


class GetLink(BrandRequest, frozen=True, kw_only=True):
    """Which link."""

    link_id: UUID


async def get_link(tx: Tx, request: GetLink) -> Link:
    """The link, archived or not.

    Raises:
        InvalidInput: there is none.
    """
    return await read_link(tx, request.link_id)
