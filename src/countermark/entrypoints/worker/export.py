"""The export job: holds the mint batch's lock, makes file after file into the object store, decides about attempts."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Any, Final
from uuid import UUID

from pgqueuer.errors import RetryRequested

from countermark.db.transaction import Actor, ActorKind, Tx, brand_transaction
from countermark.entrypoints.services import Services
from countermark.entrypoints.worker.attempt import ended_with, retry_if_due
from countermark.features.brands.unit_keys import unit_codec
from countermark.features.exports.export import file_key
from countermark.features.exports.own_serials import own_serials
from countermark.features.exports.run_export import (
    ExportOver,
    NextFile,
    Work,
    begin_export,
    begin_file,
    complete_export,
    complete_file,
    fail_export,
    is_another_due,
    note_progress,
    prepare_lock,
    take_lock,
)
from countermark.features.exports.unit_source import Stretch
from countermark.features.exports.write_file import file_content
from countermark.gs1.epc import EpcError
from countermark.jobs.queue import JobPayload
from countermark.objects import StoreUnavailable
from countermark.serials import UnitCodec

LOOK_AGAIN_AFTER: Final = timedelta(seconds=2)
TELL_EVERY_S: Final = 0.5
KEEP_LOCK_EVERY_S: Final = 10.0
MOST_BYTES: Final = 50_000_000_000
STORE_FULL: Final = "the object store is full: make room, or raise its quota, then try again"
STORE_AWAY: Final = "the object store cannot be written to now; the worker's log says more"
DISK_FULL: Final = "the worker's disk is full: make room, then try again"
Open = Callable[[], AbstractAsyncContextManager[Tx]]
# Two at a time in a worker: each computes on a core and holds some 30 MB.
_some_at_a_time = asyncio.Semaphore(2)


@dataclass(frozen=True)
class _Run:
    """An export in this worker."""

    services: Services
    open: Open
    brand_id: UUID
    export_id: UUID


async def export(services: Services, payload: JobPayload) -> None:
    """Makes the files of an export that are wanted and not there, or records why it could not.

    Raises:
        RetryRequested: another worker is at this mint batch, or the attempt failed and another one is due.
    """
    actor = Actor(ActorKind.SYSTEM, payload.user_id)

    @asynccontextmanager
    async def open_tx() -> AsyncIterator[Tx]:
        async with brand_transaction(services.pool, payload.brand_id, actor, services.master_key) as tx:
            yield replace(tx, origin_of=services.settings.brand_origin)

    run = _Run(services, open_tx, payload.brand_id, UUID(payload.arguments["export_id"]))
    async with _some_at_a_time:
        await _attempt(run)


async def _attempt(run: _Run) -> None:
    try:
        async with run.open() as tx:
            mint_batch_id = await prepare_lock(tx, run.export_id)
        if mint_batch_id is None:
            return
        async with run.open() as holder:
            if not await take_lock(holder, mint_batch_id):
                raise RetryRequested(LOOK_AGAIN_AFTER, "another worker is at this mint batch")
            await _while_kept(holder, _make_files(run))
    except RetryRequested:
        raise
    except ExportOver:
        return
    except EpcError as error:
        async with run.open() as tx:
            await fail_export(tx, run.export_id, f"a unit cannot have an EPC: {error}")
    except Exception as error:
        told = _in_words(error)
        await retry_if_due(error, told, partial(_note_failure, run, told), export_id=run.export_id)


async def _while_kept(holder: Tx, work: Coroutine[Any, Any, None]) -> None:
    """Does the work while the lock is held: the holding transaction is kept awake, and its loss ends the work."""
    working = asyncio.create_task(work)
    keeping = asyncio.create_task(_keep(holder))
    try:
        await asyncio.wait({working, keeping}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            await keeping
        await working
    finally:
        for task in (working, keeping):
            task.cancel()
        await asyncio.gather(working, keeping, return_exceptions=True)


async def _keep(holder: Tx) -> None:
    while True:
        await asyncio.sleep(KEEP_LOCK_EVERY_S)
        await holder.connection.fetchval("SELECT 1")


async def _make_files(run: _Run) -> None:
    async with run.open() as tx:
        work = await begin_export(tx, run.export_id)
        codec = await unit_codec(tx)
    while work is not None:
        async with run.open() as tx:
            file = await begin_file(tx, run.export_id)
        if file is not None:
            await _make_file(run, work, codec, file)
            continue
        async with run.open() as tx:
            await complete_export(tx, run.export_id)
        return


async def _make_file(run: _Run, work: Work, codec: UnitCodec, file: NextFile) -> None:
    key = file_key(run.brand_id, run.export_id, file.number)
    content = _content(run, work, codec, file)
    written = await run.services.objects.put(key, content, limit_bytes=MOST_BYTES)
    async with run.open() as tx:
        await complete_file(tx, run.export_id, file.number, size_bytes=written.size_bytes, sha256=written.sha256)


def _content(run: _Run, work: Work, codec: UnitCodec, file: NextFile) -> AsyncIterator[bytes]:
    told_at = time.monotonic()

    async def progress(done_units: int) -> None:
        nonlocal told_at
        if time.monotonic() - told_at < TELL_EVERY_S:
            return
        told_at = time.monotonic()
        async with run.open() as tx:
            await note_progress(tx, run.export_id, file.number, done_units)

    async def serials(stretch: Stretch) -> list[str] | None:
        if work.facts.serial_style != "own":
            return None
        async with run.open() as tx:
            return await own_serials(tx, work.facts, stretch)

    units = (file.first_unit, file.units)
    return file_content(work.export.format, work.facts, work.definition, codec, units, serials, progress)


def _in_words(error: Exception) -> str:
    if isinstance(error, StoreUnavailable):
        return STORE_FULL if "full" in str(error) else STORE_AWAY
    if isinstance(error, OSError):
        return DISK_FULL
    return ended_with(error)


async def _note_failure(run: _Run, told: str) -> bool:
    async with run.open() as tx:
        return await is_another_due(tx, run.export_id, told)
