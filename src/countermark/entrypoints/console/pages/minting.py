"""The minting dashboard with its mint batches, and one mint batch with its units and their codes."""

from typing import Any

from litestar import Request, Response, get
from litestar.response import Stream

from countermark.entrypoints.console.codes import code_of
from countermark.entrypoints.console.forms import query_form
from countermark.entrypoints.console.listing import listing_of
from countermark.entrypoints.console.rendering import page
from countermark.entrypoints.console.unit_filters import FILTERS, unit_arguments
from countermark.entrypoints.console.visits import InBrand
from countermark.entrypoints.rest.epcis_document import MEDIA_TYPE, document_bytes, file_headers, first_events
from countermark.features.minting.get_mint_batch_by_id import MintBatchDetails
from countermark.features.minting.mint_unit import MintUnit
from countermark.features.minting.transition_mint_batch import possible_steps
from countermark.kit.cursors import Page
from countermark.kit.errors import OperationError

AnyRequest = Request[Any, Any, Any]
UNITS_SHOWN = 25
EVENTS_SHOWN = 8


@get("/minting")
async def list_mint_batches(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Key figures of the last twelve weeks, and every mint batch, the newest first."""
    filters = query_form(request, "status", "kind")
    cursor = request.query_params.get("cursor")
    sandbox = {"live": False, "sandbox": True}.get(filters["kind"])
    found = await visit.call("list_mint_batches", status=filters.optional("status"), sandbox=sandbox, cursor=cursor)
    kpis = await visit.call("get_mint_kpis", bucket="week")
    return page(request, "minting/list.html", visit=visit, listing=listing_of(request, found, filters), kpis=kpis)


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
    """One mint batch: how far it is, its units, and the code of one of them (``?code=<path>``)."""
    batch: MintBatchDetails = await visit.call("get_mint_batch_by_id", mint_batch_id=mint_batch_id)
    filters = query_form(request, *FILTERS)
    try:
        units = await visit.call(
            "list_mint_units",
            mint_batch_id=mint_batch_id,
            **unit_arguments(filters),
            cursor=request.query_params.get("cursor"),
            limit=UNITS_SHOWN,
        )
    except OperationError as error:
        units = Page[MintUnit](items=[], has_more=False, next_cursor=None)
        filters.refuse(error, {"_serial_prefix": "query"})
    events = await visit.call("list_mint_events", mint_batch_id=mint_batch_id, limit=EVENTS_SHOWN)
    chosen = query_form(request, "code")["code"] or (units.items[0].gs1_path if units.items else None)
    return page(
        request,
        "minting/mint_batch.html",
        visit=visit,
        batch=batch,
        listing=listing_of(request, units, filters),
        code=code_of(visit, chosen) if chosen else None,
        events=events.items,
        steps=possible_steps(batch.status),
    )


@get("/minting/{mint_batch_id:str}/progress")
async def show_progress(request: AnyRequest, visit: InBrand, mint_batch_id: str) -> Response[Any]:
    """The job card alone; when the job is done, the whole page is drawn anew."""
    batch: MintBatchDetails = await visit.call("get_mint_batch_by_id", mint_batch_id=mint_batch_id)
    answer = page(request, "minting/progress.html", visit=visit, batch=batch)
    if batch.status != "queued":
        answer.headers["hx-refresh"] = "true"
    return answer


@get("/minting/{mint_batch_id:str}/epcis")
async def download_epcis(request: AnyRequest, visit: InBrand, mint_batch_id: str) -> Response[Any]:
    """What happened to the units as an EPCIS document, as it stands now."""
    arguments = {"mint_batch_id": mint_batch_id}
    first = await first_events(visit.call, arguments)
    body = document_bytes(visit.call, arguments, first)
    return Stream(body, media_type=MEDIA_TYPE, headers=file_headers(mint_batch_id))


MINTING_PAGES = (
    list_mint_batches,
    list_mint_batches_of_product,
    show_mint_batch,
    show_progress,
    download_epcis,
)
