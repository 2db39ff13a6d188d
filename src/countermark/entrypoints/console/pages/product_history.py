"""A product's history on a tab of its page, and putting values back."""

from typing import Any

from litestar import Request, Response, get, post

from countermark.entrypoints.console.forms import query_form, read_form
from countermark.entrypoints.console.listing import listing_of
from countermark.entrypoints.console.notices import Undo
from countermark.entrypoints.console.product_files_choice import names_of_files
from countermark.entrypoints.console.rendering import go, page
from countermark.entrypoints.console.visits import InBrand
from countermark.kit.errors import OperationError

AnyRequest = Request[Any, Any, Any]
SHOWN = 25
# What happened, in words; an operation that is not here is told by its name.
ACTIONS = {
    "products:create_product": "Created",
    "products:duplicate_product": "Created as a copy",
    "products:update_product": "Edited",
    "products:bulk_update_products": "Edited in the grid",
    "bulk_updates:run_bulk_update_job": "Changed by a bulk update",
    "imports:commit_import_job": "Changed by an import",
    "imports:run_import_job": "Changed by an import",
    "products:set_product_identifier": "Identifier set",
    "products:archive_product": "Archived",
    "products:unarchive_product": "Brought back from the archive",
    "products:restore_product_value": "Value put back",
}


@get("/products/{product_id:str}/history")
async def show_history(request: AnyRequest, visit: InBrand, product_id: str) -> Response[Any]:
    """Every change, the latest first."""
    product = await visit.call("get_product", product_id=product_id)
    cursor = request.query_params.get("cursor")
    found = await visit.call("list_product_history", product_id=product_id, cursor=cursor, limit=SHOWN)
    fields = (await visit.schema()).fields
    told = {value.field for change in found.items for value in change.values if value.part == "attribute"}
    named = {key: fields[key] for key in told if key in fields}
    return page(
        request,
        "products/history.html",
        visit=visit,
        product=product,
        tab="history",
        listing=listing_of(request, found, query_form(request)),
        actions=ACTIONS,
        fields=fields,
        files=await names_of_files(visit, product.product_id, named),
    )


@post("/products/{product_id:str}/history")
async def do_restore(request: AnyRequest, visit: InBrand, product_id: str) -> Response[Any]:
    """Puts a value back. It can be undone, so nobody is asked first."""
    form = await read_form(request, "change_id", "part", "field")
    path = f"{visit.home}products/{product_id}/history"
    target = {"change_id": form["change_id"], "part": form["part"], "field": form.values["field"]}
    try:
        done = await visit.call("restore_product_value", product_id=product_id, **target)
    except OperationError as error:
        return go(request, path, f"Nothing was changed: {error.details}")
    if done.change_id is None:
        return go(request, path, "That value is in force already.")
    undo = Undo(path, {**target, "change_id": str(done.change_id)})
    return go(request, path, "The value is put back.", undo=undo)


PRODUCT_HISTORY_PAGES = (show_history, do_restore)
