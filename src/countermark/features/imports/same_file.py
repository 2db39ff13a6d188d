"""A file that was imported before: asked about first, for it is a mistake more often than not."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.imports.import_job import queries
from countermark.kit.clock import to_second
from countermark.kit.records import Record


class SameFile(Record, frozen=True, kw_only=True):
    """Nothing was done, for the same file was imported before, by ``import_job_id``."""

    ok: Literal[False] = False
    code: Literal["SAME_FILE"] = "SAME_FILE"
    message: str
    import_job_id: UUID
    filename: str
    imported_at: datetime


async def find_same_file(tx: Tx, sha256: bytes | None, import_job_id: UUID | None) -> SameFile | None:
    """The last import of the same file besides ``import_job_id``; ``None`` if there was none."""
    row = sha256 and await queries.find_import_of_file(
        tx.connection, brand_id=tx.brand_id, sha256=sha256, import_job_id=import_job_id or UUID(int=0)
    )
    if not row:
        return None
    return SameFile(
        message="the same file was imported before; send _allow_same_file to import it again",
        import_job_id=row["import_job_id"],
        filename=row["filename"],
        imported_at=to_second(row["committed_at"]),
    )
