"""The file of an import, part by part in the database, and whole in a temporary file where it is read.

Parts are rows: a part and the offset it ends at commit together, an upload can go on after any crash, every worker
sees it, and with the import's end it is gone (docs/decisions/0011).
"""

import asyncio
import hashlib
import tempfile
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from typing import Any, BinaryIO, Final, cast
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.imports.import_job import key_of, queries
from countermark.kit.errors import Conflict, InvalidInput

LARGEST_FILE_BYTES: Final = 512 << 20
LARGEST_PART_BYTES: Final = 4 << 20


async def append_part(tx: Tx, import_job_id: UUID, size_bytes: int, content: bytes) -> int:
    """Puts ``content`` behind the ``size_bytes`` that are there; the new size. The caller holds the import's row.

    Raises:
        InvalidInput: the file would be too large (``FILE_TOO_LARGE``).
    """
    total = size_bytes + len(content)
    if total > LARGEST_FILE_BYTES:
        raise InvalidInput(
            "_content", f"the file is larger than {LARGEST_FILE_BYTES >> 20} MB", code="FILE_TOO_LARGE", hint="split it"
        )
    if content:
        key = key_of(tx, import_job_id)
        await queries.insert_file_part(tx.connection, **key, first_byte=size_bytes, content=content)
        await queries.set_file_size(tx.connection, **key, size_bytes=total)
    return total


def checked_offset(offset: int, size_bytes: int) -> None:
    """Returns if the next part belongs at ``offset``.

    Raises:
        Conflict: it does not; the hint says where to go on (``WRONG_OFFSET``).
    """
    if offset != size_bytes:
        raise Conflict(
            "_offset",
            f"the next part begins at byte {size_bytes}, not {offset}",
            code="WRONG_OFFSET",
            hint=f"go on from {size_bytes}; what was sent before is kept",
        )


async def whole_file(tx: Tx, import_job_id: UUID) -> tuple[BinaryIO, bytes]:
    """The file's bytes in a temporary file on disk, which the caller closes, and their SHA-256."""
    key = key_of(tx, import_job_id)
    places = [row["first_byte"] async for row in queries.list_part_places(tx.connection, **key)]
    return await joined_parts(places, partial(queries.get_file_part, tx.connection, **key))


async def joined_parts(places: Iterable[int], part_at: Callable[..., Awaitable[bytes]]) -> tuple[BinaryIO, bytes]:
    """The parts at ``places``, which ``part_at(first_byte=...)`` reads one by one, in a temporary file on disk, which
    the caller closes; and the SHA-256 of all."""
    digest = hashlib.sha256()
    file = cast(BinaryIO, tempfile.TemporaryFile(prefix="countermark-parts-"))  # noqa: SIM115  # the caller's
    try:
        for first_byte in places:
            content = await part_at(first_byte=first_byte)
            await asyncio.to_thread(_keep, file, digest, content)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return file, digest.digest()


def _keep(file: BinaryIO, digest: Any, content: bytes) -> None:
    digest.update(content)
    file.write(content)
