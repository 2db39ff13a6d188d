"""Changes a link. What it is about stays: that is what was printed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import asyncpg
from msgspec import UNSET, UnsetType

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx, savepoint
from countermark.features.brands.notify_resolvers import notify_resolvers
from countermark.features.links.anchor import Anchor, queries
from countermark.features.links.create_link import EMPTY, VALUES, take_over_default
from countermark.features.links.link import Link, Moment, lock_link, read_link, refused_by_database
from countermark.features.links.link_values import checked_values, fingerprint
from countermark.kit.errors import InvalidInput
from countermark.kit.requests import BrandRequest, Patch


class LinkPatch(Patch, frozen=True, kw_only=True):
    """An absent key is left alone, ``null`` clears where there may be nothing."""

    link_type: str | UnsetType = UNSET
    target_url: str | UnsetType = UNSET
    title: str | UnsetType = UNSET
    languages: list[str] | None | UnsetType = UNSET
    media_type: str | None | UnsetType = UNSET
    contexts: list[str] | None | UnsetType = UNSET
    forward_query: bool | UnsetType = UNSET
    is_public: bool | UnsetType = UNSET
    valid_from: Annotated[datetime, Moment] | None | UnsetType = UNSET
    valid_until: Annotated[datetime, Moment] | None | UnsetType = UNSET
    is_default: bool | UnsetType = UNSET
    in_default_set: bool | UnsetType = UNSET


class UpdateLink(BrandRequest, frozen=True, kw_only=True):
    """``_patch`` holds only what shall change."""

    link_id: UUID
    patch: LinkPatch


async def update_link(tx: Tx, request: UpdateLink) -> Link:
    """Lays the patch over the link. One that becomes the default takes that over from the default there was.

    Raises:
        InvalidInput: names the key of the patch and what was wrong; no such link; an archived one
            (``LINK_ARCHIVED``); the default of what no passport can answer for (``DEFAULT_LINK_NEEDED``).
        Conflict: this very link is there already (``LINK_EXISTS``).
    """
    changes = checked_values("_patch.", request.patch.changes())
    changes |= {name: empty for name, empty in EMPTY.items() if name in changes and changes[name] is None}
    before = await lock_link(tx, request.link_id)
    if before["archived_at"] is not None:
        raise InvalidInput("_link_id", "this link is archived; restore it first", code="LINK_ARCHIVED")
    changed = {name: value for name, value in changes.items() if value != before[name]}
    if not changed:
        return await read_link(tx, request.link_id)
    await _write(tx, before, changed)
    old = {name: before[name] for name in changed}
    await record(tx, Action.LINK_UPDATED, ("link", request.link_id), old=old, new=changed)
    await notify_resolvers(tx)
    return await read_link(tx, request.link_id)


async def _write(tx: Tx, before: Mapping[str, Any], changed: Mapping[str, Any]) -> None:
    anchor = Anchor(before["product_id"], before["path"])
    if changed.get("is_default") is False and anchor.product_id is None:
        raise needed_default("_patch.is_default")
    values = {name: changed.get(name, before[name]) for name in VALUES}
    try:
        async with savepoint(tx):
            if changed.get("is_default"):
                await take_over_default(tx, anchor, before["link_id"])
            await queries.update_link(
                tx.connection,
                brand_id=tx.brand_id,
                link_id=before["link_id"],
                **values,
                fingerprint=fingerprint(anchor, values),
            )
    except (asyncpg.UniqueViolationError, asyncpg.CheckViolationError) as error:
        raise refused_by_database(error, "_patch.") from None


def needed_default(argument: str) -> InvalidInput:
    """Why a default has to stay: no passport stands behind this key, and a scan of it must lead somewhere."""
    return InvalidInput(
        argument,
        "scans of this key would lead nowhere",
        code="DEFAULT_LINK_NEEDED",
        hint="make another of its links the default first",
    )
