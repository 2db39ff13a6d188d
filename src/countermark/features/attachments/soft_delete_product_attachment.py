"""Takes a file away from its product; that can be taken back for a while."""

from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.attachments.attachment import Attachment, attachment_from, lock_attachment, queries, told
from countermark.kit.requests import BrandRequest


class SoftDeleteProductAttachment(BrandRequest, frozen=True, kw_only=True):
    """Which one."""

    attachment_id: UUID


async def soft_delete_product_attachment(tx: Tx, request: SoftDeleteProductAttachment) -> Attachment:
    """The deleted file. For 30 days the deletion can be taken back; then the bytes go, too.

    Passports published already keep it: a file that they name is never destroyed. Deleting again changes nothing.

    Raises:
        InvalidInput: no such file; its product is archived (``PRODUCT_ARCHIVED``).
    """
    before = await lock_attachment(tx, request.attachment_id, deleted_too=True)
    key = {"brand_id": tx.brand_id, "attachment_id": request.attachment_id}
    row = await queries.delete_attachment(tx.connection, **key)
    if row is None:
        return before
    names = ("product_id", "filename", "sha256", "show_on_passport", "is_main_image")
    old = told(before, *names)
    await record(tx, Action.ATTACHMENT_DELETED, ("attachment", request.attachment_id), old=old)
    return attachment_from(tx, row)
