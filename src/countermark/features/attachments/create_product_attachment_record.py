"""Announces a file of a product; its bytes follow by PUT."""

from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.attachments.attachment import (
    MOST_IN_A_PRODUCT,
    Attachment,
    AttachmentKind,
    attachment_from,
    checked_language,
    checked_title,
    queries,
    told,
)
from countermark.features.attachments.media_types import checked_filename, checked_media_type, is_picture
from countermark.features.products.product import lock_product
from countermark.kit.errors import InvalidInput
from countermark.kit.requests import BrandRequest

MOST_BYTES = 1024 * 1024 * 1024
SHA256_DIGITS = 64


class CreateProductAttachmentRecord(BrandRequest, frozen=True, kw_only=True):
    """``_size_bytes`` and ``_sha256`` (64 hexadecimal digits) must be those of the bytes that follow."""

    product_id: UUID
    filename: str
    mime_type: str
    size_bytes: int
    sha256: str | None = None
    title: str | None = None
    kind: AttachmentKind | None = None
    language: str | None = None
    show_on_passport: bool = False


async def create_product_attachment_record(tx: Tx, request: CreateProductAttachmentRecord) -> Attachment:
    """The file in state ``pending``; put its bytes to ``upload_path`` within a day.

    Raises:
        InvalidInput: names the argument; a type that products may not have (``FILE_TYPE_NOT_ALLOWED``); name and type
            that contradict each other (``CONTENT_MISMATCH``); too many files (``TOO_MANY_ATTACHMENTS``); no such
            product, or an archived one (``PRODUCT_ARCHIVED``).
    """
    filename = checked_filename("_filename", request.filename)
    media_type = checked_media_type("_mime_type", request.mime_type, filename)
    if not 1 <= request.size_bytes <= MOST_BYTES:
        raise InvalidInput("_size_bytes", f"must be between 1 and {MOST_BYTES}, not {request.size_bytes}")
    usual = AttachmentKind.PICTURE if is_picture(media_type.mime_type) else AttachmentKind.OTHER
    values = {
        "filename": filename,
        "mime_type": media_type.mime_type,
        "size_bytes": request.size_bytes,
        "sha256": _digest(request.sha256),
        "title": checked_title("_title", request.title),
        "kind": request.kind or usual,
        "language": checked_language("_language", request.language),
        "show_on_passport": request.show_on_passport,
    }
    await lock_product(tx, request.product_id)
    key = {"brand_id": tx.brand_id, "product_id": request.product_id}
    if await queries.count_attachments(tx.connection, **key) >= MOST_IN_A_PRODUCT:
        problem = f"has {MOST_IN_A_PRODUCT} files already; no product may have more"
        raise InvalidInput("_product_id", problem, code="TOO_MANY_ATTACHMENTS")
    attachment = attachment_from(tx, await queries.insert_attachment(tx.connection, **key, **values))
    names = ("product_id", "filename", "mime_type", "size_bytes", "sha256", "kind", "show_on_passport")
    new = told(attachment, *names)
    await record(tx, Action.ATTACHMENT_ANNOUNCED, ("attachment", attachment.attachment_id), new=new)
    return attachment


def _digest(text: str | None) -> bytes | None:
    if text is None:
        return None
    try:
        digest = bytes.fromhex(text) if len(text) == SHA256_DIGITS else b""
    except ValueError:
        digest = b""
    if len(digest) * 2 != SHA256_DIGITS:
        raise InvalidInput("_sha256", f"must be {SHA256_DIGITS} hexadecimal digits")
    return digest
