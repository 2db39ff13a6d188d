"""Amending passports: choose fields, see what would change, confirm; and the ledger of all that was amended."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.exceptions import NotFoundException

from countermark.entrypoints.console.amendment_form import (
    LANGUAGES,
    AmendmentForm,
    amendment_form,
    everything_sent,
    kinds_allowed,
    offered_fields,
    says_now,
    with_what_is_said,
)
from countermark.entrypoints.console.countries import country_options
from countermark.entrypoints.console.formats import number
from countermark.entrypoints.console.forms import REFUSED, Form, query_form, read_form
from countermark.entrypoints.console.listing import listing_of
from countermark.entrypoints.console.passport_targets import target_of
from countermark.entrypoints.console.rendering import go, page
from countermark.entrypoints.console.visits import InBrand, Visit
from countermark.features.amendments.amendment import AmendmentKind
from countermark.features.amendments.preflight_passport_amendment import AmendmentPreflight
from countermark.kit.errors import OperationError

AnyRequest = Request[Any, Any, Any]
LEDGER = "passports/amendments"


async def _form_page(
    request: AnyRequest, visit: Visit, amendment: AmendmentForm, form: Form, preflight: AmendmentPreflight | None
) -> Response[Any]:
    schema, policy = await visit.schema(), await visit.call("get_amendment_policy")
    refused = bool(form.errors or amendment.values.errors)
    return page(
        request,
        "amendments/amend.html",
        status=REFUSED if refused else 200,
        visit=visit,
        amendment=amendment,
        form=form,
        errors=amendment.values.errors | form.errors,
        labels={one.key: one.label for one in amendment.fields},
        preflight=preflight,
        door=Form({"kind": str(amendment.kind)}),
        kinds=kinds_allowed(visit),
        offered=offered_fields(schema, policy, amendment),
        codes=[
            (each.reason_code, f"{each.label} ({each.reason_code})") for each in policy.reason_codes if each.is_active
        ],
        languages=LANGUAGES,
        countries=country_options(),
    )


async def _preflight(visit: Visit, amendment: AmendmentForm, changes: list[dict[str, Any]]) -> AmendmentPreflight:
    targets = [target_of(text) for text in amendment.targets]
    told: AmendmentPreflight = await visit.call(
        "preflight_passport_amendment", kind=amendment.kind, targets=targets, changes=changes
    )
    return told


async def _says_now(visit: Visit, amendment: AmendmentForm) -> dict[str, Any]:
    """What the chosen fields say."""
    if not amendment.fields:
        return {}
    nothing = [{"field_key": one.key, "value": None} for one in amendment.fields]
    return says_now((await _preflight(visit, amendment, nothing)).targets)


@get("/passports/amend")
async def show_amend(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """The form for ``?target=<kind>:<id>``, with ``field=<key>`` for each that is chosen."""
    sent = {name: request.query_params.getall(name) for name in request.query_params}
    doors = kinds_allowed(visit)
    if not doors:
        raise NotFoundException
    amendment = amendment_form(await visit.schema(), {"kind": [doors[0][0]], **sent})
    with_what_is_said(amendment, await _says_now(visit, amendment))
    return await _form_page(request, visit, amendment, query_form(request, "reason", "reason_code"), None)


@post("/passports/amend")
async def do_amend(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Shows what would change; amends once that was confirmed."""
    form = await read_form(request, "reason", "reason_code", "confirmed")
    amendment = amendment_form(await visit.schema(), await everything_sent(request))
    preflight = None
    if not form["reason"]:
        form.errors["reason"] = "Say why, for the ledger"
    try:
        changes = amendment.changes(await _says_now(visit, amendment))
        if not amendment.values.errors and not form.errors:
            if form["confirmed"]:
                return go(request, f"{visit.home}{LEDGER}", await _submit(visit, amendment, changes, form))
            preflight = await _preflight(visit, amendment, changes)
    except OperationError as error:
        form.refuse(error)
    return await _form_page(request, visit, amendment, form, preflight)


async def _submit(visit: Visit, amendment: AmendmentForm, changes: list[dict[str, Any]], form: Form) -> str:
    """What was done, in words."""
    given = {
        "targets": [target_of(text) for text in amendment.targets],
        "changes": changes,
        "reason": form["reason"],
    }
    if amendment.kind is AmendmentKind.BREAK_GLASS:
        done = await visit.call("submit_break_glass_update", **given, reason_code=form["reason_code"])
    else:
        done = await visit.call("submit_controlled_update", **given)
        if done.status == "awaiting_approval":
            return "Asked for. Another member has to approve it before anything changes."
    return f"{number(done.impacted_count)} {'passport' if done.impacted_count == 1 else 'passports'} amended."


@get("/passports/amendments")
async def list_amendments(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """The ledger, and above it what waits for a second person."""
    filters = query_form(request, "kind", "product_id")
    found = await visit.call(
        "list_passport_amendments",
        kind=filters.optional("kind"),
        product_id=filters.optional("product_id"),
        cursor=request.query_params.get("cursor"),
    )
    waiting = await visit.call("list_amendment_requests", status="waiting")
    schema = await visit.schema()
    return page(
        request,
        "amendments/ledger.html",
        visit=visit,
        listing=listing_of(request, found, filters),
        waiting=waiting.items,
        fields=schema.fields,
    )


@get("/passports/amendments/{amendment_id:str}/withdraw")
async def show_withdraw(request: AnyRequest, visit: InBrand, amendment_id: str) -> Response[Any]:
    """Asks why."""
    form = query_form(request, "reason")
    return page(request, "amendments/withdraw.html", visit=visit, amendment_id=amendment_id, form=form)


@post("/passports/amendments/{amendment_id:str}/withdraw")
async def do_withdraw(request: AnyRequest, visit: InBrand, amendment_id: str) -> Response[Any]:
    """Takes the amendment back."""
    form = await read_form(request, "reason")
    try:
        await visit.call("withdraw_passport_amendment", amendment_id=amendment_id, reason=form["reason"])
    except OperationError as error:
        form.refuse(error)
        values = {"visit": visit, "amendment_id": amendment_id, "form": form}
        return page(request, "amendments/withdraw.html", status=REFUSED, **values)
    return go(request, f"{visit.home}{LEDGER}", "Withdrawn. The passports say again what they said before.")


@post("/passports/amendments/requests/{request_id:str}")
async def do_decide(request: AnyRequest, visit: InBrand, request_id: str) -> Response[Any]:
    """Approves, declines or withdraws what waits."""
    form = await read_form(request, "decision")
    try:
        done = await visit.call("decide_amendment_request", request_id=request_id, decision=form["decision"])
    except OperationError as error:
        return go(request, f"{visit.home}{LEDGER}", f"Not done: {error.details}")
    return go(request, f"{visit.home}{LEDGER}", f"The request is {done.status}.")


AMENDMENT_PAGES = (show_amend, do_amend, list_amendments, show_withdraw, do_withdraw, do_decide)
