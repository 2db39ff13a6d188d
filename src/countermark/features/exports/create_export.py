"""Asks for an export of a mint batch; a worker makes its files."""

from typing import Any
from uuid import UUID

import msgspec
from msgspec import structs

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.idempotency import claim
from countermark.db.transaction import Tx
from countermark.features.exports.definition import file_name_of
from countermark.features.exports.export import CARRIERS, PACK_UNITS, Export, ExportKind, export_from, read_export
from countermark.features.exports.export_form import ExportForm, check_has_units, check_units, export_form
from countermark.features.exports.file_names import name_parts
from countermark.features.exports.file_writer import ENDINGS, ExportFormat
from countermark.features.exports.profile import as_json
from countermark.features.exports.queries import queries
from countermark.features.exports.unit_source import BatchFacts, read_facts
from countermark.jobs.queue import JobName, enqueue
from countermark.kit.errors import InvalidInput
from countermark.kit.requests import BrandRequest


class CreateExport(BrandRequest, frozen=True, kw_only=True):
    """``_profile_id`` is for kinds with a carrier; ``_packs`` are the packs to make now, all when none are named."""

    mint_batch_id: UUID
    kind: ExportKind
    format: ExportFormat
    profile_id: UUID | None = None
    packs: list[int] | None = None
    idempotency_key: str | None = None


async def create_export(tx: Tx, request: CreateExport) -> Export:
    """The export, queued. Profile and facts are frozen now: its files have the same bytes however often they are made.

    The same key gives the same export again, as it stands by then.

    Raises:
        InvalidInput: names the argument; no units yet (``MINT_BATCH_NOT_MINTED``); units that are void
            (``MINT_BATCH_VOIDED``); EPCs that cannot be (``EPC_NEEDS_GTIN``, ``EPC_NEEDS_SERIALS``,
            ``EPC_IMPOSSIBLE``).
        Conflict: the idempotency key was used with other arguments (``IDEMPOTENCY_KEY_REUSED``).
    """
    _check_format(request)
    held = await claim(tx, "create_export", request.idempotency_key, structs.replace(request, idempotency_key=None))
    if held.answer is not None:
        return export_from(await read_export(tx, UUID(held.answer["export_id"])))
    await check_has_units(tx, request.mint_batch_id, request.kind)
    facts = await read_facts(tx, request.mint_batch_id)
    form = await export_form(tx, request.kind, request.profile_id)
    await check_units(tx, facts, form)
    export_id: UUID = await queries.insert_export(
        tx.connection,
        brand_id=tx.brand_id,
        mint_batch_id=request.mint_batch_id,
        kind=request.kind,
        format=request.format,
        profile_id=form.profile_id,
        profile_version=form.version,
        profile_name=form.name,
        definition=as_json(form.definition),
        facts=msgspec.to_builtins(facts),
        total_units=facts.quantity,
        created_by=tx.actor.user_id,
    )
    await _insert_files(tx, export_id, request, facts, form)
    await enqueue(tx, JobName.EXPORT, export_id=export_id)
    told: dict[str, Any] = {"mint_batch_id": request.mint_batch_id, "kind": request.kind, "format": request.format}
    if form.profile_id is not None:
        told |= {"profile_id": form.profile_id, "profile_version": form.version}
    await record(tx, Action.EXPORT_CREATED, ("export", export_id), new=told)
    await held.keep({"export_id": export_id})
    return export_from(await read_export(tx, export_id))


def _check_format(request: CreateExport) -> None:
    if request.packs is not None and request.format != "packs":
        raise InvalidInput("_packs", "are chosen with the format packs only")


async def _insert_files(tx: Tx, export_id: UUID, request: CreateExport, facts: BatchFacts, form: ExportForm) -> None:
    ending = ENDINGS[request.format]
    parts = name_parts(facts, CARRIERS.get(request.kind, request.kind))
    size = PACK_UNITS if request.format == "packs" else facts.quantity
    firsts = range(1, facts.quantity + 1, size)
    wanted = set(request.packs if request.packs is not None else range(1, len(firsts) + 1))
    if not wanted or not wanted <= set(range(1, len(firsts) + 1)):
        raise InvalidInput("_packs", f"the packs of this mint batch are 1 to {len(firsts)}")
    endings = [ending]
    if request.format == "packs":
        width = len(str(len(firsts)))
        endings = [f"{number:0{width}}-of-{len(firsts)}.{ending}" for number in range(1, len(firsts) + 1)]
    await queries.insert_files(
        tx.connection,
        brand_id=tx.brand_id,
        export_id=export_id,
        numbers=list(range(1, len(firsts) + 1)),
        firsts=list(firsts),
        units=[min(size, facts.quantity - first + 1) for first in firsts],
        wanted=[number in wanted for number in range(1, len(firsts) + 1)],
        names=[file_name_of(form.definition.file_name, parts, each) for each in endings],
    )
