"""Starts a file of labels: what it will hold is settled now, drawing and reading back is left to a job."""

from typing import Any
from uuid import UUID

import msgspec
from msgspec import structs

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.carriers import Symbology
from countermark.carriers.labels import CodeElement, LabelDesign
from countermark.db.idempotency import claim
from countermark.db.transaction import Tx
from countermark.features.brands.brand_origin import brand_origin
from countermark.features.brands.unit_keys import unit_codec
from countermark.features.labels.label_job import MOST_LABELS, LabelFormat, LabelJob, read_job
from countermark.features.labels.label_template import read_template
from countermark.features.labels.queries import queries
from countermark.features.minting.mint_batch import EXISTING, read_lots, read_mint_batch
from countermark.jobs.queue import JobName, enqueue
from countermark.kit.errors import Conflict, InvalidInput, unknown
from countermark.kit.requests import BrandRequest

MOST_UNITS = 1_000


class CreateLabelJob(BrandRequest, frozen=True, kw_only=True):
    """Labels of a mint batch: from ``_first_label`` (0) on, those of one lot, or of some of its units."""

    mint_batch_id: UUID
    label_template_id: UUID
    format: LabelFormat = LabelFormat.PDF
    lot_id: UUID | None = None
    unit_ids: list[UUID] | None = None
    first_label: int = 0
    label_count: int | None = None
    idempotency_key: str | None = None


async def create_label_job(tx: Tx, request: CreateLabelJob) -> LabelJob:
    """The job, queued. It keeps the template's design as it stands now. The same key gives the same job again.

    Raises:
        InvalidInput: no such template, mint batch, lot or unit; a range outside the batch, or of more than 10,000.
        Conflict: the batch has no units or is voided (``BATCH_NOT_PRINTABLE``), the template is archived, the key was
            used with other arguments.
    """
    body = structs.replace(request, idempotency_key=None)
    held = await claim(tx, "create_label_job", request.idempotency_key, body)
    if held.answer is not None:
        return await read_job(tx, UUID(held.answer["label_job_id"]))
    template = await read_template(tx, request.label_template_id, hold=True)
    if template.archived_at is not None:
        raise Conflict("_label_template_id", "this template is archived", code="TEMPLATE_ARCHIVED")
    batch = await read_mint_batch(tx, request.mint_batch_id)
    _check_printable(batch, template.design)
    first, count = await _range(tx, request, batch)
    label_job_id: UUID = await queries.insert_job(
        tx.connection,
        brand_id=tx.brand_id,
        label_template_id=template.label_template_id,
        template_name=template.name,
        design=msgspec.to_builtins(template.design),
        mint_batch_id=request.mint_batch_id,
        unit_ids=request.unit_ids,
        first_label=first,
        label_count=count,
        format=request.format,
        origin=await brand_origin(tx),
        created_by=tx.actor.user_id,
    )
    await enqueue(tx, JobName.PRINT_LABELS, label_job_id=label_job_id)
    told = {"mint_batch_id": request.mint_batch_id, "template": template.name, "labels": count}
    await record(tx, Action.LABEL_JOB_CREATED, ("label_job", label_job_id), new=told | {"format": request.format})
    await held.keep({"label_job_id": label_job_id})
    return await read_job(tx, label_job_id)


def _check_printable(batch: Any, design: LabelDesign) -> None:
    if batch["status"] not in EXISTING or batch["status"] == "voided":
        problem = f"this mint batch is {batch['status']}: there is nothing to print labels for"
        raise Conflict("_mint_batch_id", problem, code="BATCH_NOT_PRINTABLE")
    code = next(element for element in design.elements if isinstance(element, CodeElement))
    if code.symbology is Symbology.DATA_MATRIX and batch["gtin"] is None:
        problem = "its codes carry no GTIN, and the template's GS1 Data Matrix needs one"
        raise InvalidInput("_mint_batch_id", problem, code="CANNOT_CARRY", hint="take a template with a QR code")


async def _range(tx: Tx, request: CreateLabelJob, batch: Any) -> tuple[int, int]:
    """The first label, counted from the batch's first unit, and how many; of a list of units, 0 and their number."""
    if request.unit_ids is not None:
        return 0, await _checked_units(tx, request, batch)
    first, most = 0, int(batch["quantity"])
    if request.lot_id is not None:
        lots = await read_lots(tx, request.mint_batch_id)
        lot = next((lot for lot in lots if lot["lot_id"] == request.lot_id), None)
        if lot is None:
            raise unknown("_lot_id", "lot in this mint batch")
        first, most = lot["first_unit_number"] - batch["first_unit_number"], lot["quantity"]
    if not 0 <= request.first_label < most:
        raise InvalidInput("_first_label", f"must be 0 to {most - 1}")
    left = most - request.first_label
    count = min(left, MOST_LABELS) if request.label_count is None else request.label_count
    if not 1 <= count <= min(left, MOST_LABELS):
        raise InvalidInput("_label_count", f"must be 1 to {min(left, MOST_LABELS)}")
    return first + request.first_label, count


async def _checked_units(tx: Tx, request: CreateLabelJob, batch: Any) -> int:
    units = request.unit_ids or []
    if request.lot_id is not None or request.first_label or request.label_count is not None:
        raise InvalidInput("_unit_ids", "stands alone: without a lot and without a range")
    if not 1 <= len(units) <= MOST_UNITS or len(set(units)) != len(units):
        raise InvalidInput("_unit_ids", f"must be 1 to {MOST_UNITS:,} units, each once")
    codec = await unit_codec(tx)
    first = batch["first_unit_number"]
    for unit_id in units:
        number = codec.number_of_unit_id(unit_id)
        if number is None or not first <= number < first + batch["quantity"]:
            raise unknown("_unit_ids", f"unit {unit_id} in this mint batch")
    return len(units)
