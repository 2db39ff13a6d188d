"""The console's routes."""

from litestar import Router

console_router = Router(path="/console", route_handlers=[])
