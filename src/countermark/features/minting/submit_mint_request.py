"""Mints: takes a range of unit numbers and leaves the rest to a job."""

from typing import Any, Literal
from uuid import UUID

import msgspec
from msgspec import structs

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.idempotency import claim
from countermark.db.transaction import Tx
from countermark.features.minting.lots import insert_lots, lots_to_make
from countermark.features.minting.mint_batch import queries
from countermark.features.minting.mint_check import BlockingReason, MintCheck, check_mint, unit_numbers_of
from countermark.features.minting.mint_history import MintEventKind, add_mint_event
from countermark.features.minting.mint_request import MintRequest, checked_mint_request
from countermark.features.minting.mint_serials import SerialsVerdict, drop_serials, keep_serials
from countermark.features.minting.serial_style import SerialStyle
from countermark.jobs.queue import JobName, enqueue
from countermark.kit.records import Record


class SubmitMintRequest(MintRequest, frozen=True, kw_only=True):
    """The arguments of a mint."""


class MintQueued(Record, frozen=True, kw_only=True):
    """The mint is on its way. ``is_duplicate``: the same request was made before, under the same key."""

    ok: Literal[True] = True
    mint_job_id: UUID
    mint_batch_id: UUID
    status: Literal["QUEUED"] = "QUEUED"
    is_duplicate: bool = False


class OwnSerialsQueued(MintQueued, frozen=True, kw_only=True):
    """The mint is on its way with those of the ``_serials`` sent that can be used."""

    serials: SerialsVerdict


class MintBlocked(Record, frozen=True, kw_only=True):
    """Nothing was written, and why. ``available_quantity``: what the batch has left, ``null`` without a limit."""

    ok: Literal[False] = False
    blocking_reasons: list[BlockingReason]
    requested_quantity: int
    available_quantity: int | None
    serials: SerialsVerdict | None = None


async def submit_mint_request(tx: Tx, request: SubmitMintRequest) -> MintQueued | MintBlocked:
    """Checks and mints in one transaction; costs the same for one unit and for a million.

    Raises:
        InvalidInput: malformed arguments; no such product or batch.
        Conflict: the idempotency key was used with other arguments (``IDEMPOTENCY_KEY_REUSED``); another request took
            one of the serials at the same instant (``SERIALS_TAKEN_MEANWHILE``).
    """
    checked_mint_request(request)
    body = structs.replace(request, idempotency_key=None)
    held = await claim(tx, "submit_mint_request", request.idempotency_key, body)
    if held.answer is not None:
        kind = OwnSerialsQueued if "serials" in held.answer else MintQueued
        return structs.replace(msgspec.convert(held.answer, kind), is_duplicate=True)
    answer = await _mint(tx, request)
    if isinstance(answer, MintQueued):
        await held.keep(answer)
    else:
        await held.release()
    return answer


async def _mint(tx: Tx, request: MintRequest) -> MintQueued | MintBlocked:
    batch = {"brand_id": tx.brand_id, "product_batch_id": request.product_batch_id}
    # The product before its batch, as everywhere: no two writers ever wait for each other.
    await queries.lock_product(tx.connection, brand_id=tx.brand_id, product_id=request.product_id)
    await queries.lock_product_batch(tx.connection, **batch)
    if request.serial_list_id is not None:
        await queries.lock_serial_list(tx.connection, brand_id=tx.brand_id, serial_list_id=request.serial_list_id)
    check = await check_mint(tx, request)
    if check.reasons:
        return _blocked(request, check)
    mint_batch_id = await _insert_mint_batch(tx, request, check)
    if mint_batch_id is None:  # another mint took the last numbers since the check
        return _blocked(request, await check_mint(tx, request))
    if not request.sandbox:
        await queries.count_as_minted(tx.connection, **batch, quantity=check.quantity)
    await add_mint_event(tx, mint_batch_id, MintEventKind.SUBMITTED, statuses=(None, "queued"), units=check.quantity)
    mint_job_id = await queries.insert_mint_job(tx.connection, brand_id=tx.brand_id, mint_batch_id=mint_batch_id)
    await enqueue(tx, JobName.MINT, mint_job_id=mint_job_id)
    told = structs.asdict(structs.replace(request, idempotency_key=None, serials=None))
    told |= {"mint_job_id": mint_job_id, "quantity": check.quantity}
    await record(tx, Action.MINT_SUBMITTED, ("mint_batch", mint_batch_id), new=told)
    verdict = check.serials.verdict if check.serials else None
    if verdict is not None:
        return OwnSerialsQueued(mint_job_id=mint_job_id, mint_batch_id=mint_batch_id, serials=verdict)
    return MintQueued(mint_job_id=mint_job_id, mint_batch_id=mint_batch_id)


async def _insert_mint_batch(tx: Tx, request: MintRequest, check: MintCheck) -> UUID | None:
    lots = await lots_to_make(tx, request, check)
    serial_list_id = await keep_serials(tx, check.serials) if check.serials else None
    # The counter last: every mint of the brand waits at this row until this transaction ends.
    take = queries.take_sandbox_numbers if request.sandbox else queries.take_unit_numbers
    numbers = {"quantity": check.quantity, "number_limit": unit_numbers_of(request).stop}
    first: int | None = await take(tx.connection, brand_id=tx.brand_id, **numbers)
    if first is None:
        if serial_list_id is not None and not request.serial_list_id:
            await drop_serials(tx, serial_list_id)
        return None
    values: dict[str, Any] = {
        "product_id": request.product_id,
        "product_batch_id": request.product_batch_id,
        "identity_mode": request.identity_mode,
        "activation_mode": request.activation_mode,
        "quantity": check.quantity,
        "gtin": check.sources["gtin"],
        "serial_style": SerialStyle.OWN if check.serials else SerialStyle(request.serial_style),
        "serial_list_id": serial_list_id,
        "is_sandbox": request.sandbox,
        "created_by": tx.actor.user_id,
    }
    mint_batch_id: UUID = await queries.insert_mint_batch(
        tx.connection, brand_id=tx.brand_id, first_unit_number=first, **values
    )
    if serial_list_id is not None:
        await queries.use_serial_list(
            tx.connection, brand_id=tx.brand_id, serial_list_id=serial_list_id, mint_batch_id=mint_batch_id
        )
    await insert_lots(
        tx, mint_batch_id=mint_batch_id, product_id=request.product_id, first_unit_number=first, lots=lots
    )
    return mint_batch_id


def _blocked(request: MintRequest, check: MintCheck) -> MintBlocked:
    return MintBlocked(
        blocking_reasons=check.reasons,
        requested_quantity=request.requested_quantity,
        available_quantity=check.available_quantity,
        serials=check.serials.verdict if check.serials else None,
    )
