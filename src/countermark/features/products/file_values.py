"""Values that name a file: it has to be one of the product's own, or no page of the product can lead to it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.fields.brand_schema import BrandSchema
from countermark.features.fields.field import FieldType
from countermark.features.fields.values import LINK
from countermark.features.products.attributes import ValidationWarning
from countermark.features.products.product import queries

NOT_ITS_FILE = "names no file of this product: upload the file to it, or choose one that it has"


def named_files(schema: BrandSchema, attributes: Mapping[str, Any]) -> dict[str, UUID]:
    """The files that attributes name, by field key; links and what is no id are left out."""
    found = {}
    for key, value in attributes.items():
        field = schema.fields.get(key)
        if field is None or field.type is not FieldType.FILE or not isinstance(value, str) or LINK.fullmatch(value):
            continue
        try:
            found[key] = UUID(value)
        except ValueError:
            continue
    return found


async def file_warnings(
    tx: Tx, schema: BrandSchema, given: Mapping[UUID, Mapping[str, Any]]
) -> dict[UUID, list[ValidationWarning]]:
    """For products with attributes they were given: what names a file they do not have (``FILE_NOT_OF_PRODUCT``).

    One statement, and none where no attribute names a file.
    """
    named = {product_id: files for product_id, values in given.items() if (files := named_files(schema, values))}
    if not named:
        return {}
    rows = queries.list_files_of_products(tx.connection, brand_id=tx.brand_id, product_ids=list(named))
    owned = {(row["product_id"], row["attachment_id"]) async for row in rows}
    return {
        product_id: [
            ValidationWarning(code="FILE_NOT_OF_PRODUCT", field=key, message=NOT_ITS_FILE)
            for key, attachment_id in files.items()
            if (product_id, attachment_id) not in owned
        ]
        for product_id, files in named.items()
    }
