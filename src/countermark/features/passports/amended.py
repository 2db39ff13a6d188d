"""What lies above a snapshot: the amendments in force for a passport, one a field at most."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.passports.passport_target import queries
from countermark.kit.clock import to_second


class Above(NamedTuple):
    """What can be amended: a product, and within it a mint batch, a lot or a unit. The most specific amendment wins."""

    product_id: UUID
    mint_batch_id: UUID | None = None
    lot_id: UUID | None = None
    unit_number: int | None = None


class Amended(NamedTuple):
    """What a field says instead; ``None`` when it says nothing any more. ``at`` is when that was decided."""

    value: Any
    at: datetime


async def amendments_in_force(
    tx: Tx, above: Above, published_at: datetime | None, until: datetime | None = None
) -> Mapping[str, Amended]:
    """By field key, as it was at ``until``, or is now.

    What was amended before a passport was published is in its snapshot, or was meant for others.
    """
    if published_at is None:
        return {}
    found = queries.list_amendments_in_force(
        tx.connection, brand_id=tx.brand_id, published_at=published_at, until=until, **above._asdict()
    )
    return {row["field_key"]: Amended(row["value"], to_second(row["created_at"])) async for row in found}
