"""The files of a deployment inside its backup: packed beside the dump, checked and put back before the rows.

A file without a row is harmless and a row without its file is not, so a backup takes the rows first and a restore puts
the files first.
"""

import hashlib
import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import msgspec

FILES_PREFIX = "objects/"


class BackupError(RuntimeError):
    """A backup cannot be made or put back; the message says why and what to do."""


class PackedFiles(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup has of the object folder. ``sha256`` is over the names and hashes of all files, in their order."""

    count: int
    size_bytes: int
    sha256: str


class _Tally:
    """Counts files as they pass, and ties each name to its bytes."""

    def __init__(self) -> None:
        self._count = self._size_bytes = 0
        self._digest = hashlib.sha256()

    def add(self, name: str, size_bytes: int, sha256: str) -> None:
        self._count += 1
        self._size_bytes += size_bytes
        self._digest.update(f"{sha256} {name}\n".encode())

    def total(self) -> PackedFiles:
        return PackedFiles(count=self._count, size_bytes=self._size_bytes, sha256=self._digest.hexdigest())


def pack_files(archive: tarfile.TarFile, folder: Path) -> PackedFiles:
    """Adds every finished file below ``folder``; one that is deleted meanwhile is left out."""
    tally = _Tally()
    for path in sorted(folder.rglob("*")):
        if "#" in path.name or not path.is_file():  # the object store's name for a file still being written
            continue
        try:
            stream = path.open("rb")
        except FileNotFoundError:
            continue
        with stream:
            name = path.relative_to(folder).as_posix()
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
            entry = archive.gettarinfo(arcname=FILES_PREFIX + name, fileobj=stream)
            entry.mode = 0o600
            stream.seek(0)
            archive.addfile(entry, stream)
            tally.add(name, entry.size, sha256)
    return tally.total()


@contextmanager
def restored_files(archive: tarfile.TarFile, packed: PackedFiles | None, folder: Path) -> Iterator[None]:
    """Puts the files of a backup into ``folder`` for the block; when the block fails they are taken away again.

    Raises:
        BackupError: ``folder`` has files already, or those of the backup are not the ones its manifest counted.
    """
    if packed is None or not packed.count:
        yield
        return
    if folder.exists() and any(path.is_file() for path in folder.rglob("*")):
        raise BackupError(f"{folder} is not empty: move its files away first, so that none is mixed up")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=folder.parent) as made:
        ready = Path(made, "objects")
        if _unpack(archive, ready) != packed:
            raise BackupError("the backup is damaged: its files are not the ones its manifest counted")
        _take_away_empty(folder)
        ready.replace(folder)
        try:
            yield
        except BaseException:
            folder.replace(ready)  # deleted with the temporary folder
            raise


def _unpack(archive: tarfile.TarFile, folder: Path) -> PackedFiles:
    tally = _Tally()
    folder.mkdir(mode=0o700)
    for member in archive:
        name = member.name.removeprefix(FILES_PREFIX)
        if name == member.name:
            continue
        content = archive.extractfile(member)
        target = folder / name
        if content is None or not target.resolve().is_relative_to(folder.resolve()):
            raise BackupError(f"the backup is damaged: {member.name!r} is no file of the object folder")
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        sha256 = _copy(content, target)
        tally.add(name, member.size, sha256)
    return tally.total()


def _copy(content: IO[bytes], target: Path) -> str:
    digest = hashlib.sha256()
    with target.open("xb") as stream:
        while block := content.read(1 << 20):
            digest.update(block)
            stream.write(block)
        stream.flush()
        os.fsync(stream.fileno())
    return digest.hexdigest()


def _take_away_empty(folder: Path) -> None:
    if folder.exists():
        for path in sorted(folder.rglob("*"), reverse=True):
            path.rmdir()
        folder.rmdir()
