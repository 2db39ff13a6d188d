"""The way in."""

from litestar import get
from litestar.response import Redirect


@get("/", sync_to_thread=False)
def to_console() -> Redirect:
    """The bare address of a deployment leads to its console."""
    return Redirect("/console/", status_code=303)
