"""The caller's views of the list of products."""

from countermark.db.transaction import Tx
from countermark.features.products.product import queries
from countermark.features.products.saved_view import SavedView, saved_view_from
from countermark.kit.requests import BrandRequest


class ListSavedViews(BrandRequest, frozen=True, kw_only=True):
    """The brand is enough: views are the caller's own."""


async def list_saved_views(tx: Tx, request: ListSavedViews) -> list[SavedView]:
    """All of them, by name; there are at most 50."""
    rows = queries.list_saved_views(tx.connection, brand_id=tx.brand_id, user_id=tx.actor.user_id)
    return [saved_view_from(row) async for row in rows]
