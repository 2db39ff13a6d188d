"""A brand's first page: what is left to set up, then figures."""

from typing import Any

from litestar import Request, Response, get

from countermark.entrypoints.console.rendering import page
from countermark.entrypoints.console.visits import InBrand


@get("/")
async def home(request: Request[Any, Any, Any], visit: InBrand) -> Response[Any]:
    """Setup checklist until done, then figures and the latest mint batches."""
    return page(request, "home.html", visit=visit)


HOME_PAGES = (home,)
