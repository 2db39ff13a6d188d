"""A brand's products by GTIN, remembered from the first scan of each until the brand changes.

All of them at once would not do: a brand may have a million products and be changed every second.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from countermark.db.pool import Pool
from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from countermark.features.resolution.brand_ranges import queries
from countermark.features.resolution.known_serials import KnownSerials

REMEMBERED = 20_000


class KnownProduct(NamedTuple):
    """What a GTIN leads to. ``product_ids`` holds every product it names or named, the one in force first.

    The passport is that of the first one's model; ``None`` when it has none. ``has_links``: the brand has links of its
    own for one of them, or for a lot or unit.
    """

    product_ids: tuple[UUID, ...]
    passport_id: UUID | None
    passport_state: str | None
    has_links: bool
    name: str | None


class KnownProducts:
    """The products of one brand, and its own serials. Codes that name nothing are remembered too, so that guessing
    costs no query twice."""

    def __init__(self, pool: Pool, brand_id: UUID, master_key: bytes) -> None:
        self._pool = pool
        self._brand_id = brand_id
        self._master_key = master_key
        self.own_serials = KnownSerials(pool, brand_id, master_key)
        self._products: OrderedDict[str | UUID, KnownProduct | None] = OrderedDict()

    def remembered(self, gtin: str) -> KnownProduct | None:
        """What ``of_gtin`` would give without asking the database; ``None`` also when it is not known here."""
        return self._products.get(gtin)

    async def of_gtin(self, gtin: str) -> KnownProduct | None:
        """The product a GTIN (14 digits) names, else the one it named last."""
        if gtin in self._products:
            return self._products[gtin]
        async with brand_transaction(self._pool, self._brand_id, SYSTEM_ACTOR, self._master_key) as tx:
            rows = [row async for row in queries.list_products_of_gtin(tx.connection, brand_id=tx.brand_id, gtin=gtin)]
        return self._remember(gtin, _known(rows))

    async def of_id(self, product_id: UUID) -> KnownProduct | None:
        """A product by its own id."""
        if product_id in self._products:
            return self._products[product_id]
        async with brand_transaction(self._pool, self._brand_id, SYSTEM_ACTOR, self._master_key) as tx:
            row = await queries.get_product_passport(tx.connection, brand_id=tx.brand_id, product_id=product_id)
        return self._remember(product_id, _known([row] if row else []))

    def _remember(self, key: str | UUID, product: KnownProduct | None) -> KnownProduct | None:
        self._products[key] = product
        if len(self._products) > REMEMBERED:
            self._products.popitem(last=False)
        return product


def _known(rows: Sequence[Mapping[str, Any]]) -> KnownProduct | None:
    if not rows:
        return None
    product_ids = tuple(dict.fromkeys(row["product_id"] for row in rows))
    names = rows[0]["name"] or {}
    return KnownProduct(
        product_ids,
        rows[0]["passport_id"],
        rows[0]["passport_state"],
        any(row["has_links"] for row in rows),
        names.get("en") or next(iter(names.values()), None),
    )
