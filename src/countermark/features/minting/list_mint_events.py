"""Lists what happened to mint batches."""

from datetime import datetime
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.minting.mint_batch import queries, read_mint_batch
from countermark.kit.cursors import DEFAULT_LIMIT, NEWEST, Cursor, Page, checked_limit, decode_cursor, page_of
from countermark.kit.records import Record, record_from
from countermark.kit.requests import BrandRequest


class ListMintEvents(BrandRequest, frozen=True, kw_only=True):
    """Of one mint batch, or of the whole brand."""

    mint_batch_id: UUID | None = None
    limit: int = DEFAULT_LIMIT
    cursor: str | None = None


class MintEvent(Record, frozen=True, kw_only=True):
    """``kind``: submitted, completed, failed, transitioned, voided, units_revoked, passports_published,
    passports_revoked or first_activated. ``units``: how many it was about."""

    mint_event_id: UUID
    occurred_at: datetime
    kind: str
    mint_batch_id: UUID
    product_id: UUID
    product_name: dict[str, str]
    is_sandbox: bool
    from_status: str | None
    to_status: str | None
    reason: str | None
    units: int
    actor_kind: str
    actor_id: UUID | None


async def list_mint_events(tx: Tx, request: ListMintEvents) -> Page[MintEvent]:
    """A page of events, the latest first. That single units became active is told once for each mint batch.

    Raises:
        InvalidInput: no such mint batch, a limit outside 1..200, or a cursor of something else.
    """
    limit = checked_limit(request.limit)
    before = decode_cursor(request.cursor) or NEWEST
    if request.mint_batch_id is not None:
        await read_mint_batch(tx, request.mint_batch_id)
    found = queries.list_mint_events(
        tx.connection,
        brand_id=tx.brand_id,
        mint_batch_id=request.mint_batch_id,
        before_at=before.at,
        before_id=before.id,
        most=limit + 1,
    )
    rows = [row async for row in found]
    return page_of(
        rows,
        limit,
        lambda row: record_from(MintEvent, row),
        lambda row: Cursor(row["occurred_at"], row["mint_event_id"]),
    )
