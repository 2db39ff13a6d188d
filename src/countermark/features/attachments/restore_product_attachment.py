"""Takes the deletion of a file back."""

from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.attachments.attachment import Attachment, attachment_from, lock_attachment, queries, told
from countermark.kit.requests import BrandRequest


class RestoreProductAttachment(BrandRequest, frozen=True, kw_only=True):
    """Which one."""

    attachment_id: UUID


async def restore_product_attachment(tx: Tx, request: RestoreProductAttachment) -> Attachment:
    """The file as it was before it was deleted; only a main image gives way to one that was chosen meanwhile.

    Restoring what is not deleted changes nothing.

    Raises:
        InvalidInput: no such file, or it is gone for good; its product is archived (``PRODUCT_ARCHIVED``).
    """
    before = await lock_attachment(tx, request.attachment_id, deleted_too=True)
    product = {"brand_id": tx.brand_id, "product_id": before.product_id}
    another_is_main = await queries.has_main_image(tx.connection, **product)
    key = {"brand_id": tx.brand_id, "attachment_id": request.attachment_id}
    row = await queries.restore_attachment(tx.connection, **key, another_is_main=another_is_main)
    if row is None:
        return before
    after = attachment_from(tx, row)
    names = ("product_id", "filename", "sha256", "show_on_passport", "is_main_image")
    new = told(after, *names)
    await record(tx, Action.ATTACHMENT_RESTORED, ("attachment", request.attachment_id), new=new)
    return after
