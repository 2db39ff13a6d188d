"""The pictures and documents of a page, from a snapshot."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any, Final
from urllib.parse import quote

from countermark.features.passports.passport_page import PassportDocument, PassportPicture, PictureSize

PREFIX: Final = "/documents/"


def pictures_of(content: Mapping[str, Any]) -> list[PassportPicture]:
    """The pictures a snapshot names, the main one first; snapshots made before there were files name none."""
    return [
        PassportPicture(title=file["title"], sizes=[_size(file, size) for size in file["pictures"]])
        for file in content.get("attachments", [])
        if file["pictures"]
    ]


def documents_of(content: Mapping[str, Any]) -> list[PassportDocument]:
    """The documents a snapshot names, in their order."""
    names = ("filename", "title", "kind", "language", "media_type", "size_bytes", "sha256")
    return [
        PassportDocument(path=_path(file["sha256"], file["filename"]), **{name: file[name] for name in names})
        for file in content.get("attachments", [])
        if not file["pictures"]
    ]


def _size(file: Mapping[str, Any], size: Mapping[str, Any]) -> PictureSize:
    name = f"{PurePosixPath(file['filename']).stem}-{size['width']}.webp"
    return PictureSize(path=_path(size["sha256"], name), width=size["width"], height=size["height"])


def _path(sha256: str, filename: str) -> str:
    """Content first, and the name for people behind it."""
    return f"{PREFIX}{sha256}/{quote(filename)}"
