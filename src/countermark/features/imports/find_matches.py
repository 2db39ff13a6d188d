"""Which products of the catalogue the rows of a chunk are about."""

from collections.abc import Iterable
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.imports.import_job import queries
from countermark.features.imports.parsed_row import ParsedRow
from countermark.features.imports.plan_row import CatalogueProduct, Matches


async def find_matches(tx: Tx, rows: Iterable[ParsedRow | None], *, hold: bool) -> Matches:
    """Who has the rows' identifiers, and the products as they are; with ``hold`` their rows are held for writing."""
    normalized = {identifier.normalized for row in rows if row is not None for identifier in row.identifiers}
    skus: dict[str, UUID] = {}
    barcodes: dict[str, UUID] = {}
    async for owner in queries.find_owners(tx.connection, brand_id=tx.brand_id, normalized=list(normalized)):
        owners = skus if owner["identifier_type"] == "sku" else barcodes
        owners[owner["identifier_value_normalized"]] = owner["product_id"]
    product_ids = sorted({*skus.values(), *barcodes.values()})
    if not product_ids:
        return Matches({}, {}, {})
    key = {"brand_id": tx.brand_id, "product_ids": product_ids}
    if hold:
        await queries.lock_catalogue_products(tx.connection, **key)
    found = queries.list_catalogue_products(tx.connection, **key)
    products = {row["product_id"]: CatalogueProduct(**row) async for row in found}
    return Matches(skus, barcodes, products)
