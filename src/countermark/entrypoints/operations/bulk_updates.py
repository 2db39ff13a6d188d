"""The operation table's lines for bulk updates."""

from countermark.audit.actions import Action
from countermark.entrypoints.operations.operation import Operation
from countermark.features.accounts.permissions import Permission
from countermark.features.bulk_updates.bulk_update_job import BulkUpdateJob, BulkUpdateJobDetails
from countermark.features.bulk_updates.cancel_bulk_update_job import CancelBulkUpdateJob, cancel_bulk_update_job
from countermark.features.bulk_updates.create_bulk_update_job import CreateBulkUpdateJob, create_bulk_update_job
from countermark.features.bulk_updates.get_bulk_update_job import GetBulkUpdateJob, get_bulk_update_job
from countermark.features.bulk_updates.list_bulk_update_job_items import (
    BulkUpdateJobItem,
    ListBulkUpdateJobItems,
    list_bulk_update_job_items,
)
from countermark.features.bulk_updates.list_bulk_update_jobs import ListBulkUpdateJobs, list_bulk_update_jobs
from countermark.features.bulk_updates.preview_bulk_update import (
    BulkUpdatePreview,
    PreviewBulkUpdate,
    preview_bulk_update,
)
from countermark.features.bulk_updates.retry_bulk_update_job import RetryBulkUpdateJob, retry_bulk_update_job
from countermark.features.bulk_updates.undo_bulk_update_job import UndoBulkUpdateJob, undo_bulk_update_job
from countermark.kit.cursors import Page

BULK_UPDATE_OPERATIONS: tuple[Operation, ...] = (
    Operation(
        run=create_bulk_update_job,
        request=CreateBulkUpdateJob,
        result=BulkUpdateJob,
        summary="Change many products in the background",
        permission=Permission.PRODUCTS_BULK_UPDATE,
        action=Action.BULK_UPDATE_CREATED,
    ),
    Operation(
        run=preview_bulk_update,
        request=PreviewBulkUpdate,
        result=BulkUpdatePreview,
        summary="What a bulk update would do, in numbers and samples",
        permission=Permission.PRODUCTS_BULK_UPDATE,
    ),
    Operation(
        run=get_bulk_update_job,
        request=GetBulkUpdateJob,
        result=BulkUpdateJobDetails,
        summary="How far a bulk update is",
        permission=Permission.PRODUCTS_READ,
    ),
    Operation(
        run=list_bulk_update_jobs,
        request=ListBulkUpdateJobs,
        result=Page[BulkUpdateJobDetails],
        summary="Bulk updates, the newest first",
        permission=Permission.PRODUCTS_READ,
    ),
    Operation(
        run=list_bulk_update_job_items,
        request=ListBulkUpdateJobItems,
        result=Page[BulkUpdateJobItem],
        summary="The products of a bulk update, with what came of each",
        permission=Permission.PRODUCTS_READ,
    ),
    Operation(
        run=cancel_bulk_update_job,
        request=CancelBulkUpdateJob,
        result=BulkUpdateJobDetails,
        summary="Stop a bulk update; what was done stays done",
        permission=Permission.PRODUCTS_BULK_UPDATE,
        action=Action.BULK_UPDATE_CANCELLED,
    ),
    Operation(
        run=retry_bulk_update_job,
        request=RetryBulkUpdateJob,
        result=BulkUpdateJobDetails,
        summary="Queue a bulk update again for what it did not do",
        permission=Permission.PRODUCTS_BULK_UPDATE,
        action=Action.BULK_UPDATE_RETRIED,
    ),
    Operation(
        run=undo_bulk_update_job,
        request=UndoBulkUpdateJob,
        result=BulkUpdateJob,
        summary="Put the old values back, where the new ones still stand",
        permission=Permission.PRODUCTS_BULK_UPDATE,
        action=Action.BULK_UPDATE_UNDONE,
    ),
)
