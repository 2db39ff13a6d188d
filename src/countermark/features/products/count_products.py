"""Counts the products that match a filter, no further than asked."""

from datetime import date

from countermark.db.transaction import Tx
from countermark.features.products.product import CommercialStatus
from countermark.features.products.product_filter import count_matching, filter_in
from countermark.features.products.readiness import MintReadiness
from countermark.kit.cursors import checked_limit
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest

MOST = 100_000


class CountProducts(BrandRequest, frozen=True, kw_only=True):
    """The fields of a ``ProductFilter`` as arguments; counting stops at ``_most``."""

    most: int = 1000
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


class ProductCount(Record, frozen=True, kw_only=True):
    """``is_exact`` is false when there may be more than ``count``."""

    count: int
    is_exact: bool


async def count_products(tx: Tx, request: CountProducts) -> ProductCount:
    """How many products match. Stopping early keeps it cheap in a large catalogue.

    Raises:
        InvalidInput: ``_most`` outside 1..100,000, or a bad filter.
    """
    most = checked_limit(request.most, "_most", MOST)
    counted = await count_matching(tx, filter_in(request), most + 1)
    return ProductCount(count=min(counted, most), is_exact=counted <= most)
