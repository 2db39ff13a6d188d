"""One file that holds a whole deployment: the data, its files, and the master key that opens it.

Data and key are worthless without each other (brands' unit keys and the signing keys are stored wrapped), so they are
taken and put back together. The file is a tar of ``master.key``, ``database.dump`` (pg_dump's custom format),
``objects/`` (the object folder, when there is one) and ``manifest.json``, readable by its owner only. Whoever holds it
can read everything: keep it as a secret.
"""

import hashlib
import io
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import IO

import msgspec
import psycopg

from countermark import __version__
from countermark.db.backup_files import BackupError, PackedFiles, pack_files, restored_files
from countermark.db.client_programs import client_program, connection_arguments
from countermark.db.migrate import revisions, status
from countermark.db.pool import APPLICATION_ROLE
from countermark.kit.clock import now, to_second
from countermark.serials.key_wrap import WrongMasterKey, check_value

FORMAT = 2
READ_FORMATS = (1, FORMAT)  # 1 had no files
MANIFEST, KEY, DUMP = "manifest.json", "master.key", "database.dump"


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What is in a backup. ``revision`` is the schema's; ``master_key_check`` recognises the key inside.

    ``files`` is ``None`` when the deployment keeps its files in a bucket: they are not in the backup then.
    """

    format: int
    program_version: str
    created_at: datetime
    revision: str
    master_key_check: str
    dump_sha256: str
    dump_size_bytes: int
    files: PackedFiles | None = None


def back_up(url: str, master_key: bytes, target: Path, objects: Path | None = None) -> Manifest:
    """Writes the backup of the database at ``url`` to ``target`` (mode 0600), whole or not at all.

    ``url`` must name a login that reads past row-level security: a superuser, or one with BYPASSRLS. ``objects`` is
    the folder of the deployment's files; ``None`` when they are in a bucket.

    Raises:
        WrongMasterKey: ``master_key`` is not the one of this database.
        BackupError: the target exists, the database has no schema yet, or pg_dump failed.
    """
    if target.exists():
        raise BackupError(f"{target} exists already: name a new file, or remove it")
    revision = status(url)["current"]
    if revision is None:
        raise BackupError("the database has no Countermark schema yet: there is nothing to back up")
    check = check_value(master_key)
    _require_key(url, check)
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=target.absolute().parent) as folder:
        dump = Path(folder, DUMP)
        _run("pg_dump", url, "--format=custom", "--file", str(dump))
        with dump.open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        manifest = Manifest(
            format=FORMAT,
            program_version=__version__,
            created_at=to_second(now()),
            revision=revision,
            master_key_check=check,
            dump_sha256=sha256,
            dump_size_bytes=dump.stat().st_size,
        )
        packed = Path(folder, "backup.tar")
        manifest = _pack(packed, manifest, master_key, dump, objects)
        packed.replace(target)
    return manifest


def read_manifest(source: Path) -> Manifest:
    """What the backup says of itself.

    Raises:
        BackupError: no such file, or not a backup of this program.
    """
    try:
        with tarfile.open(source) as archive:
            manifest = msgspec.json.decode(_member(archive, MANIFEST).read(), type=Manifest)
    except (OSError, tarfile.TarError, KeyError, msgspec.MsgspecError) as error:
        raise BackupError(f"{source} is not a Countermark backup: {error}") from None
    if manifest.format not in READ_FORMATS:
        raise BackupError(f"{source} has format {manifest.format}; this program reads format {FORMAT}")
    return manifest


def restore(url: str, source: Path, keep_key: Callable[[bytes], None], objects: Path | None = None) -> Manifest:
    """Puts a backup into the empty database at ``url``, in one transaction, and its files into the folder ``objects``.

    ``keep_key`` is given the master key after every check and before any data, so data never stands without its key;
    when it raises, nothing is restored.

    Raises:
        BackupError: the file is damaged or from a newer version, database or folder are not empty, there are files
            and no folder for them, or pg_restore failed.
    """
    manifest = read_manifest(source)
    _require_known(manifest)
    _require_empty(url)
    with tarfile.open(source) as archive, tempfile.TemporaryDirectory(prefix="countermark-restore-") as folder:
        dump = Path(folder, DUMP)
        _unpack(_member(archive, DUMP), dump, manifest, source)
        master_key = bytes.fromhex(_member(archive, KEY).read().decode())
        if check_value(master_key) != manifest.master_key_check:
            raise BackupError(f"{source} is damaged: its master key is not the one its manifest names")
        if objects is None and manifest.files is not None and manifest.files.count:
            raise BackupError(f"{source} has {manifest.files.count} files in it: name a folder for them")
        with restored_files(archive, manifest.files, objects or Path(folder, "none")):
            keep_key(master_key)
            _create_application_role(url)
            _run("pg_restore", url, "--single-transaction", "--exit-on-error", "--no-owner", str(dump))
    return manifest


def _pack(target: Path, manifest: Manifest, master_key: bytes, dump: Path, objects: Path | None) -> Manifest:
    """Writes the archive and returns its manifest: the last member, because it counts the files."""
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream, tarfile.open(fileobj=stream, mode="w") as archive:
        _add(archive, KEY, master_key.hex().encode())
        archive.add(dump, DUMP)
        if objects is not None:
            manifest = msgspec.structs.replace(manifest, files=pack_files(archive, objects))
        _add(archive, MANIFEST, msgspec.json.encode(manifest))
    return manifest


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(content), 0o600
    archive.addfile(entry, io.BytesIO(content))


def _member(archive: tarfile.TarFile, name: str) -> IO[bytes]:
    member = archive.extractfile(name)
    if member is None:
        raise KeyError(name)
    return member


def _unpack(member: IO[bytes], target: Path, manifest: Manifest, source: Path) -> None:
    digest = hashlib.sha256()
    with target.open("wb") as stream:
        while block := member.read(1 << 20):
            digest.update(block)
            stream.write(block)
    if digest.hexdigest() != manifest.dump_sha256:
        raise BackupError(f"{source} is damaged: the data does not have the SHA-256 its manifest names")


def _require_known(manifest: Manifest) -> None:
    if manifest.revision not in revisions():
        raise BackupError(
            f"the backup was made by Countermark {manifest.program_version} with schema {manifest.revision}, "
            f"which this version ({__version__}) does not know: restore it with that version or a newer one"
        )


def _require_empty(url: str) -> None:
    with psycopg.connect(url) as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace "
            "WHERE nspname !~ '^(pg_|information_schema$)'"
        ).fetchone()
    if row and row[0]:
        raise BackupError("the database is not empty: a backup is only put into an empty one, so that none is lost")


def _require_key(url: str, check: str) -> None:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT master_key_check FROM deployment").fetchone()
    if row and row[0] != check:
        raise WrongMasterKey("the master key is not the one this database was made with: provide that one")


def _create_application_role(url: str) -> None:
    """Roles belong to the server, not to a database, so a dump has grants to the role but not the role."""
    with psycopg.connect(url) as connection:
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (APPLICATION_ROLE,)).fetchone():
            connection.execute(f"CREATE ROLE {APPLICATION_ROLE} NOLOGIN NOSUPERUSER NOBYPASSRLS")
        connection.execute(f"GRANT {APPLICATION_ROLE} TO CURRENT_USER")


def _run(program: str, url: str, *arguments: str) -> None:
    dbname, environment = connection_arguments(url)
    command = [str(client_program(program)), *dbname, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise BackupError(f"{program} failed: {done.stderr.strip() or done.returncode}")
