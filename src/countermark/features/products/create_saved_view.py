"""Keeps a view of the list of products for a person."""

import msgspec

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.products.product import queries
from countermark.features.products.product_filter import ProductFilter
from countermark.features.products.product_order import ProductOrder
from countermark.features.products.saved_view import SavedView, saved_view_from
from countermark.kit.errors import Conflict, InvalidInput
from countermark.kit.requests import BrandRequest
from countermark.kit.text import checked_text

LONGEST_NAME = 60
MOST_VIEWS = 50
MOST_COLUMNS = 30
LONGEST_COLUMN = 100


class CreateSavedView(BrandRequest, frozen=True, kw_only=True):
    """``_columns`` are names of the console's columns or keys of fields; empty: those shown by default."""

    name: str
    filter: ProductFilter = ProductFilter()
    sort: ProductOrder = ProductOrder.NEWEST
    columns: list[str] = msgspec.field(default_factory=list)


async def create_saved_view(tx: Tx, request: CreateSavedView) -> SavedView:
    """The view, for the caller alone, in this brand alone.

    Raises:
        InvalidInput: names what is wrong; there are 50 views already (``TOO_MANY``).
        Conflict: the caller has a view of this name (``NAME_TAKEN``).
    """
    name = checked_text("_name", request.name, longest=LONGEST_NAME)
    request.filter.parameters("_filter.")
    if len(request.columns) > MOST_COLUMNS:
        raise InvalidInput("_columns", f"are {len(request.columns)}; at most {MOST_COLUMNS} are allowed")
    columns = [checked_text("_columns", column, longest=LONGEST_COLUMN) for column in request.columns]
    mine = {"brand_id": tx.brand_id, "user_id": tx.actor.user_id}
    values = {"name": name, "filter": msgspec.to_builtins(request.filter), "sort": request.sort, "columns": columns}
    row = await queries.insert_saved_view(tx.connection, **mine, **values, most=MOST_VIEWS)
    if row is None:
        if await queries.count_saved_views(tx.connection, **mine) >= MOST_VIEWS:
            raise InvalidInput("_name", f"there are {MOST_VIEWS} views already; delete one first", code="TOO_MANY")
        raise Conflict("_name", "you have a view of this name", code="NAME_TAKEN")
    view = saved_view_from(row)
    await record(tx, Action.VIEW_SAVED, ("saved_view", view.saved_view_id), new=values)
    return view
