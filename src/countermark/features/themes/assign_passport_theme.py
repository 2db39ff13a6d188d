"""Draws the pages of the brand, a product or a product batch by a theme."""

from typing import Any, Literal
from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.brands.notify_resolvers import notify_resolvers
from countermark.features.themes.curated import curated_themes
from countermark.features.themes.passport_theme import queries, read_theme_of_brand
from countermark.kit.errors import Conflict, InvalidInput, unknown
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest


class AssignPassportTheme(BrandRequest, frozen=True, kw_only=True):
    """A theme of the brand, or a curated one by its key; neither takes away what is assigned.

    Without product and batch it is about the whole brand.
    """

    theme_id: UUID | None = None
    curated: str | None = None
    product_id: UUID | None = None
    product_batch_id: UUID | None = None


class ThemeAssigned(Record, frozen=True, kw_only=True):
    """It is so now."""

    ok: Literal[True] = True
    theme_id: UUID | None
    curated: str | None
    product_id: UUID | None
    product_batch_id: UUID | None


async def assign_passport_theme(tx: Tx, request: AssignPassportTheme) -> ThemeAssigned:
    """Published pages change at once; the most specific assignment wins.

    Raises:
        InvalidInput: no such theme, product or product batch; both of two.
        Conflict: the theme has no published version (``THEME_NOT_PUBLISHED``).
    """
    if request.product_id is not None and request.product_batch_id is not None:
        raise InvalidInput("_product_batch_id", "give a product or a product batch, not both")
    if request.theme_id is not None and request.curated is not None:
        raise InvalidInput("_curated", "give a theme of the brand or a curated one, not both")
    target = {"product_id": request.product_id, "product_batch_id": request.product_batch_id}
    if not await queries.has_target(tx.connection, brand_id=tx.brand_id, **target):
        name, noun = ("product_id", "product") if request.product_id else ("product_batch_id", "product batch")
        raise unknown(f"_{name}", noun)
    if request.curated is not None and request.curated not in curated_themes():
        raise InvalidInput("_curated", "no curated theme of this name", hint=", ".join(curated_themes()))
    if request.theme_id is not None:
        theme = await read_theme_of_brand(tx, request.theme_id)
        if theme.latest_version is None:
            raise Conflict("_theme_id", "publish this theme first", code="THEME_NOT_PUBLISHED")
    await _assign(tx, request, {"brand_id": tx.brand_id, **target})
    return ThemeAssigned(
        theme_id=request.theme_id,
        curated=request.curated,
        product_id=request.product_id,
        product_batch_id=request.product_batch_id,
    )


async def _assign(tx: Tx, request: AssignPassportTheme, key: dict[str, Any]) -> None:
    row = await queries.get_assignment(tx.connection, **key)
    old = None if row is None else {"theme_id": row["theme_id"], "curated": row["curated"]}
    wanted = {"theme_id": request.theme_id, "curated": request.curated}
    new = wanted if any(wanted.values()) else None
    if old == new:
        return
    if new is None:
        await queries.delete_assignment(tx.connection, **key)
    else:
        await queries.set_assignment(tx.connection, **key, **new, assigned_by=tx.actor.user_id)
    kind = "product" if request.product_id else "product_batch" if request.product_batch_id else "brand"
    target_id = request.product_id or request.product_batch_id or tx.brand_id
    told = [each and {name: value and str(value) for name, value in each.items()} for each in (old, new)]
    await record(tx, Action.PASSPORT_THEME_ASSIGNED, (kind, target_id), old=told[0], new=told[1])
    await notify_resolvers(tx)
