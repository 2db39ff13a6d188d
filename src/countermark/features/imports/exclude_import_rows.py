"""Takes rows out of an import, and back in."""

from typing import Literal
from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.imports.chunk import EXCLUDED, NONE, chunk_from
from countermark.features.imports.import_job import ImportStatus, key_of, lock_import_job, queries
from countermark.features.imports.validate_import_job import start_validation
from countermark.kit.errors import InvalidInput
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest

MOST_ROWS_A_CALL = 1_000
COUNTED = (
    "valid_rows", "warning_rows", "error_rows", "excluded_rows", "will_insert", "will_update", "will_skip",
)  # fmt: skip


class ExcludeImportRows(BrandRequest, frozen=True, kw_only=True):
    """Rows by number. ``_excluded`` false takes them back in."""

    import_job_id: UUID
    row_numbers: list[int]
    excluded: bool = True


class RowsExcluded(Record, frozen=True, kw_only=True):
    """How many rows changed sides. ``status``: ``validating`` when others have to be looked at again because of it."""

    ok: Literal[True] = True
    import_job_id: UUID
    status: ImportStatus
    changed_rows: int


async def exclude_import_rows(tx: Tx, request: ExcludeImportRows) -> RowsExcluded:
    """Rows that are excluded are not imported, and do not stand in the way of rows that repeat them.

    Raises:
        InvalidInput: too many rows, or a number that no row has.
        Conflict: the rows are not checked, or the import is at work or has ended (``IMPORT_STATUS``).
    """
    if not 1 <= len(request.row_numbers) <= MOST_ROWS_A_CALL:
        raise InvalidInput("_row_numbers", f"must be 1 to {MOST_ROWS_A_CALL:,} rows, not {len(request.row_numbers):,}")
    wanted = set(request.row_numbers)
    if not all(1 <= number < 2**31 for number in wanted):
        raise InvalidInput("_row_numbers", "holds a number that no row has")
    await lock_import_job(tx, request.import_job_id, ImportStatus.VALIDATED)
    changed, affects_others = await _toggle(tx, request.import_job_id, wanted, excluded=request.excluded)
    status = ImportStatus.VALIDATED
    if affects_others:
        await start_validation(tx, request.import_job_id)
        status = ImportStatus.VALIDATING
    told = {"row_numbers": sorted(wanted), "excluded": request.excluded}
    await record(tx, Action.IMPORT_ROWS_EXCLUDED, ("import_job", request.import_job_id), new=told)
    return RowsExcluded(import_job_id=request.import_job_id, status=status, changed_rows=changed)


async def _toggle(tx: Tx, import_job_id: UUID, wanted: set[int], *, excluded: bool) -> tuple[int, bool]:
    """How many rows changed, and whether any is one that other rows repeat, or may."""
    key, letter = key_of(tx, import_job_id), EXCLUDED if excluded else NONE
    changed, affects_others, known = 0, False, set[int]()
    found = queries.list_chunks_of_rows(tx.connection, **key, row_numbers=sorted(wanted))
    for row in [row async for row in found]:
        chunk = chunk_from(row)
        for place, number in enumerate(chunk.numbers):
            if number not in wanted:
                continue
            known.add(number)
            if chunk.excluded[place] != letter:
                chunk.excluded[place] = letter
                changed += 1
                repeats = any(reason.code == "REPEATED_ROW" for reason in chunk.reasons.get(place, []))
                affects_others = affects_others or repeats or not excluded
        counts = chunk.counts()
        await queries.store_exclusions(
            tx.connection,
            **key,
            chunk_number=chunk.number,
            excluded="".join(chunk.excluded),
            **{name: counts[name] for name in COUNTED},
        )
    if wanted - known:
        raise InvalidInput("_row_numbers", f"there is no row {min(wanted - known)} in this import")
    return changed, affects_others
