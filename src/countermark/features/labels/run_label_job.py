"""The label job, in steps that each commit on their own, so that it survives the end of a worker at any time.

Nothing of a run is kept but its progress, and the same job always gives the same bytes: a run that was cut short is
begun anew. A run has a number; whoever was given up finds another number in the row, writes nothing, and stops.
"""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import msgspec

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.carriers.labels import LabelDesign, LabelFacts
from countermark.db.transaction import Tx
from countermark.features.brands.unit_keys import unit_codec
from countermark.features.labels.label_facts import batch_texts, unit_facts
from countermark.features.labels.label_job import MOST_ATTEMPTS, LabelFormat
from countermark.features.labels.queries import queries
from countermark.features.minting.list_mint_units import ListMintUnits, list_mint_units
from countermark.features.minting.mint_batch import read_mint_batch
from countermark.features.minting.mint_unit import MintUnit
from countermark.kit.cursors import MAX_LIMIT
from countermark.objects import WrittenObject

WORKERS_ENDED: Final = "each attempt was cut short: its worker ended before it did"


class RunOver(Exception):
    """The job was cancelled meanwhile, or another worker has it: this run stops."""


@dataclass(frozen=True, slots=True)
class LabelRun:
    """Everything a run draws from. ``facts`` are those of the labels in their order."""

    label_job_id: UUID
    run: int
    design: LabelDesign
    format: LabelFormat
    title: str
    facts: list[LabelFacts]


async def begin_label_run(tx: Tx, label_job_id: UUID) -> LabelRun | None:
    """Counts an attempt and reads what is to be drawn. ``None``: nothing is to do, or no attempt is left."""
    key = {"brand_id": tx.brand_id, "label_job_id": label_job_id}
    row = await queries.begin_job(tx.connection, **key, most=MOST_ATTEMPTS)
    if row is None:
        await _fail(tx, label_job_id, None, None, None)
        return None
    batch = await read_mint_batch(tx, row["mint_batch_id"])
    texts = await batch_texts(tx, batch)
    units = await _units(tx, row, batch["first_unit_number"])
    return LabelRun(
        label_job_id=label_job_id,
        run=row["runs"],
        design=msgspec.convert(row["design"], LabelDesign),
        format=LabelFormat(row["format"]),
        title=row["template_name"],
        facts=[unit_facts(texts, unit, row["origin"]) for unit in units],
    )


async def note_progress(tx: Tx, run: LabelRun, *, drawn: int, checked: int) -> None:
    """Says how far the run is.

    Raises:
        RunOver: it is not to go on.
    """
    values = {"drawn": drawn, "checked": checked}
    if not await queries.note_progress(tx.connection, brand_id=tx.brand_id, **_key(run), **values):
        raise RunOver


async def complete_label_job(tx: Tx, run: LabelRun, written: WrittenObject) -> None:
    """Releases the file. Nothing happens when the job ended otherwise meanwhile."""
    values = {"size_bytes": written.size_bytes, "sha256": written.sha256}
    if await queries.complete_job(tx.connection, brand_id=tx.brand_id, **_key(run), **values):
        told = {"status": "completed", "labels": len(run.facts), "sha256": written.sha256.hex()}
        await record(tx, Action.LABEL_JOB_COMPLETED, ("label_job", run.label_job_id), new=told)


async def fail_label_job(tx: Tx, run: LabelRun, error_code: str, error: str) -> None:
    """Ends the job without a file, for a reason that another attempt would not change."""
    await _fail(tx, run.label_job_id, run.run, error_code, error)


async def is_another_due(tx: Tx, run: LabelRun, error_code: str, error: str) -> bool:
    """Puts the job back after an attempt that failed; false when that was the last one, and the job has failed."""
    told = {"error_code": error_code, "error": error, "most": MOST_ATTEMPTS}
    if await queries.requeue_job(tx.connection, brand_id=tx.brand_id, **_key(run), **told):
        return True
    await fail_label_job(tx, run, error_code, error)
    return False


async def _fail(tx: Tx, label_job_id: UUID, run: int | None, error_code: str | None, error: str | None) -> None:
    """Without a run: the attempts are used up, and the last error stands, or that the workers ended."""
    row = await queries.get_job(tx.connection, brand_id=tx.brand_id, label_job_id=label_job_id)
    error = error or (row["error"] if row else None) or WORKERS_ENDED
    values = {"run": run, "error_code": error_code, "error": error}
    if await queries.fail_job(tx.connection, brand_id=tx.brand_id, label_job_id=label_job_id, **values):
        told = {"status": "failed", "error": error}
        await record(tx, Action.LABEL_JOB_FAILED, ("label_job", label_job_id), new=told)


def _key(run: LabelRun) -> dict[str, Any]:
    return {"label_job_id": run.label_job_id, "run": run.run}


async def _units(tx: Tx, row: Any, first_unit_number: int) -> list[MintUnit]:
    codec = await unit_codec(tx)
    if row["unit_ids"] is None:
        return await _page(tx, row, first_unit_number + row["first_label"], row["label_count"])
    numbers = (codec.number_of_unit_id(unit_id) for unit_id in row["unit_ids"])
    return [unit for number in numbers if number is not None for unit in await _page(tx, row, number, 1)]


async def _page(tx: Tx, row: Any, first: int, count: int) -> list[MintUnit]:
    """``count`` units from number ``first`` on; the list's cursor is the id of the unit before."""
    codec = await unit_codec(tx)
    batch = await read_mint_batch(tx, row["mint_batch_id"])
    cursor = None if first == batch["first_unit_number"] else codec.unit_id_of(first - 1).hex
    units: list[MintUnit] = []
    while len(units) < count:
        limit = min(MAX_LIMIT, count - len(units))
        page = await list_mint_units(
            tx, ListMintUnits(brand_id=tx.brand_id, mint_batch_id=row["mint_batch_id"], limit=limit, cursor=cursor)
        )
        units += page.items
        cursor = page.next_cursor
        if not page.has_more:
            break
    return units
