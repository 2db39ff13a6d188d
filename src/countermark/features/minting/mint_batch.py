"""The mint batch: its record and lots, the door to one, and the SQL of this area."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from countermark.db.sql import load_queries
from countermark.db.transaction import Tx
from countermark.kit.errors import unknown
from countermark.kit.records import Record

queries = load_queries(__file__)

EXISTING = ("minted", "exported", "printed", "applied", "voided")
"""Statuses of a mint batch whose units exist; before and in ``failed`` they do not."""


class MintBatch(Record, frozen=True, kw_only=True):
    """A range of units made in one go. ``gtin`` (14 digits) is what the product had then; codes keep carrying it.

    ``serial_style``: alphanumeric, numeric or own. Units of a sandbox mint are for trying things out.
    """

    mint_batch_id: UUID
    product_id: UUID
    product_name: dict[str, str]
    product_batch_id: UUID | None
    batch_number: str | None
    identity_mode: str
    activation_mode: str
    quantity: int
    gtin: str | None
    status: str
    passport_state: str
    serial_style: str
    is_sandbox: bool
    created_by: UUID | None
    created_at: datetime
    minted_at: datetime | None


async def read_mint_batch(tx: Tx, mint_batch_id: UUID) -> Mapping[str, Any]:
    """The row of a mint batch.

    Raises:
        InvalidInput: there is none, or it is another brand's (the same error).
    """
    row: Mapping[str, Any] | None = await queries.get_mint_batch(
        tx.connection, brand_id=tx.brand_id, mint_batch_id=mint_batch_id
    )
    if row is None:
        raise unknown("_mint_batch_id", "mint batch")
    return row


async def read_lots(tx: Tx, mint_batch_id: UUID) -> list[Mapping[str, Any]]:
    """The rows of its lots in the order of their units; none in serial mode."""
    found = queries.list_lots(tx.connection, brand_id=tx.brand_id, mint_batch_id=mint_batch_id)
    return [row async for row in found]
