"""Which products are meant: one typed filter for lists, exports, bulk updates and saved views.

Its conditions are in ``product_filter.sql``, which a named block includes after naming the brand. The table of products
is called ``product`` there; the values come from :meth:`ProductFilter.parameters`.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import msgspec

from countermark.db.transaction import Tx
from countermark.features.products.matching_products import matching_ids
from countermark.features.products.product import CommercialStatus, queries
from countermark.features.products.readiness import MintReadiness
from countermark.features.products.search_text import folded
from countermark.kit.text import checked_text

LONGEST_QUERY = 200
LONGEST_KEY = 100


class ProductFilter(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What is not given lets everything through, except that archived products are left out unless asked for.

    ``query`` is looked for in names of every language, active identifiers and texts among the attributes.
    ``missing_field`` is an attribute's key: products without a value for it. Days are whole days in UTC, the last one
    included.
    """

    query: str | None = None
    commercial_status: CommercialStatus | None = None
    readiness: MintReadiness | None = None
    missing_field: str | None = None
    pack: str | None = None
    has_gtin: bool | None = None
    created_from: date | None = None
    created_to: date | None = None
    updated_from: date | None = None
    updated_to: date | None = None
    include_archived: bool = False

    def parameters(self, under: str = "_") -> dict[str, Any]:
        """What ``product_filter.sql`` needs by name; ``under`` stands before a field's name in an error.

        Raises:
            InvalidInput: a text is too long or has control characters.
        """
        text = checked_text(f"{under}query", self.query or "", longest=LONGEST_QUERY, shortest=0)
        missing = checked_text(f"{under}missing_field", self.missing_field or "", longest=LONGEST_KEY, shortest=0)
        pack = checked_text(f"{under}pack", self.pack or "", longest=LONGEST_KEY, shortest=0)
        return {
            "filter_needle": folded(text) or None,
            "filter_matching": None,
            "filter_commercial_status": self.commercial_status,
            "filter_readiness": self.readiness,
            "filter_missing_field": missing or None,
            "filter_pack": pack or None,
            "filter_has_gtin": self.has_gtin,
            "filter_created_from": _start_of(self.created_from),
            "filter_created_before": _end_of(self.created_to),
            "filter_updated_from": _start_of(self.updated_from),
            "filter_updated_before": _end_of(self.updated_to),
            "filter_include_archived": self.include_archived,
        }


def filter_in(request: msgspec.Struct) -> ProductFilter:
    """The filter among the arguments of a request that names each of its fields."""
    return ProductFilter(**{name: getattr(request, name) for name in ProductFilter.__struct_fields__})


async def count_matching(tx: Tx, wanted: ProductFilter, most: int, under: str = "_") -> int:
    """How many products match, counted no further than ``most``.

    Raises:
        InvalidInput: see :meth:`ProductFilter.parameters`.
    """
    parameters = await with_matches(tx, wanted.parameters(under))
    await plan_with_values(tx)
    counted: int = await queries.count_matching_products(tx.connection, brand_id=tx.brand_id, most=most, **parameters)
    return counted


async def plan_with_values(tx: Tx) -> None:
    """Has the statements of this transaction planned for their values; what plan is best only shows with them."""
    await queries.plan_with_values(tx.connection)


async def with_matches(tx: Tx, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """``parameters`` with the products that have the text, if they are few: then their keys are looked up, and no
    product is read in vain. Whoever runs a block with ``product_filter.sql`` in it calls this before."""
    needle = parameters["filter_needle"]
    return {**parameters, "filter_matching": await matching_ids(tx, needle) if needle else None}


def _start_of(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time(), UTC)


def _end_of(day: date | None) -> datetime | None:
    """The first moment after a day; nothing after the last day there is."""
    return None if day is None or day == date.max else datetime.combine(day + timedelta(days=1), time(), UTC)
