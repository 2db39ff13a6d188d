"""Putting an import's rows into the catalogue: a chunk is one transaction, in which its outcomes and what they tell of
commit together. So a row is written once, however often and by however many workers the run is taken up."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import asyncpg

from countermark.audit.actions import Action
from countermark.audit.record import Told, record, record_many
from countermark.db.transaction import Tx, savepoint
from countermark.features.imports.chunk import NONE, OUTCOMES, Chunk, chunk_from
from countermark.features.imports.find_matches import find_matches
from countermark.features.imports.import_context import ImportContext
from countermark.features.imports.import_job import ImportStatus, counts_from, key_of, queries
from countermark.features.imports.parsed_row import CellReason, Verdict, row_error, verdict_of
from countermark.features.imports.plan_row import CatalogueProduct, Plan, plan_row
from countermark.features.imports.run_validation import hold_run
from countermark.features.products.write_products import ProductToWrite, insert_products, update_products
from countermark.kit.ids import uuid7

MOST_TRIES = 3
# Reasons that come from the catalogue and not from the file: found anew when it is written to.
OF_THE_CATALOGUE = frozenset(
    {"TWO_PRODUCTS", "NAME_MISSING", "PRODUCT_ARCHIVED", "IDENTIFIER_KEPT", "PRODUCT_TOO_LARGE", "WRITTEN_MEANWHILE"}
)


async def commit_next_chunk(tx: Tx, context: ImportContext) -> bool | None:
    """Writes the products of a chunk that nobody is at; false when others are at all that is left, ``None`` at the end.

    Raises:
        RunOver: the run ended meanwhile.
    """
    await hold_run(tx, context, ImportStatus.COMMITTING)
    key = key_of(tx, context.import_job_id) | {"run_number": context.run_number}
    row = await queries.claim_chunk(tx.connection, **key)
    if row is None:
        return False if await queries.has_open_chunk(tx.connection, **key) else None
    chunk = chunk_from(row)
    await _write(tx, context, chunk)
    stored = chunk.stored()
    for name in ("excluded", "excluded_rows"):
        del stored[name]
    await queries.store_done_chunk(tx.connection, **key, chunk_number=chunk.number, **stored)
    return True


async def _write(tx: Tx, context: ImportContext, chunk: Chunk) -> None:
    """Plans the rows against the catalogue and writes them; again when somebody else took an identifier in between."""
    for left in reversed(range(MOST_TRIES)):
        plans = await _plans(tx, context, chunk)
        try:
            async with savepoint(tx):
                await _write_plans(tx, context, chunk, plans)
        except (asyncpg.UniqueViolationError, asyncpg.DeadlockDetectedError):
            if not left:
                raise
        else:
            return


async def _plans(tx: Tx, context: ImportContext, chunk: Chunk) -> dict[int, Plan]:
    """What shall become of each row that is to be imported and was not; the others keep what they have."""
    own = {place: _own_reasons(chunk, place) for place in range(len(chunk.rows))}
    wanted = [
        place
        for place in own
        if not chunk.is_excluded(place)
        and chunk.outcomes[place] in (NONE, OUTCOMES["error"])
        and verdict_of(own[place]) is not Verdict.ERROR
    ]
    for place in set(own) - set(wanted):
        if not chunk.is_excluded(place) and chunk.outcomes[place] == NONE:
            chunk.outcomes[place] = OUTCOMES["error"]
    matches = await find_matches(tx, (chunk.parsed[place] for place in wanted), hold=True)
    plans: dict[int, Plan] = {}
    first: dict[UUID, int] = {}
    for place in wanted:
        row = chunk.parsed[place]
        if row is None:
            continue
        plan = plan_row(row, matches, context.options, context.brand_locale)
        if plan.product is not None and first.setdefault(plan.product.product_id, place) != place:
            other = chunk.rows[first[plan.product.product_id]].number
            plan = Plan(None, [row_error(f"has become the same product as row {other}", "WRITTEN_MEANWHILE")])
        plans[place] = plan
        chunk.judge(place, [*own[place], *plan.reasons], plan.action)
    return plans


def _own_reasons(chunk: Chunk, place: int) -> list[CellReason]:
    return [reason for reason in chunk.reasons.get(place, []) if reason.code not in OF_THE_CATALOGUE]


async def _write_plans(tx: Tx, context: ImportContext, chunk: Chunk, plans: Mapping[int, Plan]) -> None:
    new: list[ProductToWrite] = []
    changed: list[tuple[ProductToWrite, CatalogueProduct]] = []
    for place, plan in plans.items():
        if plan.action == "insert":
            product = _product(uuid7(), plan)
            new.append(product)
            chunk.product_ids[place], chunk.outcomes[place] = product.product_id, OUTCOMES["inserted"]
        elif plan.action == "update" and plan.product is not None:
            changed.append((_product(plan.product.product_id, plan), plan.product))
            chunk.product_ids[place], chunk.outcomes[place] = plan.product.product_id, OUTCOMES["updated"]
        elif plan.action == "skip" and plan.product is not None:
            chunk.product_ids[place], chunk.outcomes[place] = plan.product.product_id, OUTCOMES["skipped"]
        else:
            chunk.outcomes[place] = OUTCOMES["error"]
    await insert_products(tx, new, context.brand_locale)
    await update_products(tx, [product for product, _ in changed])
    if new:
        told = [Told(product.product_id, None, _told_new(product)) for product in new]
        await record_many(tx, Action.PRODUCT_IMPORTED, "product", told)
    if changed:
        told = [_told_change(product, before) for product, before in changed]
        await record_many(tx, Action.PRODUCT_UPDATED_BY_IMPORT, "product", told)


def _product(product_id: UUID, plan: Plan) -> ProductToWrite:
    return ProductToWrite(product_id, plan.name, plan.commercial_status, plan.attributes, plan.identifiers)


def _told_new(product: ProductToWrite) -> dict[str, Any]:
    return {
        "name": product.name,
        "commercial_status": product.commercial_status,
        "attributes": product.attributes,
        "identifiers": {identifier.identifier_type: identifier.value for identifier in product.identifiers},
    }


def _told_change(product: ProductToWrite, before: CatalogueProduct) -> Told:
    """Only what changed, attribute by attribute."""
    old: dict[str, Any] = {}
    new: dict[str, Any] = {}
    for part, was, now in (("name", before.name, product.name), ("attributes", before.attributes, product.attributes)):
        keys = [key for key in {**was, **now} if was.get(key) != now.get(key)]
        if keys:
            old[part] = {key: was.get(key) for key in keys}
            new[part] = {key: now.get(key) for key in keys}
    if before.commercial_status != product.commercial_status:
        old["commercial_status"], new["commercial_status"] = before.commercial_status, product.commercial_status
    if product.identifiers:
        new["identifiers"] = {identifier.identifier_type: identifier.value for identifier in product.identifiers}
        old["identifiers"] = dict.fromkeys(new["identifiers"])
    return Told(product.product_id, old, new)


async def finish_commit(tx: Tx, context: ImportContext) -> None:
    """Every chunk is done: the import is completed, once, and its file is not needed any more."""
    key = key_of(tx, context.import_job_id)
    ended = await queries.end_run(
        tx.connection,
        **key,
        run_number=context.run_number,
        status=ImportStatus.COMMITTING,
        new_status=ImportStatus.COMPLETED,
        error=None,
    )
    if ended:
        await queries.delete_file_parts(tx.connection, **key)
        counts = counts_from(await queries.get_import_job(tx.connection, **key))
        told = {"status": ImportStatus.COMPLETED, "counts": counts}
        await record(tx, Action.IMPORT_COMPLETED, ("import_job", context.import_job_id), new=told)
