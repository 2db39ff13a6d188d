"""The template by which a passport is to be drawn when it is published now."""

from typing import Any
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.templates.passport_template import queries


async def template_in_force(tx: Tx, product_id: UUID, product_batch_id: UUID | None) -> dict[str, Any] | None:
    """The assigned version and what it says, as a snapshot carries it; ``None``: the order of the field catalogue."""
    row = await queries.get_template_in_force(
        tx.connection, brand_id=tx.brand_id, product_id=product_id, product_batch_id=product_batch_id
    )
    if row is None:
        return None
    named = {"template_id": str(row["template_id"]), "version": row["version"], "sha256": row["sha256"].hex()}
    return named | {"sections": row["content"]["sections"]}
