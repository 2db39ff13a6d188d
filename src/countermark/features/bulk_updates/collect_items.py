"""Finds the items of a bulk update job, portion by portion, each in a transaction of its own.

All are found before the first is changed: a change can move a product out of the filter that selects it. How far the
job got stands in its row, written with the items of the portion, so a worker that is killed loses and doubles none.
"""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

import msgspec

from countermark.db.transaction import Tx
from countermark.features.bulk_updates.bulk_update_job import queries
from countermark.features.bulk_updates.bulk_update_request import filter_parameters
from countermark.features.products.product_filter import ProductFilter

LOOKED_AT_ONCE: Final = 10_000
"""Products, or items of the job that is undone: some tenths of a second."""


async def collect_portion(tx: Tx, job_id: UUID) -> bool:
    """Adds the next items; whether there may be more. False also when the job has ended."""
    key = {"brand_id": tx.brand_id, "job_id": job_id}
    job = await queries.begin_portion(tx.connection, **key)
    if job is None:
        return False
    portion = await _undone(tx, key, job) if job["undo_of"] else await _matching(tx, key, job)
    is_more: bool = portion["walked"] == LOOKED_AT_ONCE
    await queries.end_portion(tx.connection, **key, found=portion["found"], last_id=portion["last_id"], is_more=is_more)
    return is_more


async def _undone(tx: Tx, key: Mapping[str, Any], job: Mapping[str, Any]) -> Mapping[str, Any]:
    portion: Mapping[str, Any] = await queries.collect_undo_items(
        tx.connection,
        **key,
        undo_of=job["undo_of"],
        after_id=job["after_id"],
        made_at=job["created_at"],
        most=LOOKED_AT_ONCE,
    )
    return portion


async def _matching(tx: Tx, key: Mapping[str, Any], job: Mapping[str, Any]) -> Mapping[str, Any]:
    """A text that few products have tells them by its index, and nothing is left to be looked at."""
    parameters = await filter_parameters(tx, msgspec.convert(job["filter"], ProductFilter))
    asked = {**key, **parameters, "made_at": job["created_at"]}
    if parameters["filter_matching"] is not None and job["after_id"].int == 0:
        found = await queries.insert_found_items(tx.connection, **asked)
        return {"walked": 0, "found": found, "last_id": None}
    portion: Mapping[str, Any] = await queries.collect_matching_items(
        tx.connection, **asked, after_id=job["after_id"], most=LOOKED_AT_ONCE
    )
    return portion
