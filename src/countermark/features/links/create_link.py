"""Adds a link to a product, a lot or unit of it, or to the thing another GS1 key names."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import asyncpg

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx, savepoint
from countermark.features.brands.notify_resolvers import notify_resolvers
from countermark.features.links.anchor import Anchor, Named, find_anchor, queries
from countermark.features.links.link import Link, Moment, read_link, refused_by_database
from countermark.features.links.link_values import checked_values, fingerprint
from countermark.kit.requests import BrandRequest


class CreateLink(BrandRequest, frozen=True, kw_only=True):
    """About ``_product_id``, with at most one of ``_lot`` and ``_serial``; or about ``_gs1_path``."""

    link_type: str
    target_url: str
    title: str
    product_id: UUID | None = None
    cpv: str | None = None
    lot: str | None = None
    serial: str | None = None
    gs1_path: str | None = None
    languages: list[str] | None = None
    media_type: str | None = None
    contexts: list[str] | None = None
    forward_query: bool = True
    is_public: bool = True
    valid_from: Annotated[datetime, Moment] | None = None
    valid_until: Annotated[datetime, Moment] | None = None
    is_default: bool = False
    in_default_set: bool = False


VALUES = (
    *("link_type", "target_url", "title", "languages", "media_type", "contexts", "forward_query", "is_public"),
    *("valid_from", "valid_until", "is_default", "in_default_set"),
)
EMPTY: dict[str, list[str]] = {"languages": [], "contexts": []}


async def create_link(tx: Tx, request: CreateLink) -> Link:
    """The new link, in use at once. A default one takes that over from the default there was.

    Raises:
        InvalidInput: names the argument and what was wrong; no such product; a default with dates
            (``DEFAULT_LINK_ALWAYS_VALID``).
        Conflict: this very link is there already (``LINK_EXISTS``).
    """
    values = checked_values("_", {name: getattr(request, name) for name in VALUES})
    values |= {name: empty for name, empty in EMPTY.items() if values[name] is None}
    named = Named(request.product_id, request.cpv, request.lot, request.serial, request.gs1_path)
    anchor = await find_anchor(tx, named)
    link = await insert_link(tx, anchor, values)
    told = {"product_id": anchor.product_id, "path": anchor.path, **values, "is_default": link.is_default}
    await record(tx, Action.LINK_CREATED, ("link", link.link_id), new=told)
    await notify_resolvers(tx)
    return link


async def insert_link(tx: Tx, anchor: Anchor, values: Mapping[str, Any]) -> Link:
    """Stores checked values as a link. See :func:`create_link`."""
    known = {**anchor._asdict(), **values, "fingerprint": fingerprint(anchor, values)}
    try:
        async with savepoint(tx):
            if values["is_default"]:
                await take_over_default(tx, anchor, None)
            link_id = await queries.insert_link(tx.connection, brand_id=tx.brand_id, **known)
    except (asyncpg.UniqueViolationError, asyncpg.CheckViolationError, asyncpg.ForeignKeyViolationError) as error:
        raise refused_by_database(error, "_") from None
    return await read_link(tx, link_id)


async def take_over_default(tx: Tx, anchor: Anchor, but: UUID | None) -> None:
    """Makes room for another default: the one there is no longer is it."""
    found = queries.lock_defaults_of_anchor(tx.connection, brand_id=tx.brand_id, **anchor._asdict(), but=but)
    for row in [row async for row in found]:
        await queries.unset_default(tx.connection, brand_id=tx.brand_id, link_id=row["link_id"])
