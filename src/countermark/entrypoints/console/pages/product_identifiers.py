"""A product's identifiers: what is in force, what was before, and setting a new one."""

from typing import Any

from litestar import Request, Response, get, post

from countermark.entrypoints.console.forms import REFUSED, Form, query_form, read_form
from countermark.entrypoints.console.rendering import go, page
from countermark.entrypoints.console.visits import InBrand
from countermark.kit.errors import OperationError

AnyRequest = Request[Any, Any, Any]


async def _identifiers_page(request: AnyRequest, visit: InBrand, product_id: str, form: Form) -> Response[Any]:
    product = await visit.call("get_product", product_id=product_id)
    found = await visit.call("list_product_identifiers", product_id=product_id)
    return page(
        request,
        "products/identifiers.html",
        status=REFUSED if form.errors else 200,
        visit=visit,
        product=product,
        tab="identifiers",
        identifiers=found.identifiers,
        form=form,
    )


@get("/products/{product_id:str}/identifiers")
async def show_identifiers(request: AnyRequest, visit: InBrand, product_id: str) -> Response[Any]:
    """Active values first, then the latest retired."""
    form = query_form(request, "identifier_type", "raw_value")
    return await _identifiers_page(request, visit, product_id, form)


@post("/products/{product_id:str}/identifiers")
async def do_set_identifier(request: AnyRequest, visit: InBrand, product_id: str) -> Response[Any]:
    """Sets a value; the one before is retired and keeps resolving."""
    form = await read_form(request, "identifier_type", "raw_value")
    wanted = {"identifier_type": form["identifier_type"], "raw_value": form["raw_value"]}
    try:
        await visit.call("set_product_identifier", product_id=product_id, **wanted)
    except OperationError as error:
        return await _identifiers_page(request, visit, product_id, form.refuse(error))
    said = f"{form['identifier_type'].upper()} {form['raw_value']} is in force."
    return go(request, f"{visit.home}products/{product_id}/identifiers", said)


IDENTIFIER_PAGES = (show_identifiers, do_set_identifier)
