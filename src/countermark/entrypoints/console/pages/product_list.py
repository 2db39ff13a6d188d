"""The list of products: filtered, ordered, with the columns chosen, all of it in the address; and views kept of it."""

from dataclasses import dataclass
from typing import Any

from litestar import Request, Response, get, post

from countermark.entrypoints.console.forms import read_form
from countermark.entrypoints.console.notices import Undo
from countermark.entrypoints.console.pages.pictures import main_images
from countermark.entrypoints.console.product_columns import OWN, SORTS, Column, shown_columns
from countermark.entrypoints.console.product_query import ProductQuery, query_in, query_of
from countermark.entrypoints.console.rendering import go, page
from countermark.entrypoints.console.visits import InBrand
from countermark.features.fields.brand_schema import BrandSchema
from countermark.features.fields.field import Level, Requirement
from countermark.features.products.product import Product
from countermark.features.products.saved_view import SavedView
from countermark.kit.cursors import Page
from countermark.kit.errors import OperationError

AnyRequest = Request[Any, Any, Any]
COUNTED = 10_000
ASKED = (Requirement.MINT, Requirement.MANDATORY, Requirement.CONDITIONAL)


@dataclass(frozen=True)
class View:
    """A saved view as a link; ``here``: it is what the list shows now."""

    saved_view_id: str
    name: str
    text: str
    here: bool


@dataclass(frozen=True)
class ProductListing:
    """One page of the list, how it was asked for, and what can be asked for."""

    path: str
    query: ProductQuery
    rows: list[Product]
    columns: list[Column]
    views: list[View]
    schema: BrandSchema
    cursor: str | None
    next_cursor: str | None

    @property
    def missing_options(self) -> list[tuple[str, str]]:
        """Fields that a product can be asked for and lack, by key and label."""
        asked = [field for field in self.schema.fields.values() if field.level is Level.MODEL]
        return [(field.key, field.label) for field in asked if field.requirement in ASKED or field.requirement_by]

    @property
    def pack_options(self) -> list[tuple[str, str]]:
        """The sectors of the brand."""
        return [(pack, pack.capitalize()) for pack in self.schema.packs[1:]]

    @property
    def total(self) -> int | None:
        """How many there are, when this page already tells."""
        return len(self.rows) if self.cursor is None and self.next_cursor is None else None

    def address(self, query: ProductQuery, cursor: str | None = None) -> str:
        """The address of the list asked for like that."""
        text = "&".join(filter(None, [query.text, f"cursor={cursor}" if cursor else ""]))
        return f"{self.path}?{text}" if text else self.path


def query_of_request(request: AnyRequest) -> ProductQuery:
    """What the address of a request asks for."""
    return query_of((name, str(value)) for name, value in request.query_params.multi_items())


@get("/products")
async def list_products(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """The products that match, in the order and with the columns chosen."""
    query, cursor = query_of_request(request), request.query_params.get("cursor")
    found: Page[Product] = await visit.call("list_products", sort=query.sort, cursor=cursor, **query.arguments)
    schema = await visit.schema()
    listing = ProductListing(
        request.url.path,
        query,
        found.items,
        shown_columns(query.columns, schema.fields),
        _views(await visit.call("list_saved_views"), query),
        schema,
        cursor,
        found.next_cursor if found.has_more else None,
    )
    brand = await visit.call("get_brand")
    return page(
        request,
        "products/list.html",
        visit=visit,
        listing=listing,
        own=OWN,
        sorts=SORTS,
        locale=brand.locale,
        images=await main_images(visit, found.items),
    )


def _views(saved: list[SavedView], query: ProductQuery) -> list[View]:
    views = []
    for view in saved:
        kept = ProductQuery(view.filter, view.sort, tuple(view.columns))
        views.append(View(str(view.saved_view_id), view.name, kept.text, kept.text == query.text))
    return views


@get("/products/total")
async def count_products(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """How many match: a part of the list that comes after it, because counting may take longer than listing."""
    counted = await visit.call("count_products", most=COUNTED, **query_of_request(request).arguments)
    return page(request, "products/total.html", counted=counted)


@post("/products/views")
async def do_save_view(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Keeps what the list shows under a name."""
    form = await read_form(request, "name", "query")
    query = query_in(form["query"])
    path = f"{visit.home}products" + (f"?{query.text}" if query.text else "")
    try:
        await visit.call(
            "create_saved_view", name=form["name"], filter=query.filter, sort=query.sort, columns=list(query.columns)
        )
    except OperationError as error:
        return go(request, path, f"The view was not saved: {error.details.partition(': ')[2] or error.details}.")
    return go(request, path, f"View “{form['name']}” is saved.")


@post("/products/views/{saved_view_id:str}/delete")
async def do_delete_view(request: AnyRequest, visit: InBrand, saved_view_id: str) -> Response[Any]:
    """Forgets a view; it can be had back."""
    saved: list[SavedView] = await visit.call("list_saved_views")
    view = next((view for view in saved if str(view.saved_view_id) == saved_view_id), None)
    await visit.call("delete_saved_view", saved_view_id=saved_view_id)
    undo = None
    if view:
        query = ProductQuery(view.filter, view.sort, tuple(view.columns))
        undo = Undo(f"{visit.home}products/views", {"name": view.name, "query": query.text})
    return go(request, f"{visit.home}products", "The view is deleted.", undo=undo)


PRODUCT_LIST_PAGES = (list_products, count_products, do_save_view, do_delete_view)
