"""The files of a product that its passports show: what a snapshot says of them, and who may have them then."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.attachments.attachment import (
    Attachment,
    PictureState,
    attachment_from,
    queries,
)
from countermark.features.attachments.stored_file import StoredFile, original_of, pictures_of


async def shown_attachments(tx: Tx, product_id: UUID) -> list[Attachment]:
    """The files chosen for the product's passports: the main image first, then in their order."""
    found = queries.list_shown_on_passport(tx.connection, brand_id=tx.brand_id, product_id=product_id)
    return [attachment_from(tx, row) async for row in found]


def not_ready(attachments: Sequence[Attachment]) -> list[str]:
    """The names of pictures whose public sizes are still being made."""
    return [each.filename for each in attachments if each.picture and each.picture.state is PictureState.PREPARING]


def snapshot_of(attachment: Attachment) -> dict[str, Any]:
    """What a snapshot freezes of a file. The public gets the ``pictures`` of a picture, and a document itself."""
    variants = attachment.picture.variants if attachment.picture else []
    return {
        "attachment_id": str(attachment.attachment_id),
        "filename": attachment.filename,
        "title": attachment.title,
        "kind": str(attachment.kind),
        "language": attachment.language,
        "media_type": attachment.mime_type,
        "size_bytes": attachment.size_bytes,
        "sha256": attachment.sha256,
        "is_main_image": attachment.is_main_image,
        "pictures": [
            {"sha256": size.sha256, "width": size.width, "height": size.height, "size_bytes": size.size_bytes}
            for size in variants
        ],
    }


async def publish_files(tx: Tx, attachments: Sequence[Attachment], snapshot_sha256: bytes) -> None:
    """Opens the files of a snapshot to the public; they are never destroyed from now on."""
    files = [(each.attachment_id, file) for each in attachments for file in _public_files(each)]
    if files:
        await queries.publish_files(
            tx.connection,
            brand_id=tx.brand_id,
            snapshot_sha256=snapshot_sha256,
            sha256s=[bytes.fromhex(file.sha256) for _, file in files],
            attachment_ids=[attachment_id for attachment_id, _ in files],
            object_keys=[file.object_key for _, file in files],
            filenames=[file.filename for _, file in files],
            mime_types=[file.mime_type for _, file in files],
        )


async def find_published_file(tx: Tx, sha256: bytes) -> StoredFile | None:
    """The file with this hash, if a published passport of the brand names it."""
    row = await queries.find_published_file(tx.connection, brand_id=tx.brand_id, sha256=sha256)
    return None if row is None else StoredFile(row["object_key"], row["filename"], row["mime_type"], sha256.hex())


def _public_files(attachment: Attachment) -> list[StoredFile]:
    """Never the original of a picture: it may say where and when it was taken, and by whom."""
    return [original_of(attachment)] if attachment.picture is None else pictures_of(attachment)
