"""Forgets the rows of imports that ended some time ago. Counts, products and their history stay."""

from datetime import timedelta
from typing import Final

from countermark.db.transaction import Tx
from countermark.features.imports.import_job import queries
from countermark.kit.clock import now

KEPT_FOR: Final = timedelta(days=30)
MOST_AT_ONCE: Final = 1  # of up to a million rows


async def tidy_imports(tx: Tx) -> int:
    """Forgets the rows of the import that ended first among those past their time; gives how many there were.

    The audit log needs no row: nothing of the brand's catalogue changes.
    """
    key = {"brand_id": tx.brand_id}
    found = queries.list_imports_to_tidy(tx.connection, **key, before=now() - KEPT_FOR, most=MOST_AT_ONCE)
    import_job_ids = [row["import_job_id"] async for row in found]
    if import_job_ids:
        await queries.forget_rows(tx.connection, **key, import_job_ids=import_job_ids)
        await queries.delete_parts_of_imports(tx.connection, **key, import_job_ids=import_job_ids)
        await queries.note_removed_rows(tx.connection, **key, import_job_ids=import_job_ids)
    return len(import_job_ids)
