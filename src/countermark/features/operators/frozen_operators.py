"""What a passport says of the operators and the facility behind it, as it is frozen when it is published."""

from typing import Any
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.operators.economic_operator import PUBLIC, queries
from countermark.features.operators.facility import VALUES as FACILITY_VALUES
from countermark.features.operators.product_operator import ROLE_ORDER, OperatorRole


async def frozen_operators(tx: Tx, product_id: UUID) -> list[dict[str, Any]]:
    """Each operator of the product with its role and what the public may know, in the order of the roles. What is not
    known of it is left out."""
    rows = [
        row
        async for row in queries.list_operators_of_product(tx.connection, brand_id=tx.brand_id, product_id=product_id)
    ]
    rows.sort(key=lambda row: (ROLE_ORDER[OperatorRole(row["role"])], str(row["operator_id"])))
    return [
        {"role": row["role"], "operator_id": str(row["operator_id"])}
        | {name: row[name] for name in PUBLIC if row[name] is not None}
        for row in rows
    ]


async def frozen_facility(tx: Tx, facility_ref: str | None) -> dict[str, Any] | None:
    """The facility that a batch's reference names, with what is known of it; ``None`` when it names none."""
    if facility_ref is None:
        return None
    row = await queries.find_facility(tx.connection, brand_id=tx.brand_id, facility_ref=facility_ref)
    if row is None:
        return None
    known = {name: row[name] for name in FACILITY_VALUES if name != "operator_id" and row[name] is not None}
    operator = {} if row["operator_id"] is None else {"operator_id": str(row["operator_id"])}
    return {"facility_id": str(row["facility_id"])} | known | operator
