"""Removes a sandbox mint as if it had never been, but for its line in the metering."""

from typing import Literal
from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.brands.notify_resolvers import notify_resolvers
from countermark.features.minting.mint_batch import queries
from countermark.features.minting.mint_serials import drop_serials
from countermark.kit.errors import InvalidInput, unknown
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest


class RemoveSandboxMint(BrandRequest, frozen=True, kw_only=True):
    """Which one; live mints are never removed."""

    mint_batch_id: UUID


class SandboxMintRemoved(Record, frozen=True, kw_only=True):
    """It is gone, with its units, lots and history. Its unit numbers are never given out again."""

    ok: Literal[True] = True
    mint_batch_id: UUID
    removed_units: int


async def remove_sandbox_mint(tx: Tx, request: RemoveSandboxMint) -> SandboxMintRemoved:
    """Deletes the mint batch and every row there is of its units, its exports and label jobs included; its own serials
    can be used again.

    Raises:
        InvalidInput: no such mint batch; it is a live one (``MINT_BATCH_IS_LIVE``).
    """
    key = {"brand_id": tx.brand_id, "mint_batch_id": request.mint_batch_id}
    batch = await queries.lock_mint_batch(tx.connection, **key)
    if batch is None:
        raise unknown("_mint_batch_id", "mint batch")
    if not batch["is_sandbox"]:
        raise InvalidInput(
            "_mint_batch_id",
            "this mint is live; void it instead",
            code="MINT_BATCH_IS_LIVE",
            hint="transition_mint_batch",
        )
    if batch["serial_list_id"] is not None:
        await drop_serials(tx, batch["serial_list_id"])
    for delete in (queries.delete_sandbox_units, queries.delete_lots, queries.delete_mint_job):
        await delete(tx.connection, **key)
    await queries.delete_sandbox_mint(tx.connection, **key)
    told = {"quantity": batch["quantity"], "product_id": batch["product_id"]}
    await record(tx, Action.SANDBOX_MINT_REMOVED, ("mint_batch", request.mint_batch_id), old=told)
    await notify_resolvers(tx)
    return SandboxMintRemoved(mint_batch_id=request.mint_batch_id, removed_units=batch["quantity"])
