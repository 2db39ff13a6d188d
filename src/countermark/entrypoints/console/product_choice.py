"""Choosing a product before something is made of it: a list that can be searched, not a box of a thousand lines."""

from dataclasses import dataclass
from typing import Any

from litestar import Request, Response

from countermark.entrypoints.console.forms import query_form
from countermark.entrypoints.console.listing import listing_of
from countermark.entrypoints.console.rendering import page
from countermark.entrypoints.console.visits import Visit


@dataclass(frozen=True)
class Errand:
    """What the product is chosen for. Each leads to ``address`` with its id as ``product_id``.

    ``mints``: choosing is the first step of the mint wizard.
    """

    title: str
    address: str
    mints: bool = False


async def choose_product(request: Request[Any, Any, Any], visit: Visit, errand: Errand) -> Response[Any]:
    """The list of products to choose from."""
    filters = query_form(request, "query")
    cursor = request.query_params.get("cursor")
    found = await visit.call("list_products", query=filters.optional("query"), cursor=cursor)
    return page(
        request, "products/choose.html", visit=visit, listing=listing_of(request, found, filters), errand=errand
    )
