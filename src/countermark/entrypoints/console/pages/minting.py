"""Mint batches: list, one mint batch with its units and their codes."""

from typing import Any

from litestar import Request, Response, get

from countermark.entrypoints.console.codes import code_of
from countermark.entrypoints.console.forms import query_form
from countermark.entrypoints.console.listing import listing_of
from countermark.entrypoints.console.rendering import page
from countermark.entrypoints.console.visits import InBrand
from countermark.features.minting.get_mint_batch_by_id import MintBatchDetails

AnyRequest = Request[Any, Any, Any]
UNITS_SHOWN = 25


@get("/minting")
async def list_mint_batches(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Every mint batch, the newest first."""
    filters = query_form(request, "status")
    cursor = request.query_params.get("cursor")
    found = await visit.call("list_mint_batches", status=filters.optional("status"), cursor=cursor)
    return page(request, "minting/list.html", visit=visit, listing=listing_of(request, found, filters))


@get("/products/{product_id:str}/minted")
async def list_mint_batches_of_product(request: AnyRequest, visit: InBrand, product_id: str) -> Response[Any]:
    """The mint batches of one product, on a tab of its page."""
    product = await visit.call("get_product", product_id=product_id)
    cursor = request.query_params.get("cursor")
    found = await visit.call("list_mint_batches", product_id=product_id, cursor=cursor)
    listing = listing_of(request, found, query_form(request))
    return page(request, "products/minted.html", visit=visit, product=product, tab="minted", listing=listing)


@get("/minting/{mint_batch_id:str}")
async def show_mint_batch(request: AnyRequest, visit: InBrand, mint_batch_id: str) -> Response[Any]:
    """One mint batch: how far its job is, its units, and the code of one of them (``?code=<path>``)."""
    filters = query_form(request, "status", "code")
    batch: MintBatchDetails = await visit.call("get_mint_batch_by_id", mint_batch_id=mint_batch_id)
    units = await visit.call(
        "list_mint_units",
        mint_batch_id=mint_batch_id,
        status=filters.optional("status"),
        cursor=request.query_params.get("cursor"),
        limit=UNITS_SHOWN,
    )
    listing = listing_of(request, units, query_form(request, "status"))
    chosen = filters["code"] or (units.items[0].gs1_path if units.items else None)
    return page(
        request,
        "minting/mint_batch.html",
        visit=visit,
        batch=batch,
        listing=listing,
        code=code_of(visit, chosen) if chosen else None,
    )


@get("/minting/{mint_batch_id:str}/progress")
async def show_progress(request: AnyRequest, visit: InBrand, mint_batch_id: str) -> Response[Any]:
    """The job card alone; when the job is done, the whole page is drawn anew."""
    batch: MintBatchDetails = await visit.call("get_mint_batch_by_id", mint_batch_id=mint_batch_id)
    answer = page(request, "minting/progress.html", visit=visit, batch=batch)
    if batch.status != "queued":
        answer.headers["hx-refresh"] = "true"
    return answer


MINTING_PAGES = (
    list_mint_batches,
    list_mint_batches_of_product,
    show_mint_batch,
    show_progress,
)
