"""The columns that a list of products can show: a few of its own, and every field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from countermark.features.fields.field import Field
from countermark.features.products.product_order import ProductOrder

DEFAULT: Final = ("gtin", "status", "readiness", "completeness", "updated")


@dataclass(frozen=True)
class Column:
    """``wide`` names the narrowest window that shows it; ``sorts`` are the orders its heading switches between."""

    key: str
    label: str
    wide: str = ""
    sorts: tuple[ProductOrder, ...] = ()
    field: Field | None = None


OWN: Final[dict[str, Column]] = {
    column.key: column
    for column in (
        Column("sku", "SKU", "from-medium", (ProductOrder.SKU, ProductOrder.SKU_BACKWARDS)),
        Column("gtin", "GTIN", "from-medium"),
        Column("status", "Status", "from-large"),
        Column("readiness", "Readiness"),
        Column(
            "completeness",
            "Complete",
            "from-large",
            (ProductOrder.LEAST_COMPLETE, ProductOrder.MOST_COMPLETE),
        ),
        Column("created", "Created", "from-large", (ProductOrder.NEWEST, ProductOrder.OLDEST)),
        Column("updated", "Changed", "from-large", (ProductOrder.CHANGED,)),
    )
}
SORTS: Final[dict[ProductOrder, str]] = {
    ProductOrder.NEWEST: "Newest first",
    ProductOrder.OLDEST: "Oldest first",
    ProductOrder.CHANGED: "Recently changed",
    ProductOrder.NAME: "Name, A to Z",
    ProductOrder.NAME_BACKWARDS: "Name, Z to A",
    ProductOrder.SKU: "SKU, A to Z",
    ProductOrder.SKU_BACKWARDS: "SKU, Z to A",
    ProductOrder.LEAST_COMPLETE: "Least complete first",
    ProductOrder.MOST_COMPLETE: "Most complete first",
}


def shown_columns(chosen: Sequence[str], fields: Mapping[str, Field]) -> list[Column]:
    """The columns of a list in the order chosen; what is no column (any more) is left out."""
    columns = []
    for key in chosen or DEFAULT:
        if key in OWN:
            columns.append(OWN[key])
        elif key in fields:
            columns.append(Column(key, fields[key].label, "from-small", field=fields[key]))
    return columns
