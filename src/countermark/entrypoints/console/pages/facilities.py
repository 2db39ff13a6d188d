"""Facilities: the list, adding and changing one, archiving and bringing back."""

from typing import Any

from litestar import Request, Response, get, post

from countermark.entrypoints.console.countries import country_options
from countermark.entrypoints.console.forms import REFUSED, Form, query_form, read_form
from countermark.entrypoints.console.listing import listing_of
from countermark.entrypoints.console.notices import Undo
from countermark.entrypoints.console.operator_form import FACILITY_FIELDS, form_of, typed
from countermark.entrypoints.console.rendering import go, page
from countermark.entrypoints.console.visits import InBrand, Visit
from countermark.features.operators.facility import Facility
from countermark.kit.errors import OperationError

AnyRequest = Request[Any, Any, Any]
MOST_CHOICES = 200


@get("/facilities")
async def list_facilities(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """The facilities of the brand, the newest first."""
    filters = query_form(request, "query", "with_archived")
    found = await visit.call(
        "list_facilities",
        query=filters.optional("query"),
        with_archived=bool(filters["with_archived"]),
        cursor=request.query_params.get("cursor"),
    )
    return page(request, "operators/facilities.html", visit=visit, listing=listing_of(request, found, filters))


async def _form_page(request: AnyRequest, visit: Visit, form: Form, facility: Facility | None) -> Response[Any]:
    found = await visit.call("list_economic_operators", limit=MOST_CHOICES)
    operators = [(str(one.operator_id), one.name) for one in found.items]
    if facility and facility.operator_id and str(facility.operator_id) not in dict(operators):
        operators.append((str(facility.operator_id), facility.operator_name or ""))
    status = REFUSED if form.errors else 200
    known = {"facility": facility, "countries": country_options(), "operators": operators}
    return page(request, "operators/facility.html", status=status, visit=visit, form=form, **known)


@get("/facilities/new")
async def show_new_facility(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """The form for a facility; with a reference in the address, of that."""
    return await _form_page(request, visit, query_form(request, *FACILITY_FIELDS), None)


@post("/facilities/new")
async def do_new_facility(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Adds the facility."""
    form = await read_form(request, *FACILITY_FIELDS)
    try:
        facility = await visit.call("create_facility", **typed(form, FACILITY_FIELDS))
    except OperationError as error:
        return await _form_page(request, visit, form.refuse(error), None)
    return go(request, f"{visit.home}facilities", f"{facility.name} is added.")


@get("/facilities/{facility_id:uuid}/edit")
async def show_edit_facility(request: AnyRequest, visit: InBrand, facility_id: Any) -> Response[Any]:
    """The form of a facility."""
    facility: Facility = await visit.call("get_facility", facility_id=facility_id)
    return await _form_page(request, visit, form_of(facility, FACILITY_FIELDS), facility)


@post("/facilities/{facility_id:uuid}/edit")
async def do_edit_facility(request: AnyRequest, visit: InBrand, facility_id: Any) -> Response[Any]:
    """Saves what changed."""
    facility: Facility = await visit.call("get_facility", facility_id=facility_id)
    form = await read_form(request, *FACILITY_FIELDS)
    shown = form_of(facility, FACILITY_FIELDS)
    changes = {name: value for name, value in typed(form, FACILITY_FIELDS).items() if form[name] != shown[name]}
    try:
        await visit.call("update_facility", facility_id=facility_id, patch=changes)
    except OperationError as error:
        return await _form_page(request, visit, form.refuse(error), facility)
    return go(request, f"{visit.home}facilities", "Saved. Passports that are published keep what they said.")


@post("/facilities/{facility_id:uuid}/archive")
async def do_archive_facility(request: AnyRequest, visit: InBrand, facility_id: Any) -> Response[Any]:
    """Takes a facility out of use; offers the way back."""
    facility = await visit.call("archive_facility", facility_id=facility_id)
    undo = Undo(f"{visit.home}facilities/{facility_id}/restore", {})
    return go(request, f"{visit.home}facilities", f"{facility.name} is archived.", undo=undo)


@post("/facilities/{facility_id:uuid}/restore")
async def do_restore_facility(request: AnyRequest, visit: InBrand, facility_id: Any) -> Response[Any]:
    """Takes an archived facility back into use."""
    facility = await visit.call("restore_facility", facility_id=facility_id)
    return go(request, f"{visit.home}facilities", f"{facility.name} is in use again.")


FACILITY_PAGES = (
    list_facilities,
    show_new_facility,
    do_new_facility,
    show_edit_facility,
    do_edit_facility,
    do_archive_facility,
    do_restore_facility,
)
