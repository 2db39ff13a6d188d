"""Whether bytes are what their type says: by content, never by name.

Each type has a strict form here. Bytes that are two things at once (a PDF that is also a ZIP, a picture with something
behind it) are refused, because another program might read the other thing.
"""

import os
import zipfile
from collections.abc import Callable
from typing import IO, Final

import puremagic
from PIL import Image, UnidentifiedImageError

from countermark.features.attachments.media_types import Form, MediaType
from countermark.kit.errors import InvalidInput

HEAD_BYTES: Final = 4096
TAIL_BYTES: Final = 1024
MOST_PIXELS: Final = 40_000_000
MOST_OFFICE_PARTS: Final = 5_000
MOST_OFFICE_BYTES: Final = 500 * 1024 * 1024
MARKUP: Final = (b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script", b"<head", b"<body", b"<iframe", b"<?php")
PICTURE_FORMATS: Final = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP"}
OFFICE_PARTS: Final = {".xlsx": "xl/workbook.xml", ".docx": "word/document.xml"}
PNG_END: Final = b"IEND\xaeB`\x82"


def check_content(file: IO[bytes], media_type: MediaType) -> None:
    """Returns if all of ``file`` is a ``media_type`` and nothing else besides.

    Raises:
        InvalidInput: another type (``CONTENT_MISMATCH``), two at once (``CONTENT_AMBIGUOUS``), a picture of too many
            pixels (``PICTURE_TOO_LARGE``), a document with macros (``CONTENT_HAS_MACROS``).
    """
    _CHECKS[media_type.form](file, media_type)


def _mismatch(file: IO[bytes], media_type: MediaType) -> InvalidInput:
    seen = _described(_head(file))
    told = f"; it looks like {seen}" if seen else ""
    return InvalidInput("body", f"the content is not a {media_type.name}{told}", code="CONTENT_MISMATCH")


def _described(head: bytes) -> str | None:
    """What a file that begins like this probably is, for the message only."""
    if head.lstrip()[:16].lower().startswith(MARKUP):
        return "HTML or XML"
    try:
        found = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return None
    return next((match.name for match in found if match.name and match.confidence > 0.3), None)


def _head(file: IO[bytes], size: int = HEAD_BYTES) -> bytes:
    file.seek(0)
    return file.read(size)


def _tail(file: IO[bytes]) -> bytes:
    file.seek(0, os.SEEK_END)
    file.seek(max(0, file.tell() - TAIL_BYTES))
    return file.read()


def _check_pdf(file: IO[bytes], media_type: MediaType) -> None:
    """ISO 32000-2, 7.5.2 and 7.5.5, read strictly: the header at the very beginning, the end mark near the end."""
    if not _head(file).startswith(b"%PDF-") or b"%%EOF" not in _tail(file):
        raise _mismatch(file, media_type)
    _refuse_archive(file)


def _check_picture(file: IO[bytes], media_type: MediaType) -> None:
    file.seek(0)
    try:
        with Image.open(file, formats=[PICTURE_FORMATS[media_type.mime_type]]) as picture:
            width, height = picture.size
    except (Image.DecompressionBombError, UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        if isinstance(error, Image.DecompressionBombError):
            raise _too_many_pixels("too many") from None
        raise _mismatch(file, media_type) from None
    if width * height > MOST_PIXELS:
        raise _too_many_pixels(f"{width} x {height}")
    if not _ends_as_it_should(file, media_type):
        raise InvalidInput("body", "there is something else behind the picture", code="CONTENT_AMBIGUOUS")
    _refuse_archive(file)


def _too_many_pixels(size: str) -> InvalidInput:
    most = MOST_PIXELS // 1_000_000
    return InvalidInput(
        "body", f"the picture has {size} pixels; at most {most} million are allowed", code="PICTURE_TOO_LARGE"
    )


def _ends_as_it_should(file: IO[bytes], media_type: MediaType) -> bool:
    """PNG ends with IEND, WebP where its header says. Cameras put much behind a JPEG, so that is not asked of it."""
    if media_type.mime_type == "image/png":
        return PNG_END not in _tail(file) or _tail(file).endswith(PNG_END)
    if media_type.mime_type == "image/webp":
        size = file.seek(0, os.SEEK_END)
        return size <= int.from_bytes(_head(file, 8)[4:8], "little") + 8 + 1
    return True


def _refuse_archive(file: IO[bytes]) -> None:
    if zipfile.is_zipfile(file):
        raise InvalidInput("body", "the content is a ZIP archive as well", code="CONTENT_AMBIGUOUS")


def _check_text(file: IO[bytes], media_type: MediaType) -> None:
    """UTF-8, or one byte a character as older programs write; no control characters, no markup at its beginning."""
    head = _head(file)
    beginning = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:16].lower()
    if beginning.startswith((*MARKUP, b"%pdf-", b"pk\x03\x04", b"mz\x90", b"#!")):
        raise _mismatch(file, media_type)
    file.seek(0)
    while block := file.read(1 << 20):
        if not _TEXT_BYTES.issuperset(block):
            raise _mismatch(file, media_type)


_TEXT_BYTES: Final = frozenset(range(0x20, 0x100)) - {0x7F} | set(b"\t\n\r\f")


def _check_office(file: IO[bytes], media_type: MediaType) -> None:
    """A package of ISO/IEC 29500-2 with the main part of its type. Only its directory is read; nothing is unpacked."""
    if not _head(file).startswith(b"PK\x03\x04"):
        raise _mismatch(file, media_type)
    try:
        with zipfile.ZipFile(file) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise _mismatch(file, media_type) from None
    names = {part.filename for part in parts}
    if not {"[Content_Types].xml", OFFICE_PARTS[media_type.extensions[0]]} <= names:
        raise _mismatch(file, media_type)
    if len(parts) > MOST_OFFICE_PARTS or sum(part.file_size for part in parts) > MOST_OFFICE_BYTES:
        raise InvalidInput("body", "it unpacks to far too much", code="CONTENT_MISMATCH")
    if any("vbaproject" in name.lower() or name.lower().endswith((".exe", ".dll", ".js")) for name in names):
        raise InvalidInput("body", "it has macros or programs in it", code="CONTENT_HAS_MACROS")


_CHECKS: Final[dict[Form, Callable[[IO[bytes], MediaType], None]]] = {
    Form.PDF: _check_pdf,
    Form.PICTURE: _check_picture,
    Form.TEXT: _check_text,
    Form.OFFICE: _check_office,
}
