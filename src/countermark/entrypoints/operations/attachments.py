"""The operation table's lines for products' files."""

from countermark.audit.actions import Action
from countermark.entrypoints.operations.operation import Operation
from countermark.features.accounts.permissions import Permission
from countermark.features.attachments.attachment import Attachment
from countermark.features.attachments.create_product_attachment_record import (
    CreateProductAttachmentRecord,
    create_product_attachment_record,
)
from countermark.features.attachments.get_attachment_download import (
    AttachmentDownload,
    GetAttachmentDownload,
    get_attachment_download,
)
from countermark.features.attachments.list_product_attachments import ListProductAttachments, list_product_attachments
from countermark.features.attachments.list_product_images import ListProductImages, list_product_images
from countermark.features.attachments.restore_product_attachment import (
    RestoreProductAttachment,
    restore_product_attachment,
)
from countermark.features.attachments.soft_delete_product_attachment import (
    SoftDeleteProductAttachment,
    soft_delete_product_attachment,
)
from countermark.features.attachments.update_product_attachment import (
    UpdateProductAttachment,
    update_product_attachment,
)
from countermark.kit.cursors import Page

ATTACHMENT_OPERATIONS: tuple[Operation, ...] = (
    Operation(
        run=create_product_attachment_record,
        request=CreateProductAttachmentRecord,
        result=Attachment,
        summary="Announce a file of a product; its bytes follow by PUT",
        permission=Permission.ATTACHMENTS_WRITE,
        action=Action.ATTACHMENT_ANNOUNCED,
    ),
    Operation(
        run=list_product_attachments,
        request=ListProductAttachments,
        result=Page[Attachment],
        summary="A product's files, in their order",
        permission=Permission.PRODUCTS_READ,
    ),
    Operation(
        run=list_product_images,
        request=ListProductImages,
        result=list[Attachment],
        summary="The main images of some products",
        permission=Permission.PRODUCTS_READ,
    ),
    Operation(
        run=update_product_attachment,
        request=UpdateProductAttachment,
        result=Attachment,
        summary="Change a file's title, kind, language or place, or show it on passports",
        permission=Permission.ATTACHMENTS_WRITE,
        action=Action.ATTACHMENT_UPDATED,
    ),
    Operation(
        run=soft_delete_product_attachment,
        request=SoftDeleteProductAttachment,
        result=Attachment,
        summary="Take a file away from its product; it can be restored for 30 days",
        permission=Permission.ATTACHMENTS_WRITE,
        action=Action.ATTACHMENT_DELETED,
    ),
    Operation(
        run=restore_product_attachment,
        request=RestoreProductAttachment,
        result=Attachment,
        summary="Take the deletion of a file back",
        permission=Permission.ATTACHMENTS_WRITE,
        action=Action.ATTACHMENT_RESTORED,
    ),
    Operation(
        run=get_attachment_download,
        request=GetAttachmentDownload,
        result=AttachmentDownload,
        summary="A link that downloads a file for five minutes",
        permission=Permission.PRODUCTS_READ,
    ),
)
