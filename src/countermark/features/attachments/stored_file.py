"""A file that can be sent: where its bytes are, and what they are called."""

from pathlib import PurePosixPath
from typing import Final, NamedTuple

from countermark.features.attachments.attachment import Attachment

PICTURE_TYPE: Final = "image/webp"


class StoredFile(NamedTuple):
    """An original, or one size of a picture. ``sha256`` is hexadecimal."""

    object_key: str
    filename: str
    mime_type: str
    sha256: str


def original_of(attachment: Attachment) -> StoredFile:
    """The file as it was uploaded; only of one that is ready."""
    sha256 = str(attachment.sha256)
    return StoredFile(f"{attachment.storage_path}/{sha256}", attachment.filename, attachment.mime_type, sha256)


def pictures_of(attachment: Attachment) -> list[StoredFile]:
    """The made sizes of a picture, from the smallest on; none of what is no picture."""
    stem = PurePosixPath(attachment.filename).stem
    variants = attachment.picture.variants if attachment.picture else []
    return [
        StoredFile(f"{attachment.storage_path}/{size.sha256}", f"{stem}-{size.width}.webp", PICTURE_TYPE, size.sha256)
        for size in variants
    ]


def stored_file_of(attachment: Attachment, sha256: str) -> StoredFile | None:
    """The file of this attachment that has this hash."""
    files = [original_of(attachment), *pictures_of(attachment)]
    return next((file for file in files if file.sha256 == sha256), None)
