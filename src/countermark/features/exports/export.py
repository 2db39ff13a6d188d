"""The export: its record, its files, and the door to one."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, Literal
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.exports.definition import Carrier
from countermark.features.exports.file_writer import ExportFormat
from countermark.features.exports.queries import queries
from countermark.kit.errors import unknown
from countermark.kit.records import Record, record_from
from countermark.objects import object_key

PACK_UNITS: Final = 10_000
FileStatus = Literal["pending", "generating", "completed", "failed"]


class ExportKind(StrEnum):
    """What an export is for."""

    FULL_MANIFEST = "full_manifest"
    QR_PRINT = "qr_print"
    NFC_ENCODING = "nfc_encoding"
    RFID_ENCODING = "rfid_encoding"


CARRIERS: Final = {
    ExportKind.QR_PRINT: Carrier.QR,
    ExportKind.NFC_ENCODING: Carrier.NFC,
    ExportKind.RFID_ENCODING: Carrier.RFID,
}


class ExportStatus(StrEnum):
    """Completed: every file that was asked for is there."""

    QUEUED = "queued"
    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"


ENDED: Final = frozenset({ExportStatus.COMPLETED, ExportStatus.FAILED, ExportStatus.CANCELLED})


class Export(Record, frozen=True, kw_only=True):
    """How far an export is. ``wanted_units`` are of the files that were asked for, ``size_bytes`` of those there."""

    export_id: UUID
    mint_batch_id: UUID
    product_name: dict[str, str]
    batch_number: str | None
    kind: ExportKind
    format: ExportFormat
    profile_id: UUID | None
    profile_version: int | None
    profile_name: str | None
    status: ExportStatus
    total_units: int
    wanted_units: int
    done_units: int
    total_files: int
    wanted_files: int
    completed_files: int
    size_bytes: int | None
    attempts: int
    error: str | None
    created_by: UUID | None
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None

    @property
    def has_ended(self) -> bool:
        """Whether no worker has anything left to do for it."""
        return self.status in ENDED


class ExportFile(Record, frozen=True, kw_only=True):
    """A file, or a pack: units ``first_unit`` (from 1) and on. ``sha256`` is of all its bytes, in hexadecimal."""

    number: int
    first_unit: int
    units: int
    is_wanted: bool
    status: FileStatus
    done_units: int
    file_name: str
    size_bytes: int | None
    sha256: str | None
    completed_at: datetime | None


def export_from(row: Mapping[str, Any]) -> Export:
    """The record in a row of ``get_export`` or ``list_exports``."""
    typed = {"kind": ExportKind(row["kind"]), "status": ExportStatus(row["status"])}
    return record_from(Export, {**row, **typed})


def file_from(row: Mapping[str, Any]) -> ExportFile:
    """The record in a row of ``list_files``."""
    return record_from(ExportFile, {**row, "sha256": row["sha256"].hex() if row["sha256"] else None})


async def read_export(tx: Tx, export_id: UUID) -> Mapping[str, Any]:
    """The row of an export as it stands in this transaction.

    Raises:
        InvalidInput: there is none, or it is another brand's (the same error).
    """
    row: Mapping[str, Any] | None = await queries.get_export(tx.connection, brand_id=tx.brand_id, export_id=export_id)
    if row is None:
        raise unknown("_export_id", "export")
    return row


async def hold_export(tx: Tx, export_id: UUID) -> Export:
    """The export, held until the transaction ends: nobody else begins, ends, cancels or retries it meanwhile.

    Raises:
        InvalidInput: there is none, or it is another brand's (the same error).
    """
    await queries.lock_export(tx.connection, brand_id=tx.brand_id, export_id=export_id)
    return export_from(await read_export(tx, export_id))


def file_key(brand_id: UUID, export_id: UUID, number: int) -> str:
    """Where the bytes of a file are in the object store."""
    return object_key(brand_id, "exports", export_id, str(number))
