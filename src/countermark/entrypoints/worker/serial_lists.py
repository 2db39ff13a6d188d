"""The jobs of a list of serials: check its file, and revoke the units it names. A transaction a chunk."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any
from uuid import UUID

from countermark.db.transaction import Actor, ActorKind, Tx, brand_transaction
from countermark.entrypoints.services import Services
from countermark.entrypoints.worker.attempt import ended_with, retry_if_due
from countermark.features.imports.reading.table import UnreadableFile
from countermark.features.minting.run_serial_list import (
    CHUNK_ROWS,
    ListOver,
    begin_attempt,
    check_chunk,
    fail_list,
    finish_check,
    is_another_due,
    next_chunk_number,
    revoke_chunk,
    rows_of_file,
)
from countermark.features.minting.serial_list import SerialListStatus, whole_serial_file
from countermark.jobs.queue import JobPayload

Open = Callable[[], AbstractAsyncContextManager[Tx]]


@dataclass(frozen=True)
class _Run:
    """A list in this worker, and what is done with it."""

    open: Open
    serial_list_id: UUID
    status: SerialListStatus


async def check_serial_list(services: Services, payload: JobPayload) -> None:
    """Checks every row, or records why it could not.

    Raises:
        RetryRequested: the attempt failed and another one is due.
    """
    await _attempt(_run(services, payload, SerialListStatus.CHECKING), _check)


async def revoke_serial_list(services: Services, payload: JobPayload) -> None:
    """Revokes the units of every row that was accepted, or records why it could not.

    Raises:
        RetryRequested: the attempt failed and another one is due.
    """
    await _attempt(_run(services, payload, SerialListStatus.REVOKING), _revoke)


def _run(services: Services, payload: JobPayload, status: SerialListStatus) -> _Run:
    serial_list_id = UUID(payload.arguments["serial_list_id"])
    actor = Actor(ActorKind.SYSTEM, payload.user_id)
    transaction = partial(brand_transaction, services.pool, payload.brand_id, actor, services.master_key)
    return _Run(transaction, serial_list_id, status)


async def _attempt(run: _Run, work: Callable[[_Run, Any], Awaitable[None]]) -> None:
    key = (run.serial_list_id, run.status)
    try:
        async with run.open() as tx:
            row = await begin_attempt(tx, *key)
        if row is not None:
            await work(run, row)
    except ListOver:
        return
    except UnreadableFile as error:
        told = f"The file {error.problem}." + (f" To go on: {error.hint}." if error.hint else "")
        async with run.open() as tx:
            await fail_list(tx, *key, told)
    except Exception as error:
        told = ended_with(error)
        await retry_if_due(error, told, partial(_note_failure, run, told), serial_list_id=run.serial_list_id)


async def _note_failure(run: _Run, told: str) -> bool:
    async with run.open() as tx:
        return await is_another_due(tx, run.serial_list_id, run.status, told)


async def _check(run: _Run, row: Any) -> None:
    async with run.open() as tx:
        first = await next_chunk_number(tx, run.serial_list_id)
        file = await whole_serial_file(tx, run.serial_list_id)
    with file:
        rows = rows_of_file(file, row["format"])
        number = 0
        while some := await asyncio.to_thread(lambda: list(islice(rows, CHUNK_ROWS))):
            if number >= first:
                async with run.open() as tx:
                    await check_chunk(tx, run.serial_list_id, number, some)
            number += 1
    async with run.open() as tx:
        await finish_check(tx, run.serial_list_id)


async def _revoke(run: _Run, _: Any) -> None:
    is_more = True
    while is_more:
        async with run.open() as tx:
            is_more = await revoke_chunk(tx, run.serial_list_id)
