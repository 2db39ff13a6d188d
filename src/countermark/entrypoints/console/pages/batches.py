"""Production batches: list, create, one batch, correct, close, recall."""

from datetime import date
from typing import Any

from litestar import Request, Response, get, post

from countermark.entrypoints.console.forms import REFUSED, Form, query_form, read_form
from countermark.entrypoints.console.listing import listing_of
from countermark.entrypoints.console.product_choice import Errand, choose_product
from countermark.entrypoints.console.rendering import go, page
from countermark.entrypoints.console.visits import InBrand
from countermark.features.batches.batch import ProductBatchDetail
from countermark.kit.errors import InvalidInput, OperationError

AnyRequest = Request[Any, Any, Any]
FIELDS = ("batch_number", "production_date", "quantity", "facility_ref")
SHOWN_MINT_BATCHES = 20


@get("/batches")
async def list_batches(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """The batches of every product, the newest first."""
    filters = query_form(request, "query", "status")
    found = await visit.call(
        "list_brand_batches",
        query=filters.optional("query"),
        status=filters.optional("status"),
        cursor=request.query_params.get("cursor"),
    )
    return page(request, "batches/list.html", visit=visit, listing=listing_of(request, found, filters))


@get("/products/{product_id:str}/batches")
async def list_batches_of_product(request: AnyRequest, visit: InBrand, product_id: str) -> Response[Any]:
    """The batches of one product, on a tab of its page."""
    product = await visit.call("get_product", product_id=product_id)
    batches = await visit.call("list_product_batches", product_id=product_id)
    return page(request, "products/batches.html", visit=visit, product=product, tab="batches", batches=batches)


async def _new_batch_page(request: AnyRequest, visit: InBrand, product_id: str, form: Form) -> Response[Any]:
    product = await visit.call("get_product", product_id=product_id)
    status = REFUSED if form.errors else 200
    return page(request, "batches/new.html", status=status, visit=visit, product=product, form=form)


@get("/batches/new")
async def show_new_batch(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """The form for a batch; first, which product it is of."""
    product_id = request.query_params.get("product_id")
    if not product_id:
        return await choose_product(request, visit, Errand("New batch", f"{visit.home}batches/new"))
    return await _new_batch_page(request, visit, product_id, query_form(request, *FIELDS))


def _typed(form: Form) -> dict[str, Any]:
    """What was typed, as the operations take it.

    Raises:
        InvalidInput: a quantity that is no number, or a date that is none.
    """
    text = form["production_date"]
    try:
        production_date = date.fromisoformat(text) if text else None
    except ValueError:
        raise InvalidInput("_production_date", "must be a date like 2026-01-31") from None
    return {
        "production_date": production_date,
        "quantity": form.whole_number("quantity"),
        "facility_ref": form.optional("facility_ref"),
    }


@post("/batches/new")
async def do_new_batch(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Records the batch."""
    product_id = request.query_params.get("product_id", "")
    form = await read_form(request, *FIELDS)
    try:
        batch = await visit.call(
            "create_product_batch", product_id=product_id, batch_number=form["batch_number"], **_typed(form)
        )
    except OperationError as error:
        return await _new_batch_page(request, visit, product_id, form.refuse(error))
    return go(request, f"{visit.home}batches/{batch.id}", f"Batch {batch.batch_number} is open.")


@get("/batches/{batch_id:str}")
async def show_batch(request: AnyRequest, visit: InBrand, batch_id: str) -> Response[Any]:
    """One batch, how much of it is minted, and its mint batches."""
    batch: ProductBatchDetail = await visit.call("get_product_batch", batch_id=batch_id)
    product = await visit.call("get_product", product_id=batch.product_id)
    minted = []
    if visit.may("mint.read"):
        found = await visit.call("list_mint_batches", product_batch_id=batch.id, limit=SHOWN_MINT_BATCHES)
        minted = found.items
    return page(request, "batches/batch.html", visit=visit, batch=batch, product=product, mint_batches=minted)


async def _edit_page(request: AnyRequest, visit: InBrand, batch: ProductBatchDetail, form: Form) -> Response[Any]:
    status = REFUSED if form.errors else 200
    return page(request, "batches/edit.html", status=status, visit=visit, batch=batch, form=form)


@get("/batches/{batch_id:str}/edit")
async def show_edit_batch(request: AnyRequest, visit: InBrand, batch_id: str) -> Response[Any]:
    """The form of a batch. Its number and product cannot change: they stand on what was printed."""
    batch: ProductBatchDetail = await visit.call("get_product_batch", batch_id=batch_id)
    form = Form({name: str(value) if (value := getattr(batch, name)) is not None else "" for name in FIELDS})
    return await _edit_page(request, visit, batch, form)


@post("/batches/{batch_id:str}/edit")
async def do_edit_batch(request: AnyRequest, visit: InBrand, batch_id: str) -> Response[Any]:
    """Saves what changed."""
    batch: ProductBatchDetail = await visit.call("get_product_batch", batch_id=batch_id)
    form = await read_form(request, *FIELDS)
    try:
        patch = {name: value for name, value in _typed(form).items() if value != getattr(batch, name)}
        await visit.call("update_product_batch", batch_id=batch_id, patch=patch)
    except OperationError as error:
        return await _edit_page(request, visit, batch, form.refuse(error))
    return go(request, f"{visit.home}batches/{batch_id}", "Saved.")


@get("/batches/{batch_id:str}/close")
async def show_close_batch(request: AnyRequest, visit: InBrand, batch_id: str) -> Response[Any]:
    """What closing does, before it is done."""
    batch = await visit.call("get_product_batch", batch_id=batch_id)
    return page(request, "batches/close.html", visit=visit, batch=batch)


@post("/batches/{batch_id:str}/close")
async def do_close_batch(request: AnyRequest, visit: InBrand, batch_id: str) -> Response[Any]:
    """Ends the production run."""
    batch = await visit.call("close_product_batch", batch_id=batch_id)
    return go(request, f"{visit.home}batches/{batch_id}", f"Batch {batch.batch_number} is closed.")


async def _recall_page(request: AnyRequest, visit: InBrand, batch_id: str, form: Form) -> Response[Any]:
    batch = await visit.call("get_product_batch", batch_id=batch_id)
    status = REFUSED if form.errors else 200
    return page(request, "batches/recall.html", status=status, visit=visit, batch=batch, form=form)


@get("/batches/{batch_id:str}/recall")
async def show_recall_batch(request: AnyRequest, visit: InBrand, batch_id: str) -> Response[Any]:
    """What a recall does and to how many, before it is done."""
    return await _recall_page(request, visit, batch_id, query_form(request, "reason", "word"))


@post("/batches/{batch_id:str}/recall")
async def do_recall_batch(request: AnyRequest, visit: InBrand, batch_id: str) -> Response[Any]:
    """Recalls the batch; there is no way back, so the word has to be typed."""
    form = await read_form(request, "reason", "word")
    if form.confirms("RECALL"):
        try:
            batch = await visit.call("recall_product_batch", batch_id=batch_id, reason=form.optional("reason"))
        except OperationError as error:
            form.refuse(error)
        else:
            return go(request, f"{visit.home}batches/{batch_id}", f"Batch {batch.batch_number} is recalled.")
    return await _recall_page(request, visit, batch_id, form)


BATCH_PAGES = (
    list_batches,
    list_batches_of_product,
    show_new_batch,
    do_new_batch,
    show_batch,
    show_edit_batch,
    do_edit_batch,
    show_close_batch,
    do_close_batch,
    show_recall_batch,
    do_recall_batch,
)
