"""What the address of a product list says: filter, order and columns. Everything about the list stands in it.

The names are those of ``ProductFilter``, so that a list's address can be handed on to an export or a bulk update.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

import msgspec

from countermark.features.products.product_filter import ProductFilter
from countermark.features.products.product_order import ProductOrder

FILTER_NAMES = ProductFilter.__struct_fields__
LONGEST = 200
MOST_COLUMNS = 30


@dataclass(frozen=True)
class ProductQuery:
    """A way to look at the products. ``columns`` in the order shown; empty: those shown by default."""

    filter: ProductFilter = field(default_factory=ProductFilter)
    sort: ProductOrder = ProductOrder.NEWEST
    columns: tuple[str, ...] = ()

    @property
    def filters(self) -> dict[str, str]:
        """The filters that are set, as they stand in an address."""
        given: dict[str, Any] = msgspec.to_builtins(self.filter)
        return {name: _written(value) for name, value in given.items() if value not in (None, "")}

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Everything but what goes without saying, as it stands in an address."""
        sort = [] if self.sort is ProductOrder.NEWEST else [("sort", str(self.sort))]
        return [*self.filters.items(), *sort, *(("column", column) for column in self.columns)]

    @property
    def text(self) -> str:
        """The query of the address."""
        return urlencode(self.pairs)

    @property
    def filter_text(self) -> str:
        """The filter alone, as the query of an address."""
        return urlencode(self.filters)

    @property
    def arguments(self) -> dict[str, Any]:
        """The filter as arguments of ``list_products`` and ``count_products``, without their underscore."""
        return {name: getattr(self.filter, name) for name in FILTER_NAMES}

    def sorted_by(self, sort: ProductOrder) -> "ProductQuery":
        """The same in another order."""
        return replace(self, sort=sort)

    def without(self, name: str) -> "ProductQuery":
        """The same without one of its filters."""
        left = {key: value for key, value in self.filters.items() if key != name}
        return replace(self, filter=_filter_of(left.items()))


def query_of(pairs: Iterable[tuple[str, str]]) -> ProductQuery:
    """What the pairs of an address say; what makes no sense in it is as good as not there."""
    given = list(pairs)
    sorts = [value for name, value in given if name == "sort" and value in set(ProductOrder)]
    columns = dict.fromkeys(value for name, value in given if name == "column" and 0 < len(value) <= LONGEST)
    return ProductQuery(
        _filter_of((name, value) for name, value in given if name in FILTER_NAMES),
        ProductOrder(sorts[0]) if sorts else ProductOrder.NEWEST,
        tuple(columns)[:MOST_COLUMNS],
    )


def query_in(text: str) -> ProductQuery:
    """What the query of an address says, such as one kept in a form."""
    return query_of(parse_qsl(text.removeprefix("?")))


def _filter_of(pairs: Iterable[tuple[str, str]]) -> ProductFilter:
    return ProductFilter(**dict(_understood(pairs)))


def _understood(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, Any]]:
    for name, value in pairs:
        text = value.strip()
        if text and text.isprintable() and len(text) <= LONGEST:
            try:
                read: Mapping[str, Any] = msgspec.structs.asdict(
                    msgspec.convert({name: text}, ProductFilter, strict=False)
                )
            except msgspec.ValidationError:
                continue
            yield name, read[name]


def _written(value: Any) -> str:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
