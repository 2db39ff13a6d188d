"""Choosing a product before something is made of it: a list that can be searched, not a box of a thousand lines."""

from typing import Any

from litestar import Request, Response

from countermark.entrypoints.console.forms import query_form
from countermark.entrypoints.console.listing import listing_of
from countermark.entrypoints.console.rendering import page
from countermark.entrypoints.console.visits import Visit


async def choose_product(request: Request[Any, Any, Any], visit: Visit, title: str, onward: str) -> Response[Any]:
    """The list; each product leads to ``onward`` with its id as ``product_id``."""
    filters = query_form(request, "query")
    cursor = request.query_params.get("cursor")
    found = await visit.call("list_products", query=filters.optional("query"), cursor=cursor)
    listing = listing_of(request, found, filters)
    return page(request, "products/choose.html", visit=visit, listing=listing, heading=title, onward=onward)
