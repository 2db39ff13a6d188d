"""A page of a list with its filters: everything about it stands in the address, so that Back and links work."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from litestar import Request

from countermark.entrypoints.console.forms import Form
from countermark.kit.cursors import Page


@dataclass(frozen=True)
class Listing:
    """Rows, the filters they were found by, and the addresses of the pages around them."""

    rows: list[Any]
    filters: Form
    path: str
    first: str | None
    next: str | None

    @property
    def filtered(self) -> bool:
        """Whether rows may be missing because of a filter."""
        return any(self.filters.values.values())


def listing_of(request: Request[Any, Any, Any], found: Page[Any], filters: Form) -> Listing:
    """The listing of one page that an operation found."""
    path = request.url.path
    given = {name: value for name, value in filters.values.items() if value}
    is_later = "cursor" in request.query_params
    first = f"{path}?{urlencode(given)}" if is_later else None
    following = f"{path}?{urlencode(given | {'cursor': found.next_cursor})}" if found.has_more else None
    return Listing(found.items, filters, path, first, following)
