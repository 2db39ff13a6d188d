"""The label job: draws in a thread, reads every code of the finished file back, and only then releases it."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from functools import partial
from typing import Final
from uuid import UUID

from countermark.db.transaction import Actor, ActorKind, Tx, brand_transaction
from countermark.entrypoints.services import Services
from countermark.entrypoints.worker.attempt import ended_with, retry_if_due
from countermark.entrypoints.worker.label_files import FileMaker, file_maker
from countermark.features.labels.label_job import file_key
from countermark.features.labels.run_label_job import (
    LabelRun,
    RunOver,
    begin_label_run,
    complete_label_job,
    fail_label_job,
    is_another_due,
    note_progress,
)
from countermark.features.labels.unprintable import Unprintable
from countermark.jobs.queue import JobPayload
from countermark.objects import ObjectStoreError

LABELS_AT_ONCE: Final = 100
LARGEST_FILE_BYTES: Final = 2_000_000_000
# One file at a time in a worker: each takes one processor.
_one_at_a_time = asyncio.Semaphore(1)
Open = Callable[[], AbstractAsyncContextManager[Tx]]


async def print_labels(services: Services, payload: JobPayload) -> None:
    """Makes the file of a label job, or records why there can be none.

    Raises:
        RetryRequested: the attempt failed and another one is due.
    """
    label_job_id = UUID(payload.arguments["label_job_id"])
    actor = Actor(ActorKind.SYSTEM, payload.user_id)
    transaction = partial(brand_transaction, services.pool, payload.brand_id, actor, services.master_key, label_job_id)
    async with _one_at_a_time:
        async with transaction() as tx:
            run = await begin_label_run(tx, label_job_id)
        if run is not None:
            await _attempt(services, transaction, payload.brand_id, run)


async def _attempt(services: Services, transaction: Open, brand_id: UUID, run: LabelRun) -> None:
    try:
        with file_maker(run) as maker:
            await _make(transaction, run, maker)
            key = file_key(brand_id, run.label_job_id)
            written = await services.objects.put(key, maker.chunks(), limit_bytes=LARGEST_FILE_BYTES)
        async with transaction() as tx:
            await complete_label_job(tx, run, written)
    except RunOver:
        return
    except Unprintable as error:
        async with transaction() as tx:
            await fail_label_job(tx, run, error.code, str(error))
    except Exception as error:
        code, told = "ATTEMPT_FAILED", ended_with(error)
        if isinstance(error, ObjectStoreError):
            code = "STORE_UNAVAILABLE"
            told = "the file could not be stored: the object store is full or does not answer"
        note = partial(_note_failure, transaction, run, code, told)
        await retry_if_due(error, told, note, label_job_id=run.label_job_id)


async def _note_failure(transaction: Open, run: LabelRun, code: str, told: str) -> bool:
    async with transaction() as tx:
        return await is_another_due(tx, run, code, told)


async def _make(transaction: Open, run: LabelRun, maker: FileMaker) -> None:
    """Draws all labels, then reads all of them back, some at a time: between them a cancelled job is noticed."""
    total = len(run.facts)
    for first in range(0, total, LABELS_AT_ONCE):
        end = min(first + LABELS_AT_ONCE, total)
        await asyncio.to_thread(maker.draw, run.facts[first:end])
        async with transaction() as tx:
            await note_progress(tx, run, drawn=end, checked=0)
    await asyncio.to_thread(maker.finish)
    checked = 0
    while checked < total:
        checked += await asyncio.to_thread(maker.check_some, LABELS_AT_ONCE)
        async with transaction() as tx:
            await note_progress(tx, run, drawn=total, checked=checked)
