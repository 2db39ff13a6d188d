"""Archiving products and bringing them back, and making one like another."""

from typing import Any

from litestar import Request, Response, get, post

from countermark.entrypoints.console.formats import localized
from countermark.entrypoints.console.forms import REFUSED, Form, read_form
from countermark.entrypoints.console.notices import Undo
from countermark.entrypoints.console.rendering import go, page
from countermark.entrypoints.console.visits import InBrand, Visit
from countermark.features.products.product import CommercialStatus
from countermark.kit.errors import OperationError

AnyRequest = Request[Any, Any, Any]
MOST_AT_ONCE = 100  # their ids fit into the cookie that offers the way back


@post("/products/archive")
async def do_archive_products(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Archives what is selected in a list, or the product of a page; offers the way back."""
    data = await request.form()
    targets = [target for target in data.getall("ids", []) if isinstance(target, str)][:MOST_AT_ONCE]
    back = _back(visit, request.query_params.get("back"))
    before: dict[CommercialStatus, list[str]] = {status: [] for status in CommercialStatus}
    refused = 0
    for target in targets:
        try:
            product = await visit.call("get_product", product_id=target)
            if product.archived_at is None:
                await visit.call("archive_product", product_id=target)
                before[product.commercial_status].append(product.product_id.hex)
        except OperationError:
            refused += 1
    return _archived(request, visit, back, before, refused)


def _archived(
    request: AnyRequest, visit: Visit, back: str, before: dict[CommercialStatus, list[str]], refused: int
) -> Response[Any]:
    count = sum(len(ids) for ids in before.values())
    said = "1 product is archived." if count == 1 else f"{count} products are archived."
    said += f" {refused} could not be." if refused else ""
    fields = {status.value: ".".join(ids) for status, ids in before.items() if ids}
    undo = Undo(f"{visit.home}products/unarchive", fields | {"back": back})
    return go(request, back, said, undo=undo if count else None)


@post("/products/unarchive")
async def do_unarchive_products(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Brings products back, each on or off sale as it was: the fields are named by the status they had."""
    form = await read_form(request, *CommercialStatus, "back")
    count = 0
    for status in CommercialStatus:
        for target in filter(None, form[status].split(".")[:MOST_AT_ONCE]):
            await visit.call("unarchive_product", product_id=target, commercial_status=status)
            count += 1
    said = "1 product is back." if count == 1 else f"{count} products are back."
    return go(request, _back(visit, form["back"]), said)


def _back(visit: Visit, wanted: Any) -> str:
    """The page of this brand to return to."""
    path = wanted if isinstance(wanted, str) else ""
    return path if path.startswith(f"{visit.home}products") else f"{visit.home}products"


async def _duplicate_page(request: AnyRequest, visit: Visit, product_id: str, form: Form) -> Response[Any]:
    product = await visit.call("get_product", product_id=product_id)
    status = REFUSED if form.errors else 200
    return page(request, "products/duplicate.html", status=status, visit=visit, product=product, form=form)


@get("/products/{product_id:str}/duplicate")
async def show_duplicate_product(request: AnyRequest, visit: InBrand, product_id: str) -> Response[Any]:
    """What is copied and what is not, before it is done."""
    return await _duplicate_page(request, visit, product_id, Form({"name_suffix": "(copy)"}))


@post("/products/{product_id:str}/duplicate")
async def do_duplicate_product(request: AnyRequest, visit: InBrand, product_id: str) -> Response[Any]:
    """Makes the copy and goes on to its form."""
    form = await read_form(request, "name_suffix")
    try:
        done = await visit.call("duplicate_product", product_id=product_id, name_suffix=form["name_suffix"])
    except OperationError as error:
        return await _duplicate_page(request, visit, product_id, form.refuse(error))
    kinds = " and ".join(one.identifier_type.upper() for one in done.not_copied)
    said = f"{localized(done.product.name)} is in the catalogue."
    said += f" {kinds} stayed with the other one: set its own." if kinds else ""
    return go(request, f"{visit.home}products/{done.product.product_id}/edit", said)


PRODUCT_LIFE_PAGES = (do_archive_products, do_unarchive_products, show_duplicate_product, do_duplicate_product)
