"""Settings, amendments: what controlled updates may touch, the second person, and reason codes."""

from typing import Any

from litestar import Request, Response, get, post

from countermark.entrypoints.console.amendment_form import everything_sent
from countermark.entrypoints.console.forms import REFUSED, Form, read_form
from countermark.entrypoints.console.rendering import go, page
from countermark.entrypoints.console.visits import InBrand, Visit
from countermark.features.fields.field import FieldType
from countermark.kit.errors import OperationError

AnyRequest = Request[Any, Any, Any]
HERE = "settings/amendments"


async def _policy_page(request: AnyRequest, visit: Visit, form: Form) -> Response[Any]:
    schema = await visit.schema()
    groups = [
        (heading, [one for one in schema.fields_by_section.get(key, []) if one.type is not FieldType.FILE])
        for key, heading in schema.sections.items()
    ]
    return page(
        request,
        "settings/amendments.html",
        status=REFUSED if form.errors else 200,
        visit=visit,
        form=form,
        policy=await visit.call("get_amendment_policy"),
        groups=[(heading, fields) for heading, fields in groups if fields],
    )


@get("/settings/amendments")
async def show_policy(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """The policy and the codes."""
    return await _policy_page(request, visit, Form({"reason_code": "", "label": ""}))


@post("/settings/amendments")
async def do_policy(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Saves the policy."""
    sent = await everything_sent(request)
    chosen = None if "default" in sent.get("fields", ()) else sent.get("eligible", [])
    try:
        await visit.call("set_amendment_policy", needs_approval="needs_approval" in sent, eligible_fields=chosen)
    except OperationError as error:
        return await _policy_page(request, visit, Form().refuse(error))
    return go(request, f"{visit.home}{HERE}", "Saved.")


@post("/settings/amendments/codes")
async def do_code(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Adds a reason code."""
    form = await read_form(request, "reason_code", "label")
    try:
        await visit.call("create_amendment_reason_code", reason_code=form["reason_code"].upper(), label=form["label"])
    except OperationError as error:
        return await _policy_page(request, visit, form.refuse(error))
    return go(request, f"{visit.home}{HERE}", "Added.")


@post("/settings/amendments/codes/{reason_code:str}")
async def do_code_state(request: AnyRequest, visit: InBrand, reason_code: str) -> Response[Any]:
    """Takes a code out of use, or back into it."""
    form = await read_form(request, "is_active")
    is_active = form["is_active"] == "1"
    try:
        await visit.call("update_amendment_reason_code", reason_code=reason_code, is_active=is_active)
    except OperationError as error:
        return await _policy_page(request, visit, form.refuse(error))
    return go(request, f"{visit.home}{HERE}", "In use again." if is_active else "Out of use.")


AMENDMENT_POLICY_PAGES = (show_policy, do_policy, do_code, do_code_state)
