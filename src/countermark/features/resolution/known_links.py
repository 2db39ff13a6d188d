"""A brand's own links, remembered from the first scan that needs them until the brand changes."""

from collections import OrderedDict, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple
from uuid import UUID

from countermark.db.pool import Pool
from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from countermark.features.resolution.brand_ranges import queries
from countermark.features.resolution.known_link import KnownLink

REMEMBERED: Final = 5_000
MOST_OF_ONE: Final = 2_000
"""Links of one product that are remembered; of a product with more, each scan asks for those it needs."""
_ARRAYS: Final = ("languages", "contexts")
Links = dict[str, tuple[KnownLink, ...]]


class _Owned(NamedTuple):
    by_path: Links
    is_complete: bool


class KnownLinks:
    """The links of one brand. ``any`` is false for a brand without a single one: then nothing else is ever asked."""

    def __init__(self, pool: Pool, brand_id: UUID, master_key: bytes, *, any_at_all: bool) -> None:
        self._pool = pool
        self._brand_id = brand_id
        self._master_key = master_key
        self._owned: OrderedDict[UUID | None, _Owned] = OrderedDict()
        self.any = any_at_all

    async def at(self, product_id: UUID | None, paths: Sequence[str]) -> Links:
        """The links at some paths of a product, or of other keys (``None``). A path without links may be missing."""
        if not self.any:
            return {}
        owned = self._owned.get(product_id)
        if owned is None:
            owned = await self._read(product_id)
            self._owned[product_id] = owned
            if len(self._owned) > REMEMBERED:
                self._owned.popitem(last=False)
        if owned.is_complete:
            return owned.by_path
        return await self._read_paths(product_id, paths)

    async def _read(self, product_id: UUID | None) -> _Owned:
        rows = await self._rows(product_id, None)
        return _Owned(_by_path(rows[:MOST_OF_ONE]), len(rows) <= MOST_OF_ONE)

    async def _read_paths(self, product_id: UUID | None, paths: Sequence[str]) -> Links:
        return _by_path(await self._rows(product_id, list(paths)))

    async def _rows(self, product_id: UUID | None, paths: list[str] | None) -> list[Mapping[str, Any]]:
        async with brand_transaction(self._pool, self._brand_id, SYSTEM_ACTOR, self._master_key) as tx:
            if product_id is None:
                found = queries.list_links_of_keys(
                    tx.connection, brand_id=tx.brand_id, paths=paths, most=MOST_OF_ONE + 1
                )
            else:
                found = queries.list_links_of_product(
                    tx.connection, brand_id=tx.brand_id, product_id=product_id, paths=paths, most=MOST_OF_ONE + 1
                )
            return [row async for row in found]


def _by_path(rows: Sequence[Mapping[str, Any]]) -> Links:
    by_path: defaultdict[str, list[KnownLink]] = defaultdict(list)
    for row in rows:
        values = {name: row[name] for name in KnownLink._fields}
        values |= {name: tuple(values[name]) for name in _ARRAYS}
        by_path[row["path"]].append(KnownLink(**values))
    return {path: tuple(links) for path, links in by_path.items()}
