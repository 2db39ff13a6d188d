"""What runs now: a chip in the top bar of every page, and a page with all of it."""

from typing import Any

from litestar import Request, Response, get

from countermark.entrypoints.console.rendering import page
from countermark.entrypoints.console.running_work import running_work
from countermark.entrypoints.console.visits import InBrand

AnyRequest = Request[Any, Any, Any]


@get("/running")
async def show_running_work(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """All of it, each with how far it is."""
    return page(request, "running/list.html", visit=visit, running=await running_work(visit))


@get("/running/chip")
async def show_running_chip(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """The part of the top bar; it asks again while something runs."""
    return page(request, "running/chip.html", visit=visit, running=await running_work(visit))


RUNNING_WORK_PAGES = (show_running_work, show_running_chip)
