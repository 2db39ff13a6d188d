"""What this process remembers of hosts and brands, bounded, and dropped the moment a brand changes."""

import asyncio
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from countermark.db.pool import Pool
from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from countermark.features.resolution.brand_ranges import BrandRanges, load_brand_ranges, queries
from countermark.features.resolution.change_listener import ChangeListener
from countermark.features.resolution.known_links import KnownLinks
from countermark.features.resolution.known_products import KnownProducts

MOST_ROWS: Final = 2_000_000
"""Ranges of all remembered brands together, a few hundred megabytes at most."""
MOST_ABSENT: Final = 10_000
MOST_HOSTS: Final = 1_000
"""Spellings of one brand's host: capitals, a port, a final dot."""


@dataclass(slots=True, eq=False)
class KnownBrand:
    """A brand's ranges, and the products and links looked up since they were read.

    ``hosts`` are the ``Host`` headers it was found at; ``used`` is how many brands had been read when it was used last;
    ``absent`` are units that were looked for in vain since this was read. ``generation`` is one of its own for each
    reading: what was worked out under it holds as long as the brand is remembered.
    """

    ranges: BrandRanges
    products: KnownProducts
    links: KnownLinks
    hosts: set[bytes] = field(default_factory=set)
    used: int = 0
    absent: set[int] = field(default_factory=set)
    generation: object = field(default_factory=object)


class BrandMemory:
    """Finds the brand of a host and what its scans are answered from. One for each process."""

    def __init__(self, pool: Pool, master_key: bytes, base_domain: str, *, most_rows: int = MOST_ROWS) -> None:
        self._pool = pool
        self._master_key = master_key
        self._suffix = f".{base_domain.lower()}"
        self._most_rows = most_rows
        self._rows = 0
        self._changes = 0
        self._reads = 0
        self._at_host: dict[bytes, KnownBrand] = {}
        self._brands: dict[UUID, KnownBrand] = {}
        self._loads: dict[UUID, asyncio.Task[KnownBrand | None]] = {}
        self._listener = ChangeListener(pool, self._brand_changed, self._forget_all)

    async def start(self) -> None:
        """Begins to hear of changes; without it nothing is remembered from one call to the next."""
        await self._listener.start()

    async def stop(self) -> None:
        """Ends listening."""
        await self._listener.stop()

    def remembered(self, host: bytes) -> KnownBrand | None:
        """The brand at a ``Host`` header, if it is in memory. The whole cost of a scan that finds it there."""
        brand = self._at_host.get(host)
        if brand is not None:
            brand.used = self._reads
        return brand

    async def brand_at(self, host: bytes) -> KnownBrand | None:
        """The brand at a ``Host`` header, from memory or read now; ``None`` when nobody answers there."""
        return self.remembered(host) or await self._find(host)

    async def read_again_for(self, unit_number: int, brand: KnownBrand) -> KnownBrand | None:
        """The brand as it is now, for a genuine serial of no unit in memory: its mint was committed, and the word of it
        is still under way. Once for each unit, so that codes of removed units cost no more than that."""
        if unit_number in brand.absent or len(brand.absent) >= MOST_ABSENT:
            return brand
        brand_id = brand.ranges.brand_id
        if self._brands.get(brand_id) is brand:
            self._forget(brand)
        again = self._brands.get(brand_id) or await self._load(brand_id)
        if again is not None and again.ranges.range_of(unit_number) is None:
            again.absent.add(unit_number)
        return again

    async def _find(self, host: bytes) -> KnownBrand | None:
        name, changes = host_name_of(host).removesuffix(self._suffix), self._changes
        brand_id: UUID | None = await queries.find_brand_of_host(self._pool, host_name=name)
        if brand_id is None:
            return None
        brand = self._brands.get(brand_id) or await self._load(brand_id)
        if brand is not None and changes == self._changes and self._brands.get(brand_id) is brand:
            brand.used = self._reads
            if len(brand.hosts) < MOST_HOSTS:
                brand.hosts.add(host)
                self._at_host[host] = brand
        return brand

    async def _load(self, brand_id: UUID) -> KnownBrand | None:
        """One read for all who wait. A change meanwhile takes the read off the table: later scans start another."""
        load = self._loads.get(brand_id)
        if load is None:
            load = self._loads[brand_id] = asyncio.create_task(self._read(brand_id))
            load.add_done_callback(lambda done: self._keep(brand_id, done))
        return await asyncio.shield(load)

    async def _read(self, brand_id: UUID) -> KnownBrand | None:
        async with brand_transaction(self._pool, brand_id, SYSTEM_ACTOR, self._master_key) as tx:
            ranges = await load_brand_ranges(tx)
            has_links = await queries.has_links(tx.connection, brand_id=brand_id)
        if ranges is None:
            return None
        products = KnownProducts(self._pool, brand_id, self._master_key)
        return KnownBrand(ranges, products, KnownLinks(self._pool, brand_id, self._master_key, any_at_all=has_links))

    def _keep(self, brand_id: UUID, load: "asyncio.Task[KnownBrand | None]") -> None:
        brand = None if load.cancelled() or load.exception() else load.result()
        if self._loads.get(brand_id) is not load:
            return
        del self._loads[brand_id]
        if brand is None or not self._listener.is_listening:
            return
        self._reads += 1
        brand.used = self._reads
        self._brands[brand_id] = brand
        self._rows += brand.ranges.weight
        while self._rows > self._most_rows and len(self._brands) > 1:
            self._forget(min(self._brands.values(), key=lambda known: known.used))

    def _brand_changed(self, payload: str) -> None:
        self._changes += 1
        try:
            brand_id = UUID(payload)
        except ValueError:
            self._forget_all()
            return
        self._loads.pop(brand_id, None)
        brand = self._brands.get(brand_id)
        if brand is not None:
            self._forget(brand)

    def _forget(self, brand: KnownBrand) -> None:
        del self._brands[brand.ranges.brand_id]
        self._rows -= brand.ranges.weight
        for host in brand.hosts:
            del self._at_host[host]

    def _forget_all(self) -> None:
        self._changes += 1
        self._loads.clear()
        self._brands.clear()
        self._at_host.clear()
        self._rows = 0


def host_name_of(host: bytes) -> str:
    """The name in a ``Host`` header: lower case, without port and final dot."""
    return host.decode("latin-1").rsplit(":", 1)[0].lower().rstrip(".")
