"""A link that downloads a file, or one size of a picture, for five minutes."""

from datetime import datetime, timedelta
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.attachments.attachment import UPLOADS, Attachment, AttachmentState, read_attachment
from countermark.features.attachments.download_link import ATTACHMENT_LINKS
from countermark.features.attachments.stored_file import StoredFile, original_of, pictures_of
from countermark.kit.clock import now, to_second
from countermark.kit.download_links import LIFETIME_S
from countermark.kit.errors import InvalidInput
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest


class GetAttachmentDownload(BrandRequest, frozen=True, kw_only=True):
    """``_width`` asks for the smallest made picture that is at least so wide; without it, the original comes."""

    attachment_id: UUID
    width: int | None = None


class AttachmentDownload(Record, frozen=True, kw_only=True):
    """``path`` is below the server's address; whoever has it may download until ``expires_at``."""

    attachment_id: UUID
    path: str
    expires_at: datetime
    filename: str
    mime_type: str
    sha256: str


async def get_attachment_download(tx: Tx, request: GetAttachmentDownload) -> AttachmentDownload:
    """The link. It is tied to the brand, the file and its content, and its end.

    Raises:
        InvalidInput: no such file; its bytes have not come yet (``ATTACHMENT_PENDING``); a width was asked for, and
            there are no pictures (``NOT_A_PICTURE``).
    """
    attachment = await read_attachment(tx, request.attachment_id)
    if attachment.state is AttachmentState.PENDING:
        raise InvalidInput("_attachment_id", "the bytes of this file have not come yet", code="ATTACHMENT_PENDING")
    chosen = original_of(attachment) if request.width is None else _picture(attachment, request.width)
    expires_at = to_second(now()) + timedelta(seconds=LIFETIME_S)
    return AttachmentDownload(
        attachment_id=attachment.attachment_id,
        path=_path(tx, attachment, chosen, expires_at),
        expires_at=expires_at,
        filename=chosen.filename,
        mime_type=chosen.mime_type,
        sha256=chosen.sha256,
    )


def _picture(attachment: Attachment, width: int) -> StoredFile:
    pictures = pictures_of(attachment)
    if attachment.picture is None or not pictures:
        raise InvalidInput("_width", "there are no pictures of this file, or not yet", code="NOT_A_PICTURE")
    wide_enough = (
        file for file, size in zip(pictures, attachment.picture.variants, strict=True) if size.width >= width
    )
    return next(wide_enough, pictures[-1])


def _path(tx: Tx, attachment: Attachment, chosen: StoredFile, expires_at: datetime) -> str:
    names = (tx.brand_id, attachment.attachment_id, chosen.sha256)
    query = ATTACHMENT_LINKS.signed_query(tx.master_key, *names, expires_at=expires_at)
    return f"{UPLOADS}{chosen.object_key}?{query}"
