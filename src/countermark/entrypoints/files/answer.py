"""The answer that sends a stored file: whole or a range of it, never to be run by a browser (RFC 9110, 14)."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from countermark.features.attachments.stored_file import StoredFile
from countermark.objects import ObjectReading, ObjectStore

RANGE: Final = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
# No script, no form, no plugin, no origin: even a file that is not what it says does nothing.
SANDBOX: Final = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@dataclass(frozen=True)
class FileAnswer:
    """Status, headers, and what is read; ``None``: there is no body."""

    status: int
    headers: dict[str, str]
    reading: ObjectReading | None


async def file_answer(
    objects: ObjectStore,
    file: StoredFile,
    *,
    inline: bool,
    cache_control: str,
    range_header: str = "",
    if_range: str = "",
    if_none_match: str = "",
    head: bool = False,
) -> FileAnswer:
    """What to send for ``file``.

    Raises:
        ObjectMissing: the bytes are not there.
        StoreUnavailable: they cannot be read now.
    """
    etag = f'"{file.sha256}"'
    headers = {
        "content-type": file.mime_type + ("; charset=utf-8" if file.mime_type.startswith("text/") else ""),
        "content-disposition": content_disposition(file.filename, inline=inline),
        "content-security-policy": SANDBOX,
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cache-control": cache_control,
        "accept-ranges": "bytes",
        "etag": etag,
    }
    if etag in if_none_match:
        return FileAnswer(304, headers, None)
    wanted = RANGE.fullmatch(range_header.strip()) if if_range in ("", etag) else None
    if head or wanted:
        found = await objects.find(file.object_key)
        size_bytes = found.size_bytes if found else (await objects.open(file.object_key)).size_bytes
        if head:
            return FileAnswer(200, headers | {"content-length": str(size_bytes)}, None)
        return await _part(objects, file, headers, size_bytes, wanted[1] if wanted else "", wanted[2] if wanted else "")
    reading = await objects.open(file.object_key)
    return FileAnswer(200, headers | {"content-length": str(reading.size_bytes)}, reading)


async def _part(
    objects: ObjectStore, file: StoredFile, headers: dict[str, str], size_bytes: int, first: str, last: str
) -> FileAnswer:
    span = _span(first, last, size_bytes)
    if span is None:
        told = {"content-range": f"bytes */{size_bytes}", "content-length": "0"}
        return FileAnswer(416, headers | told, None)
    start, end = span
    told = {"content-range": f"bytes {start}-{end - 1}/{size_bytes}", "content-length": str(end - start)}
    return FileAnswer(206, headers | told, await objects.open(file.object_key, span))


def _span(first: str, last: str, size_bytes: int) -> tuple[int, int] | None:
    """The bytes from, up to (not including); ``None`` when there are none such."""
    if first:
        start, end = int(first), min(int(last) + 1, size_bytes) if last else size_bytes
    else:
        start, end = max(0, size_bytes - int(last or "0")), size_bytes
    return (start, end) if start < end else None


def content_disposition(filename: str, *, inline: bool) -> str:
    """The header of RFC 6266: the name in ASCII for old programs, and as it is for the others."""
    plain = re.sub(r'[^ -~]|["\\%;]', "_", filename)
    return f"{'inline' if inline else 'attachment'}; filename=\"{plain}\"; filename*=UTF-8''{quote(filename, safe='')}"
