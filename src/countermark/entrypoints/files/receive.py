"""Receives the bytes of an announced file: staged, checked, stored, and only then said to be there."""

import asyncio
import hashlib
import tempfile
from collections.abc import AsyncIterable, AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import IO, Any
from uuid import UUID

import structlog

from countermark.db.transaction import Tx
from countermark.entrypoints.rpc.refusals import BodyTooLarge
from countermark.entrypoints.services import Services
from countermark.features.attachments.attachment import Attachment
from countermark.features.attachments.receive_attachment import accept_upload, check_received, expected_upload
from countermark.kit.errors import OperationError
from countermark.objects import ObjectStoreError

BLOCK_BYTES = 1024 * 1024
Open = Callable[[], AbstractAsyncContextManager[Tx]]
log = structlog.get_logger(__name__)


class StorageUnavailable(OperationError):
    """The bytes cannot be kept now; the client may try again. The log has the reason."""

    status = 503

    def __init__(self) -> None:
        super().__init__("STORAGE_UNAVAILABLE", "the file cannot be stored now", "try again in a few minutes")


@dataclass
class Staged:
    """Bytes as they came, in a file without a name: when the process ends, they are gone."""

    file: IO[bytes]
    size_bytes: int = 0
    digest: Any = field(default_factory=hashlib.sha256)

    async def chunks(self) -> AsyncIterator[bytes]:
        """All of them, from the beginning."""
        self.file.seek(0)
        while block := await asyncio.to_thread(self.file.read, BLOCK_BYTES):
            yield block


async def receive_upload(
    services: Services, open_tx: Open, attachment_id: UUID, product_id: UUID | None, body: AsyncIterable[bytes]
) -> Attachment:
    """The file, ready. ``open_tx`` gives transactions of someone who may upload; none is open while bytes come.

    Raises:
        OperationError: not expected, too large, or not what was announced; nothing is kept then, and the file can be
            sent again.
        StorageUnavailable: disk full, or the object store is away.
    """
    async with open_tx() as tx:
        announced = await expected_upload(tx, attachment_id, product_id)
    limit_bytes = services.settings.max_attachment_bytes
    if announced.size_bytes > limit_bytes:
        raise BodyTooLarge(limit_bytes)
    with tempfile.TemporaryFile() as file:
        staged = await _staged(file, body, min(limit_bytes, announced.size_bytes))
        sha256 = staged.digest.digest()
        await asyncio.to_thread(check_received, announced, file, staged.size_bytes, sha256)
        key = f"{announced.storage_path}/{sha256.hex()}"
        try:
            await services.objects.put(key, staged.chunks(), limit_bytes=limit_bytes)
        except ObjectStoreError as error:
            log.error("a file could not be stored", key=key, error=str(error))
            raise StorageUnavailable from error
    async with open_tx() as tx:
        return await accept_upload(tx, attachment_id, sha256)


async def _staged(file: IO[bytes], body: AsyncIterable[bytes], expected_bytes: int) -> Staged:
    """Reads at most one byte more than expected, so that a longer body is told from a right one."""
    staged = Staged(file)
    async for chunk in body:
        staged.size_bytes += len(chunk)
        if staged.size_bytes > expected_bytes:
            break
        staged.digest.update(chunk)
        await _write(file, chunk)
    await _write(file, b"", flush=True)
    return staged


async def _write(file: IO[bytes], chunk: bytes, *, flush: bool = False) -> None:
    def write() -> None:
        file.write(chunk)
        if flush:
            file.flush()

    try:
        await asyncio.to_thread(write)
    except OSError as error:
        log.error("a file could not be staged", error=str(error))
        raise StorageUnavailable from error
