"""Links: the list, one product's, adding and changing one, archiving and bringing back."""

from typing import Any

from litestar import Request, Response, get, post

from countermark.entrypoints.console.forms import REFUSED, Form, query_form, read_form
from countermark.entrypoints.console.link_form import (
    ERRORS,
    FIELDS,
    form_of,
    new_link_form,
    typed_about,
    typed_link,
)
from countermark.entrypoints.console.listing import listing_of
from countermark.entrypoints.console.notices import Undo
from countermark.entrypoints.console.rendering import go, page
from countermark.entrypoints.console.visits import InBrand, Visit
from countermark.features.links.link import Link
from countermark.kit.errors import OperationError

AnyRequest = Request[Any, Any, Any]
STATES = [("ok", "Works"), ("broken", "Broken"), ("unchecked", "Not checked yet")]


@get("/links")
async def list_links(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """The links of the brand, the newest first."""
    filters = query_form(request, "query", "link_type", "target_state", "with_archived")
    found = await visit.call(
        "list_links",
        query=filters.optional("query"),
        link_type=filters.optional("link_type"),
        target_state=filters.optional("target_state"),
        with_archived=bool(filters["with_archived"]),
        cursor=request.query_params.get("cursor"),
    )
    listing = listing_of(request, found, filters)
    types = await _types(visit)
    return page(request, "links/list.html", visit=visit, listing=listing, types=types, states=STATES)


@get("/products/{product_id:str}/links")
async def list_links_of_product(request: AnyRequest, visit: InBrand, product_id: str) -> Response[Any]:
    """The links of one product, its lots and units, on a tab of its page."""
    product = await visit.call("get_product", product_id=product_id)
    cursor = request.query_params.get("cursor")
    found = await visit.call("list_links", product_id=product_id, cursor=cursor)
    listing = listing_of(request, found, Form({}))
    types = await _types(visit)
    return page(request, "products/links.html", visit=visit, product=product, tab="links", listing=listing, types=types)


async def _types(visit: Visit) -> dict[str, str]:
    return {one.link_type: one.title for one in await visit.call("list_link_types")}


async def _link_page(request: AnyRequest, visit: Visit, form: Form, link: Link | None = None) -> Response[Any]:
    product_id = request.query_params.get("product_id")
    product = await visit.call("get_product", product_id=product_id) if product_id and link is None else None
    types = await visit.call("list_link_types")
    status = REFUSED if form.errors else 200
    return page(
        request, "links/edit.html", status=status, visit=visit, form=form, link=link, product=product, types=types
    )


@get("/links/new")
async def show_new_link(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """The form for a link; of a product when the address names one."""
    return await _link_page(request, visit, new_link_form(query_form(request, "gs1_path", "lot", "serial")))


@post("/links/new")
async def do_new_link(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Adds the link."""
    product_id = request.query_params.get("product_id")
    form = await read_form(request, *FIELDS)
    try:
        link = await visit.call("create_link", **typed_about(form, product_id), **typed_link(form))
    except OperationError as error:
        return await _link_page(request, visit, form.refuse(error, ERRORS))
    back = f"products/{product_id}/links" if product_id else "links"
    return go(request, f"{visit.home}{back}", f"{link.title} is linked.")


@get("/links/{link_id:uuid}/edit")
async def show_edit_link(request: AnyRequest, visit: InBrand, link_id: Any) -> Response[Any]:
    """The form of a link. What it is about cannot change."""
    link: Link = await visit.call("get_link", link_id=link_id)
    return await _link_page(request, visit, form_of(link, set(await _types(visit))), link)


@post("/links/{link_id:uuid}/edit")
async def do_edit_link(request: AnyRequest, visit: InBrand, link_id: Any) -> Response[Any]:
    """Saves what was typed."""
    link: Link = await visit.call("get_link", link_id=link_id)
    form = await read_form(request, *FIELDS)
    try:
        await visit.call("update_link", link_id=link_id, patch=_changes(link, form))
    except OperationError as error:
        return await _link_page(request, visit, form.refuse(error, ERRORS), link)
    return go(request, _back(visit, link), "Saved.")


def _changes(link: Link, form: Form) -> dict[str, Any]:
    """Only what differs: a date that was not touched keeps its time of day."""
    shown = form_of(link, {link.link_type})
    typed = typed_link(form)
    untouched = [name for name in ("valid_from", "valid_until") if form[name] == shown[name]]
    return {name: value for name, value in typed.items() if name not in untouched and value != getattr(link, name)}


@post("/links/{link_id:uuid}/archive")
async def do_archive_link(request: AnyRequest, visit: InBrand, link_id: Any) -> Response[Any]:
    """Takes a link out of use; offers the way back."""
    link: Link = await visit.call("archive_link", link_id=link_id)
    undo = Undo(f"{visit.home}links/{link_id}/restore", {})
    return go(request, _back(visit, link), f"{link.title} is archived.", undo=undo)


@post("/links/{link_id:uuid}/restore")
async def do_restore_link(request: AnyRequest, visit: InBrand, link_id: Any) -> Response[Any]:
    """Takes an archived link back into use."""
    link: Link = await visit.call("restore_link", link_id=link_id)
    return go(request, _back(visit, link), f"{link.title} is in use again.")


@post("/links/check")
async def do_check_links(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Looks at all targets now, in the background."""
    asked = await visit.call("check_link_targets")
    said = "1 target is" if asked.targets == 1 else f"{asked.targets:,} targets are"
    return go(request, f"{visit.home}links", f"{said} being looked at. Reload in a moment.")


def _back(visit: Visit, link: Link) -> str:
    return f"{visit.home}products/{link.product_id}/links" if link.product_id else f"{visit.home}links"


LINK_PAGES = (
    list_links,
    list_links_of_product,
    show_new_link,
    do_new_link,
    show_edit_link,
    do_edit_link,
    do_archive_link,
    do_restore_link,
    do_check_links,
)
