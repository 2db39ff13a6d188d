"""A link as scans are answered from it: one of the brand's own, or one to a passport."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final, NamedTuple

from countermark.gs1.link_types import PRODUCT_PAGE, PRODUCT_PASSPORT


class KnownLink(NamedTuple):
    """``link_type`` is a short name (``gs1:pip``), a relation or an address; ``href`` is absolute."""

    link_type: str
    href: str
    title: str
    languages: tuple[str, ...] = ()
    media_type: str | None = None
    contexts: tuple[str, ...] = ()
    forward_query: bool = True
    is_public: bool = True
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    is_default: bool = False
    in_default_set: bool = False

    def is_valid(self, at: datetime) -> bool:
        """Whether the link holds at a moment: from ``valid_from`` on, until just before ``valid_until``."""
        return (self.valid_from is None or self.valid_from <= at) and (
            self.valid_until is None or at < self.valid_until
        )


HTML: Final = "text/html"
JSON: Final = "application/json"


def passport_page(origin: str, passport: str) -> KnownLink:
    """A passport's page, by its name, as the product information page: where a scan leads by default."""
    return KnownLink(PRODUCT_PAGE, f"{origin}/passport/{passport}", "Product information", media_type=HTML)


def passport_links(origin: str, passport: str, own: Iterable[KnownLink]) -> tuple[KnownLink, ...]:
    """What every passport is linked by. A product information page of the brand's ``own`` replaces ours."""
    page = passport_page(origin, passport)
    itself = KnownLink(PRODUCT_PASSPORT, page.href, "Digital product passport", media_type=HTML)
    data = KnownLink(PRODUCT_PASSPORT, f"{page.href}.json", "Digital product passport, as data", media_type=JSON)
    has_own_page = any(link.link_type == PRODUCT_PAGE for link in own)
    return (itself, data) if has_own_page else (page, itself, data)
