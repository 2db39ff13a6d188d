"""The search: a page for everybody, and the part of it that the command palette shows as people type."""

from typing import Any

from litestar import Request, Response, get

from countermark.entrypoints.console.rendering import page
from countermark.entrypoints.console.visits import InBrand
from countermark.features.search.search_brand_objects_v2 import SearchResult
from countermark.features.search.search_query import QueryClass

AnyRequest = Request[Any, Any, Any]
HITS_ON_PAGE = 20
HITS_IN_PALETTE = 5


@get("/search")
async def show_search(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """What was found, with the field to search again."""
    query = request.query_params.get("q", "")
    found = await visit.call("search_brand_objects_v2", query=query, limit_per_group=HITS_ON_PAGE)
    return page(request, "search/page.html", visit=visit, query=query, found=found)


@get("/search/hits")
async def show_hits(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """The first hits of each group, as options of the palette."""
    query = request.query_params.get("q", "")
    found: SearchResult = await visit.call("search_brand_objects_v2", query=query, limit_per_group=HITS_IN_PALETTE)
    return page(request, "search/hits.html", visit=visit, found=found, goal=_goal(found))


def _goal(found: SearchResult) -> str | None:
    """Where a scanned code leads, if what it names is here: its most specific passport, else whatever there is."""
    if found.query_class is not QueryClass.SCAN_URL:
        return None
    by_group = {group.group: group.hits for group in found.groups}
    in_order = [*by_group.get("passports", []), *by_group.get("tokens", []), *by_group.get("products", [])]
    return next((hit.path for hit in (*in_order, *by_group.get("batches", []))), None)


SEARCH_PAGES = (show_search, show_hits)
