"""Puts, reads, lists and deletes objects; whole or not at all.

An object appears under its key in one step, when all its bytes are written: a folder gets it by renaming a finished
file, a bucket by one PUT or the completion of a multipart upload. What a crash or a full disk leaves behind has no key.
"""

import asyncio
import hashlib
import os
from collections.abc import AsyncIterable, AsyncIterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore, S3Store

from countermark.objects.errors import ObjectMissing, ObjectTooLarge, in_words
from countermark.objects.object_key import checked_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obstore import GetResult

# At least 5 MiB, as S3 asks of every part of a multipart upload but the last (UploadPart, "EntityTooSmall").
PART_BYTES = 5 * 1024 * 1024
READ_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class StoredObject:
    """An object that is there."""

    key: str
    size_bytes: int
    last_modified: datetime


@dataclass(frozen=True, slots=True)
class WrittenObject:
    """What was written. ``sha256`` (32 bytes) is over all of it."""

    key: str
    size_bytes: int
    sha256: bytes


class ObjectReading:
    """An object opened for reading: bytes ``start`` up to, not including, ``end`` of ``size_bytes``."""

    def __init__(self, result: "GetResult", place: Path | str) -> None:
        self._result = result
        self._place = place
        self.size_bytes = int(result.meta["size"])
        self.start, self.end = result.range

    async def chunks(self) -> AsyncIterator[bytes]:
        """The bytes, in pieces of about ``READ_BYTES``.

        Raises:
            StoreUnavailable: the store failed in between.
        """
        try:
            async for chunk in self._result.stream(min_chunk_size=READ_BYTES):
                yield bytes(chunk)
        except (BaseError, OSError) as error:
            raise in_words(error, self._place) from error


class ObjectStore:
    """One deployment's objects. ``place`` is the local folder, or the bucket's name. Safe to share by all tasks."""

    def __init__(self, store: LocalStore | S3Store, place: Path | str) -> None:
        self._store = store
        self.place = place

    @property
    def folder(self) -> Path | None:
        """The local folder, ``None`` when the objects are in a bucket."""
        return self.place if isinstance(self.place, Path) else None

    async def put(self, key: str, content: AsyncIterable[bytes] | bytes, *, limit_bytes: int) -> WrittenObject:
        """Writes an object, replacing one of this key; durable when it returns.

        Raises:
            ObjectTooLarge: more than ``limit_bytes`` came; nothing is kept, and an older object stays.
            StoreUnavailable: disk full, not reachable, wrongly set up; nothing is kept.
            Exception: whatever ``content`` raised; nothing is kept.
        """
        checked_key(key)
        source = _Source(content, limit_bytes)
        head = await source.first(PART_BYTES)
        with self._translated(key, source):
            if source.ended:  # one PUT instead of the three requests of a multipart upload
                await obstore.put_async(self._store, key, head, use_multipart=False)
            else:
                await obstore.put_async(self._store, key, source.following(head), chunk_size=PART_BYTES)
        if self.folder is not None:
            await asyncio.to_thread(_make_durable, self.folder, key)
        return WrittenObject(key, source.size_bytes, source.digest.digest())

    async def open(self, key: str, byte_range: tuple[int, int] | None = None) -> ObjectReading:
        """Opens an object, or the bytes ``start`` up to, not including, ``end`` of it.

        Raises:
            ObjectMissing: there is none.
            StoreUnavailable: not reachable, or wrongly set up.
        """
        checked_key(key)
        with self._translated(key):
            result = await obstore.get_async(self._store, key, options={"range": byte_range} if byte_range else None)
        return ObjectReading(result, self.place)

    async def read(self, key: str, *, limit_bytes: int) -> bytes:
        """All bytes of an object.

        Raises:
            ObjectMissing: there is none.
            ObjectTooLarge: it has more than ``limit_bytes``.
            StoreUnavailable: not reachable, or wrongly set up.
        """
        reading = await self.open(key)
        if reading.size_bytes > limit_bytes:
            raise ObjectTooLarge(limit_bytes)
        return b"".join([chunk async for chunk in reading.chunks()])

    async def find(self, key: str) -> StoredObject | None:
        """What is known of an object without reading it, ``None`` when there is none."""
        checked_key(key)
        try:
            with self._translated(key):
                meta = await obstore.head_async(self._store, key)
        except ObjectMissing:
            return None
        return StoredObject(key, meta["size"], meta["last_modified"])

    async def delete(self, key: str) -> None:
        """Removes an object; one that is not there is no error, so that a crashed clean-up can be done again."""
        checked_key(key)
        try:
            with self._translated(key):
                await obstore.delete_async(self._store, key)
        except ObjectMissing:
            return

    async def list(self, prefix: str) -> AsyncIterator[StoredObject]:
        """Every object below ``prefix`` (a brand's id, or more whole parts of a key), in no order."""
        checked_key(f"{prefix}/x")
        with self._translated(prefix):
            async for found in obstore.list(self._store, prefix, chunk_size=1000):
                for meta in found:
                    yield StoredObject(meta["path"], meta["size"], meta["last_modified"])

    @contextmanager
    def _translated(self, key: str, source: "_Source | None" = None) -> "Iterator[None]":
        """The store's errors in words; what the ``source`` of a put raised passes as it is."""
        try:
            yield
        except FileNotFoundError as error:
            if "NoSuchBucket" in str(error):
                raise in_words(error, self.place) from error
            raise ObjectMissing(key) from None
        except (BaseError, OSError) as error:
            if source is not None and source.failure is error:
                raise
            raise in_words(error, self.place) from error


class _Source:
    """Counts and hashes what passes, and stops what is too much."""

    def __init__(self, content: AsyncIterable[bytes] | bytes, limit_bytes: int) -> None:
        self._chunks = aiter(_once(content) if isinstance(content, bytes) else content)
        self._limit_bytes = limit_bytes
        self.size_bytes = 0
        self.digest = hashlib.sha256()
        self.ended = False
        self.failure: Exception | None = None

    async def first(self, size_bytes: int) -> bytes:
        """The beginning, of at least ``size_bytes`` unless it all ``ended`` before."""
        chunks: list[bytes] = []
        while self.size_bytes < size_bytes and not self.ended:
            chunks.append(await self._next())
        return b"".join(chunks)

    async def following(self, head: bytes) -> AsyncIterator[bytes]:
        """``head``, and all that follows it."""
        yield head
        while not self.ended:
            try:
                chunk = await self._next()
            except Exception as error:
                self.failure = error
                raise
            yield chunk

    async def _next(self) -> bytes:
        chunk = await anext(self._chunks, None)
        if chunk is None:
            self.ended = True
            return b""
        self.size_bytes += len(chunk)
        if self.size_bytes > self._limit_bytes:
            raise ObjectTooLarge(self._limit_bytes)
        self.digest.update(chunk)
        return chunk


async def _once(content: bytes) -> AsyncIterator[bytes]:
    yield content


def _make_durable(folder: Path, key: str) -> None:
    """Waits until file and folders are on the disk: only then may a row say that the object is there."""
    path = folder / key
    for each in (path, *(parent for parent in path.parents if parent.is_relative_to(folder))):
        descriptor = os.open(each, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
