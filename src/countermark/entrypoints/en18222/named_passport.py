"""From the identifiers of EN 18219 to passports: that of a passport, and that of a product, are both addresses on a
brand's host.
"""

from datetime import datetime
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit
from uuid import UUID

from countermark.entrypoints.passport_pages.app import PREFIX
from countermark.entrypoints.passport_pages.assembled_pages import AssembledPages
from countermark.features.passports.as_of import as_of
from countermark.features.passports.passport_name import passport_of_name
from countermark.features.passports.passport_page import PassportPage
from countermark.features.resolution.brand_memory import BrandMemory, KnownBrand, host_name_of
from countermark.features.resolution.resolve_target import resolve_target
from countermark.features.resolution.scan_target import MalformedScan, read_target
from countermark.features.scans.scan_event import Outcome
from countermark.kit.settings import Settings


class NamedPassport(NamedTuple):
    """A passport that anybody may read, and the origin of the host that its id names."""

    page: PassportPage
    origin: str


class PassportsByName:
    """Looks identifiers up; what is no identifier of ours is unknown like one that leads nowhere."""

    def __init__(self, settings: Settings, memory: BrandMemory, pages: AssembledPages) -> None:
        self._settings = settings
        self._memory = memory
        self._pages = pages

    async def by_dpp_id(self, dpp_id: str, moment: datetime | None = None) -> NamedPassport | None:
        """The passport of this id, as it stood at ``moment``; ``None`` when nobody may read one."""
        address = _address(dpp_id)
        if address is None or not address.path.startswith(PREFIX.decode()) or address.query:
            return None
        brand = await self._memory.brand_at(address.netloc.encode())
        if brand is None:
            return None
        passport_id = passport_of_name(brand.ranges.codec, address.path.removeprefix(PREFIX.decode()))
        return None if passport_id is None else await self._published(brand, passport_id, address, moment)

    async def by_product_id(self, product_id: str, moment: datetime | None = None) -> NamedPassport | None:
        """The passport of exactly the product, lot or unit that a GS1 Digital Link names, as it stood at ``moment``.

        A model without GTIN has the id of its passport for an id.
        """
        address = _address(product_id)
        if address is None:
            return None
        if address.path.startswith(PREFIX.decode()):
            return await self.by_dpp_id(product_id, moment)
        brand = await self._memory.brand_at(address.netloc.encode())
        if brand is None:
            return None
        try:
            target = read_target(address.path.encode(), address.query.encode())
        except MalformedScan:
            return None
        resolution = await resolve_target(brand.ranges, brand.products, target)
        if resolution.unheard_unit is not None:
            brand = await self._memory.read_again_for(resolution.unheard_unit, brand) or brand
            resolution = await resolve_target(brand.ranges, brand.products, target)
        if resolution.passport is None or resolution.missed or resolution.outcome is Outcome.PENDING:
            return None
        passport_id = passport_of_name(brand.ranges.codec, resolution.passport)
        return None if passport_id is None else await self._published(brand, passport_id, address, moment)

    async def _published(
        self, brand: KnownBrand, passport_id: UUID, address: SplitResult, moment: datetime | None
    ) -> NamedPassport | None:
        page = await self._pages.page(brand, passport_id, moment)
        if page is not None and moment is not None:
            page = as_of(page, moment)
        if page is None or page.state == "unpublished":
            return None
        return NamedPassport(page, self._settings.origin(host_name_of(address.netloc.encode())))


def _address(identifier: str) -> SplitResult | None:
    """The identifier taken apart, if it is an address in ASCII as they are printed (RFC 3986)."""
    if not identifier.isascii():
        return None
    try:
        address = urlsplit(identifier)
    except ValueError:
        return None
    return address if address.scheme in ("http", "https") and address.netloc and not address.fragment else None
