"""The jobs of an import: check its rows, and put them into the catalogue. A transaction a chunk."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import BinaryIO, Final
from uuid import UUID

import msgspec

from countermark.db.transaction import Actor, ActorKind, Tx, brand_transaction
from countermark.entrypoints.services import Services
from countermark.entrypoints.worker.attempt import ended_with, retry_if_due
from countermark.features.imports.chunk import CHUNK_ROWS, Chunk
from countermark.features.imports.file_parts import whole_file
from countermark.features.imports.import_context import ImportContext
from countermark.features.imports.import_job import ImportStatus
from countermark.features.imports.reading.open_table import read_rows
from countermark.features.imports.reading.table import Dialect, UnreadableFile
from countermark.features.imports.run_commit import commit_next_chunk, finish_commit
from countermark.features.imports.run_import_job import begin_attempt, fail_run, is_another_due
from countermark.features.imports.run_validation import (
    RunOver,
    check_next_chunk,
    find_repeated_rows,
    finish_validation,
    mark_repeated_rows,
    next_chunk_number,
    read_chunk,
    store_new_chunk,
)
from countermark.jobs.queue import JobPayload

LOOK_AGAIN_AFTER_S: Final = 0.2
LANES: Final = 2  # one makes rows ready while the database writes those of the other
Open = Callable[[], AbstractAsyncContextManager[Tx]]


@dataclass(frozen=True)
class _Run:
    """A run of an import in this worker."""

    open: Open
    import_job_id: UUID
    run_number: int
    status: ImportStatus


async def validate_import(services: Services, payload: JobPayload) -> None:
    """Checks every row, or records why it could not.

    Raises:
        RetryRequested: the attempt failed and another one is due.
    """
    await _attempt(_run(services, payload, ImportStatus.VALIDATING), _validate)


async def commit_import(services: Services, payload: JobPayload) -> None:
    """Puts every row that can be into the catalogue, or records why it could not.

    Raises:
        RetryRequested: the attempt failed and another one is due.
    """
    await _attempt(_run(services, payload, ImportStatus.COMMITTING), _commit)


def _run(services: Services, payload: JobPayload, status: ImportStatus) -> _Run:
    import_job_id = UUID(payload.arguments["import_job_id"])
    actor = Actor(ActorKind.SYSTEM, payload.user_id)
    # What an import does carries its id in the audit log.
    transaction = partial(brand_transaction, services.pool, payload.brand_id, actor, services.master_key, import_job_id)
    return _Run(transaction, import_job_id, payload.arguments["run_number"], status)


async def _attempt(run: _Run, work: Callable[[_Run, ImportContext], Awaitable[None]]) -> None:
    key = (run.import_job_id, run.run_number, run.status)
    try:
        async with run.open() as tx:
            context = await begin_attempt(tx, *key)
        if context is not None:
            await work(run, context)
    except RunOver:
        return
    except UnreadableFile as error:
        told = f"The file {error.problem}." + (f" To go on: {error.hint}." if error.hint else "")
        async with run.open() as tx:
            await fail_run(tx, *key, told)
    except Exception as error:
        told = ended_with(error)
        await retry_if_due(error, told, partial(_note_failure, run, told), import_job_id=run.import_job_id)


async def _note_failure(run: _Run, told: str) -> bool:
    async with run.open() as tx:
        return await is_another_due(tx, run.import_job_id, run.run_number, run.status, told)


async def _validate(run: _Run, context: ImportContext) -> None:
    if not context.is_read:
        await _read_file(run, context)
    while True:
        async with run.open() as tx:
            if not await check_next_chunk(tx, context):
                break
    async with run.open() as tx:
        repeated = await find_repeated_rows(tx, context)
    for number, rows in repeated:
        async with run.open() as tx:
            await mark_repeated_rows(tx, context, number, rows)
    async with run.open() as tx:
        await finish_validation(tx, run.import_job_id, run.run_number)


async def _read_file(run: _Run, context: ImportContext) -> None:
    """Makes rows of what is left of the file; the next chunk is read in a thread while one is being stored."""
    async with run.open() as tx:
        first = await next_chunk_number(tx, context)
        file, _ = await whole_file(tx, run.import_job_id)
    with file:
        chunks = _chunks(context, file, first)
        coming = asyncio.create_task(asyncio.to_thread(next, chunks, None))
        try:
            while (chunk := await coming) is not None:
                coming = asyncio.create_task(asyncio.to_thread(next, chunks, None))
                async with run.open() as tx:
                    await store_new_chunk(tx, context, chunk)
        finally:
            await asyncio.gather(coming, return_exceptions=True)


def _chunks(context: ImportContext, file: BinaryIO, first: int) -> Iterator[Chunk]:
    rows = read_rows(file, msgspec.convert(context.dialect, Dialect), len(context.columns))
    for number in range(10**9):
        some = list(islice(rows, CHUNK_ROWS))
        if not some:
            return
        if number >= first:
            yield read_chunk(context, number, some)


async def _commit(run: _Run, context: ImportContext) -> None:
    lanes = [asyncio.create_task(_commit_chunks(run, context)) for _ in range(LANES)]
    try:
        await asyncio.gather(*lanes)
    finally:
        for lane in lanes:
            lane.cancel()
        await asyncio.gather(*lanes, return_exceptions=True)
    async with run.open() as tx:
        await finish_commit(tx, context)


async def _commit_chunks(run: _Run, context: ImportContext) -> None:
    while True:
        async with run.open() as tx:
            done = await commit_next_chunk(tx, context)
        if done is None:
            return
        if not done:  # another lane, or another worker, is at the last ones
            await asyncio.sleep(LOOK_AGAIN_AFTER_S)
