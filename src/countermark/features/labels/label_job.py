"""The label job: its record, the door to one, and the name of its file."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.labels.queries import queries
from countermark.kit.errors import unknown
from countermark.kit.records import Record, record_from
from countermark.objects.object_key import object_key

MOST_LABELS = 10_000
MOST_ATTEMPTS = 3


class LabelFormat(StrEnum):
    """One PDF of sheets, or a ZIP with an SVG for each label, for variable-data printing."""

    PDF = "pdf"
    SVG_ZIP = "svg_zip"


class LabelJobStatus(StrEnum):
    """Completed: every code was read back, and the file can be downloaded."""

    QUEUED = "queued"
    RUNNING = "running"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    FAILED = "failed"


ENDED = frozenset({LabelJobStatus.COMPLETED, LabelJobStatus.CANCELLED, LabelJobStatus.FAILED})
ENDINGS = {LabelFormat.PDF: "pdf", LabelFormat.SVG_ZIP: "zip"}
MEDIA_TYPES = {LabelFormat.PDF: "application/pdf", LabelFormat.SVG_ZIP: "application/zip"}


class LabelJob(Record, frozen=True, kw_only=True):
    """A file of labels and how far it is. ``checked_labels`` were read back from the finished file."""

    label_job_id: UUID
    label_template_id: UUID
    template_name: str
    mint_batch_id: UUID
    first_label: int
    label_count: int
    format: LabelFormat
    status: LabelJobStatus
    attempts: int
    drawn_labels: int
    checked_labels: int
    error_code: str | None
    error: str | None
    size_bytes: int | None
    sha256: str | None
    created_by: UUID | None
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None

    @property
    def has_ended(self) -> bool:
        """Whether no worker has anything left to do for it."""
        return self.status in ENDED

    @property
    def filename(self) -> str:
        """What its file is called for whoever downloads it."""
        return f"labels-{self.label_job_id}.{ENDINGS[self.format]}"


def job_from(row: Mapping[str, Any]) -> LabelJob:
    """The record in a row of ``get_job`` or ``list_jobs``."""
    typed = {
        "format": LabelFormat(row["format"]),
        "status": LabelJobStatus(row["status"]),
        "sha256": row["sha256"].hex() if row["sha256"] else None,
    }
    return record_from(LabelJob, {**row, **typed})


async def read_job(tx: Tx, label_job_id: UUID, *, hold: bool = False) -> LabelJob:
    """The job; ``hold`` keeps others from ending or beginning it until the transaction ends.

    Raises:
        InvalidInput: there is none, or it is another brand's (the same error).
    """
    key = {"brand_id": tx.brand_id, "label_job_id": label_job_id}
    if hold:
        await queries.lock_job(tx.connection, **key)
    row = await queries.get_job(tx.connection, **key)
    if row is None:
        raise unknown("_label_job_id", "label job")
    return job_from(row)


def file_key(brand_id: UUID, label_job_id: UUID) -> str:
    """Where the file of a job is in the object store."""
    return object_key(brand_id, "labels", label_job_id)
