"""The pictures and documents of a page, from a snapshot."""

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, Final
from urllib.parse import quote

import msgspec

from countermark.features.passports.passport_page import Fact, PassportDocument, PassportPicture, PictureSize, Section

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


def with_files(sections: Sequence[Section], content: Mapping[str, Any]) -> list[Section]:
    """``sections`` in which a field of type file leads to its file; one that is not shown is no fact either."""
    paths = {file["attachment_id"]: _public_path(file) for file in content.get("attachments", [])}
    found = []
    for section in sections:
        facts = [linked for fact in section.facts if (linked := _linked(fact, paths)) is not None]
        if facts or not section.facts:  # one without facts is there because its template wants it
            found.append(msgspec.structs.replace(section, facts=facts))
    return found


def _linked(fact: Fact, paths: Mapping[str, str]) -> Fact | None:
    if fact.kind != "file" or "://" in str(fact.value):
        return fact
    path = paths.get(str(fact.value))
    return None if path is None else msgspec.structs.replace(fact, value=path)


def _public_path(file: Mapping[str, Any]) -> str:
    """Of a picture the largest made one."""
    if file["pictures"]:
        return _size(file, file["pictures"][-1]).path
    return _path(file["sha256"], file["filename"])


def _size(file: Mapping[str, Any], size: Mapping[str, Any]) -> PictureSize:
    name = f"{PurePosixPath(file['filename']).stem}-{size['width']}.webp"
    return PictureSize(path=_path(size["sha256"], name), width=size["width"], height=size["height"])


def _path(sha256: str, filename: str) -> str:
    """Content first, and the name for people behind it."""
    return f"{PREFIX}{sha256}/{quote(filename)}"
