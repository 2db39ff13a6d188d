"""Forgets a view of the list of products."""

from typing import Literal
from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.products.product import queries
from countermark.kit.errors import unknown
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest


class DeleteSavedView(BrandRequest, frozen=True, kw_only=True):
    """Which one."""

    saved_view_id: UUID


class SavedViewDeleted(Record, frozen=True, kw_only=True):
    """It is gone."""

    ok: Literal[True] = True
    saved_view_id: UUID


async def delete_saved_view(tx: Tx, request: DeleteSavedView) -> SavedViewDeleted:
    """Deletes a view of the caller.

    Raises:
        InvalidInput: the caller has no such view in this brand; those of others look the same.
    """
    mine = {"brand_id": tx.brand_id, "user_id": tx.actor.user_id}
    row = await queries.delete_saved_view(tx.connection, **mine, saved_view_id=request.saved_view_id)
    if row is None:
        raise unknown("_saved_view_id", "view of yours")
    await record(tx, Action.VIEW_DELETED, ("saved_view", request.saved_view_id), old=dict(row))
    return SavedViewDeleted(saved_view_id=request.saved_view_id)
