"""The reference of every operation at /docs, drawn in the browser from /openapi.json without any other host."""

from typing import Any

from litestar import Request, Response, get

from countermark.entrypoints.console.protection import protect
from countermark.entrypoints.console.rendering import page


@get("/docs")
async def api_docs(request: Request[Any, Any, Any]) -> Response[Any]:
    """The page; without script it links to the description itself."""
    return protect(page(request, "api_docs.html", described_at="/openapi.json"))


@get("/docs/v1")
async def rest_docs(request: Request[Any, Any, Any]) -> Response[Any]:
    """The same of REST."""
    return protect(page(request, "api_docs.html", described_at="/v1/openapi.json"))
