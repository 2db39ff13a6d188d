"""Stores products' readiness anew, after anything that it depends on changed."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.fields.brand_schema import brand_schema
from countermark.features.products.product import queries
from countermark.features.products.readiness import ReadinessFacts, readiness_of

MOST_BATCHES_NAMED: Final = 20


async def recompute_readiness(tx: Tx, *product_ids: UUID) -> None:
    """Reads what the readiness of these products depends on, and stores the outcomes that changed.

    The lock comes first, in a statement of its own: of two writers at once the second then sees what the first one
    committed, and never stores an outcome of facts that are gone. Several are locked in the order of their ids.
    """
    await hold_readiness(tx, *product_ids)
    schema = await brand_schema(tx)
    rows = queries.list_readiness_facts(
        tx.connection, brand_id=tx.brand_id, product_ids=product_ids, most=MOST_BATCHES_NAMED
    )
    outcomes = [_outcome(row["product_id"], readiness_of(schema, _facts(row))) async for row in rows]
    await queries.store_readiness(tx.connection, brand_id=tx.brand_id, outcomes=outcomes)


async def hold_readiness(tx: Tx, *product_ids: UUID) -> None:
    """Makes other writers of the products wait. Rows are locked product first, batch second, so that none can deadlock:
    who locks a batch and will recompute after calls this before."""
    await queries.hold_products(tx.connection, brand_id=tx.brand_id, product_ids=product_ids)


def _facts(row: Mapping[str, Any]) -> ReadinessFacts:
    return ReadinessFacts(
        name=row["name"],
        brand_locale=row["brand_locale"],
        attributes=row["attributes"],
        has_gtin=row["has_gtin"],
        odd_batch_numbers=row["odd_batch_numbers"],
        unknown_facility_refs=row["unknown_facility_refs"],
    )


def _outcome(product_id: UUID, readiness: Any) -> dict[str, Any]:
    return {
        "product_id": product_id,
        "status": readiness.status,
        "problems": readiness.problems,
        "missing_fields": readiness.missing_fields,
        "completeness": readiness.completeness,
    }
