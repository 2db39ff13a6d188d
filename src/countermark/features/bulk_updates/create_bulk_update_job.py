"""Starts a bulk update: names its first products now, and leaves the others and the changes to a job."""

from typing import Any
from uuid import UUID

import msgspec
from msgspec import structs

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.idempotency import claim
from countermark.db.transaction import Tx
from countermark.features.bulk_updates.bulk_update_job import BulkUpdateJob, job_from, queries, read_job
from countermark.features.bulk_updates.bulk_update_request import BulkUpdateRequest, checked_request, insert_items
from countermark.features.bulk_updates.collect_items import collect_portion
from countermark.jobs.queue import JobName, enqueue
from countermark.kit.errors import InvalidInput


class CreateBulkUpdateJob(BulkUpdateRequest, frozen=True, kw_only=True):
    """What shall change."""

    idempotency_key: str | None = None


async def create_bulk_update_job(tx: Tx, request: CreateBulkUpdateJob) -> BulkUpdateJob:
    """The job, queued. A filter is laid over the products there are now; in a catalogue of more than a
    portion of them, the job goes on collecting before it changes anything.

    The same key gives the same job again, as it stands by then.

    Raises:
        InvalidInput: names the argument; no product matches, as far as that shows at once (``NOTHING_TO_UPDATE``).
        Conflict: the idempotency key was used with other arguments (``IDEMPOTENCY_KEY_REUSED``).
    """
    checked_request(request)
    body = structs.replace(request, idempotency_key=None)
    held = await claim(tx, "create_bulk_update_job", request.idempotency_key, body)
    if held.answer is not None:
        return job_from(await read_job(tx, UUID(held.answer["id"])))
    job_id = await _insert(tx, request)
    if request.filter is None:
        await insert_items(tx, job_id, request.items or [])
    is_more = request.filter is not None and await collect_portion(tx, job_id)
    row = await read_job(tx, job_id)
    if row["total_items"] == 0 and not is_more:
        raise InvalidInput("_filter", "matches no product", code="NOTHING_TO_UPDATE")
    await enqueue(tx, JobName.BULK_UPDATE, bulk_update_job_id=job_id)
    total_items = None if is_more else row["total_items"]
    told = {"total_items": total_items, "patch": request.patch, "filter": request.filter}
    given = {key: value for key, value in told.items() if value is not None}
    await record(tx, Action.BULK_UPDATE_CREATED, ("bulk_update_job", job_id), new=given)
    await held.keep({"id": job_id})
    return job_from(row)


async def _insert(tx: Tx, request: CreateBulkUpdateJob) -> UUID:
    values: dict[str, Any] = {"patch": request.patch, "filter": _as_json(request.filter)}
    job_id: UUID = await queries.insert_job(
        tx.connection,
        brand_id=tx.brand_id,
        unchanged_since=request.since(),
        undo_of=None,
        is_collecting=request.filter is not None,
        created_by=tx.actor.user_id,
        **values,
    )
    return job_id


def _as_json(value: Any) -> Any:
    return None if value is None else msgspec.to_builtins(value)
