"""Assembled pages in memory: a passport that did not change is drawn without asking the database."""

from collections import OrderedDict
from datetime import datetime
from typing import Final
from uuid import UUID

from countermark.db.pool import Pool
from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from countermark.features.passports.assemble import assemble_passport
from countermark.features.passports.passport_page import PassportPage
from countermark.features.resolution.brand_memory import KnownBrand

MOST_PAGES: Final = 2_000
"""Of all brands together, some tens of kilobytes each."""


class AssembledPages:
    """Pages by brand and passport, the latest used kept.

    A page belongs to the generation of its brand in memory. Whatever changes a page tells the resolvers, which makes
    them read the brand anew, so an older page is never found again.
    """

    def __init__(self, pool: Pool, master_key: bytes) -> None:
        self._pool = pool
        self._master_key = master_key
        self._pages: OrderedDict[tuple[object, UUID], PassportPage] = OrderedDict()

    async def page(self, brand: KnownBrand, passport_id: UUID, until: datetime | None = None) -> PassportPage | None:
        """The page of a passport, of an earlier moment read anew; ``None`` when the brand has none with this id."""
        key = (brand.generation, passport_id)
        page = None if until else self._pages.get(key)
        if page is not None:
            self._pages.move_to_end(key)
            return page
        async with brand_transaction(self._pool, brand.ranges.brand_id, SYSTEM_ACTOR, self._master_key) as tx:
            page = await assemble_passport(tx, passport_id, until)
        if page is not None and until is None and _is_settled(page):
            self._pages[key] = page
            if len(self._pages) > MOST_PAGES:
                self._pages.popitem(last=False)
        return page


def _is_settled(page: PassportPage) -> bool:
    """Whether every change of it is told. A unit's first scan is not, and makes it active."""
    return page.state != "unpublished" and page.unit_state != "minted"
