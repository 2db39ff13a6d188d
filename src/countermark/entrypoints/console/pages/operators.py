"""Economic operators: the list, adding and changing one, archiving and bringing back; those of one product."""

from typing import Any

from litestar import Request, Response, get, post

from countermark.entrypoints.console.countries import country_options
from countermark.entrypoints.console.forms import REFUSED, Form, query_form, read_form
from countermark.entrypoints.console.listing import listing_of
from countermark.entrypoints.console.notices import Undo
from countermark.entrypoints.console.operator_form import OPERATOR_FIELDS, form_of, typed_operator
from countermark.entrypoints.console.rendering import go, page
from countermark.entrypoints.console.visits import InBrand, Visit
from countermark.features.operators.economic_operator import EconomicOperator
from countermark.features.operators.product_operator import OperatorRole
from countermark.kit.errors import OperationError

AnyRequest = Request[Any, Any, Any]
ROLES = [(role.value, role.replace("_", " ").replace("dpp", "passport").capitalize()) for role in OperatorRole]
MOST_CHOICES = 200


@get("/operators")
async def list_operators(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """The operators of the brand, the newest first."""
    filters = query_form(request, "query", "with_archived")
    found = await visit.call(
        "list_economic_operators",
        query=filters.optional("query"),
        with_archived=bool(filters["with_archived"]),
        cursor=request.query_params.get("cursor"),
    )
    return page(request, "operators/list.html", visit=visit, listing=listing_of(request, found, filters))


def _form_page(request: AnyRequest, visit: Visit, form: Form, operator: EconomicOperator | None) -> Response[Any]:
    status = REFUSED if form.errors else 200
    known = {"operator": operator, "countries": country_options()}
    return page(request, "operators/edit.html", status=status, visit=visit, form=form, **known)


@get("/operators/new", sync_to_thread=False)
def show_new_operator(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """The form for an operator."""
    return _form_page(request, visit, Form(dict.fromkeys(OPERATOR_FIELDS, "")), None)


@post("/operators/new")
async def do_new_operator(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Adds the operator."""
    form = await read_form(request, *OPERATOR_FIELDS)
    try:
        operator = await visit.call("create_economic_operator", **typed_operator(form))
    except OperationError as error:
        return _form_page(request, visit, form.refuse(error), None)
    return go(request, f"{visit.home}operators", f"{operator.name} is added.")


@get("/operators/{operator_id:uuid}/edit")
async def show_edit_operator(request: AnyRequest, visit: InBrand, operator_id: Any) -> Response[Any]:
    """The form of an operator."""
    operator: EconomicOperator = await visit.call("get_economic_operator", operator_id=operator_id)
    return _form_page(request, visit, form_of(operator, OPERATOR_FIELDS), operator)


@post("/operators/{operator_id:uuid}/edit")
async def do_edit_operator(request: AnyRequest, visit: InBrand, operator_id: Any) -> Response[Any]:
    """Saves what changed."""
    operator: EconomicOperator = await visit.call("get_economic_operator", operator_id=operator_id)
    form = await read_form(request, *OPERATOR_FIELDS)
    changes = {name: value for name, value in typed_operator(form).items() if value != getattr(operator, name)}
    try:
        await visit.call("update_economic_operator", operator_id=operator_id, patch=changes)
    except OperationError as error:
        return _form_page(request, visit, form.refuse(error), operator)
    return go(request, f"{visit.home}operators", "Saved. Passports that are published keep what they said.")


@post("/operators/{operator_id:uuid}/archive")
async def do_archive_operator(request: AnyRequest, visit: InBrand, operator_id: Any) -> Response[Any]:
    """Takes an operator out of use; offers the way back."""
    operator = await visit.call("archive_economic_operator", operator_id=operator_id)
    undo = Undo(f"{visit.home}operators/{operator_id}/restore", {})
    return go(request, f"{visit.home}operators", f"{operator.name} is archived.", undo=undo)


@post("/operators/{operator_id:uuid}/restore")
async def do_restore_operator(request: AnyRequest, visit: InBrand, operator_id: Any) -> Response[Any]:
    """Takes an archived operator back into use."""
    operator = await visit.call("restore_economic_operator", operator_id=operator_id)
    return go(request, f"{visit.home}operators", f"{operator.name} is in use again.")


async def _product_page(request: AnyRequest, visit: Visit, product_id: str, form: Form) -> Response[Any]:
    return page(
        request,
        "products/operators.html",
        status=REFUSED if form.errors else 200,
        visit=visit,
        product=await visit.call("get_product", product_id=product_id),
        tab="operators",
        named=await visit.call("list_product_operators", product_id=product_id),
        choices=(await visit.call("list_economic_operators", limit=MOST_CHOICES)).items,
        roles=ROLES,
        role_names=dict(ROLES),
        form=form,
    )


@get("/products/{product_id:str}/operators")
async def show_product_operators(request: AnyRequest, visit: InBrand, product_id: str) -> Response[Any]:
    """Who stands behind one product, on a tab of its page."""
    return await _product_page(request, visit, product_id, Form({"role": "", "operator_id": ""}))


@post("/products/{product_id:str}/operators")
async def do_product_operators(request: AnyRequest, visit: InBrand, product_id: str) -> Response[Any]:
    """Names one more operator, or takes one away (``remove`` is its role and id)."""
    form = await read_form(request, "role", "operator_id", "remove")
    named = await visit.call("list_product_operators", product_id=product_id)
    kept = [(str(one.role), str(one.operator_id)) for one in named if not one.is_default]
    if form["remove"]:
        kept = [pair for pair in kept if " ".join(pair) != form["remove"]]
    else:
        kept.append((form["role"], form["operator_id"]))
    operators = [{"role": role, "operator_id": operator_id} for role, operator_id in kept]
    try:
        await visit.call("set_product_operators", product_id=product_id, operators=operators)
    except OperationError as error:
        return await _product_page(request, visit, product_id, form.refuse(error, {"_operators": "operator_id"}))
    return go(request, f"{visit.home}products/{product_id}/operators", "Saved.")


OPERATOR_PAGES = (
    list_operators,
    show_new_operator,
    do_new_operator,
    show_edit_operator,
    do_edit_operator,
    do_archive_operator,
    do_restore_operator,
    show_product_operators,
    do_product_operators,
)
