"""Units across all mints, and one of them with everything about it."""

from typing import Any

from litestar import Request, Response, get, post

from countermark.entrypoints.console.codes import code_of
from countermark.entrypoints.console.forms import REFUSED, Form, query_form, read_form
from countermark.entrypoints.console.listing import listing_of
from countermark.entrypoints.console.rendering import go, page
from countermark.entrypoints.console.unit_filters import FILTERS, unit_arguments
from countermark.entrypoints.console.visits import InBrand, Visit
from countermark.features.minting.mint_unit import MintUnit
from countermark.kit.cursors import Page
from countermark.kit.errors import OperationError

AnyRequest = Request[Any, Any, Any]
UNITS_SHOWN = 25


@get("/minting/units")
async def list_units(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """All units of the brand, those of the latest mint first, narrowed by status and serial."""
    filters = query_form(request, *FILTERS, "sandbox")
    arguments = unit_arguments(filters) | {"sandbox": bool(filters["sandbox"])}
    try:
        found = await visit.call(
            "list_mint_units", **arguments, cursor=request.query_params.get("cursor"), limit=UNITS_SHOWN
        )
    except OperationError as error:
        found = Page[MintUnit](items=[], has_more=False, next_cursor=None)
        filters.refuse(error, {"_serial_prefix": "query"})
    listing = listing_of(request, found, filters)
    return page(request, "minting/units.html", visit=visit, listing=listing)


@get("/minting/activity")
async def list_activity(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """What happened to mint batches, the latest first."""
    found = await visit.call("list_mint_events", cursor=request.query_params.get("cursor"))
    listing = listing_of(request, found, query_form(request))
    return page(request, "minting/activity.html", visit=visit, listing=listing)


@get("/minting/units/{unit_id:str}")
async def show_unit(request: AnyRequest, visit: InBrand, unit_id: str) -> Response[Any]:
    """One unit: its code, its names, its history."""
    unit = await visit.call("get_mint_unit", unit_id=unit_id)
    code = code_of(visit, unit.gs1_path)
    return page(request, "minting/unit.html", visit=visit, unit=unit, code=code)


@get("/minting/units/{unit_id:str}/revoke")
async def show_unit_revocation(request: AnyRequest, visit: InBrand, unit_id: str) -> Response[Any]:
    """What revoking it would do."""
    return await _revoke_page(request, visit, unit_id, query_form(request, "reason", "word"))


@post("/minting/units/{unit_id:str}/revoke")
async def do_revoke_unit(request: AnyRequest, visit: InBrand, unit_id: str) -> Response[Any]:
    """Revokes the unit once the word was typed."""
    form = await read_form(request, "reason", "word")
    if form.confirms("REVOKE"):
        try:
            done = await visit.call("revoke_units", unit_ids=[unit_id], reason=form["reason"])
        except OperationError as error:
            return await _revoke_page(request, visit, unit_id, form.refuse(error))
        said = "The unit is revoked." if done.accepted_count else f"Not revoked: {done.results[0].message}."
        return go(request, f"{visit.home}minting/units/{unit_id}", said)
    return await _revoke_page(request, visit, unit_id, form)


async def _revoke_page(request: AnyRequest, visit: Visit, unit_id: str, form: Form) -> Response[Any]:
    unit = await visit.call("get_mint_unit", unit_id=unit_id)
    status = REFUSED if form.errors else 200
    return page(request, "minting/revoke_unit.html", status=status, visit=visit, unit=unit, form=form)


UNIT_PAGES = (list_units, list_activity, show_unit, show_unit_revocation, do_revoke_unit)
