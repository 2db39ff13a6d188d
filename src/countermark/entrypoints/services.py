"""What a running program holds: settings, connections, keys, the object store."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from countermark.db.pool import Pool, open_pool
from countermark.entrypoints.database import database_of
from countermark.features.accounts.tokens import TokenKeys
from countermark.kit.settings import Settings
from countermark.objects import ObjectStore, open_object_store
from countermark.serials import KEY_BYTES, WrongMasterKey, check_value, new_key


@dataclass(frozen=True)
class Services:
    """Shared by everything in one process. ``master_key`` unwraps the keys in the database (32 bytes)."""

    settings: Settings
    pool: Pool
    master_key: bytes
    tokens: TokenKeys
    objects: ObjectStore


@asynccontextmanager
async def open_services(settings: Settings) -> AsyncIterator[Services]:
    """Opens everything and closes it with the block.

    Raises:
        DatabaseUnfit: too old, not migrated, or not bound by row-level security.
        WrongMasterKey: there is no master key, or it is not the one this database was filled with.
    """
    with database_of(settings) as database:
        pool = await open_pool(database.application_url, size=settings.pool_size)
        try:
            master_key = await checked_master_key(pool, settings)
            tokens = TokenKeys(pool, master_key, f"{settings.api_url}/auth/v1")
            await tokens.load()
            yield Services(settings, pool, master_key, tokens, open_object_store(settings))
        finally:
            await pool.close()


async def checked_master_key(pool: Pool, settings: Settings) -> bytes:
    """The deployment's master key, made on the very first start, checked on each.

    Raises:
        WrongMasterKey: missing although the database was filled with one, malformed, or another one.
    """
    async with pool.acquire() as connection, connection.transaction():
        await connection.execute("SELECT pg_advisory_xact_lock(hashtextextended('master-key', 0))")
        known = await connection.fetchval("SELECT master_key_check FROM deployment")
        key = read_master_key(settings)
        if known is None:
            if key is None:
                key = new_key()
                write_master_key(settings, key)
            await connection.execute("INSERT INTO deployment (master_key_check) VALUES ($1)", check_value(key))
            return key
    if key is None:
        raise WrongMasterKey(
            f"the master key is missing: put the one this database was filled with into {master_key_file(settings)} "
            "or COUNTERMARK_MASTER_KEY"
        )
    if check_value(key) != known:
        raise WrongMasterKey(
            "the master key is not the one this database was filled with; restore it together with its key"
        )
    return key


def master_key_file(settings: Settings) -> Path:
    """Where the key is when it is not in the environment."""
    return settings.home / "master.key"


def read_master_key(settings: Settings) -> bytes | None:
    """The configured key, ``None`` when there is none yet.

    Raises:
        WrongMasterKey: it is not 64 hexadecimal digits.
    """
    text = settings.master_key
    if text is None and master_key_file(settings).exists():
        text = master_key_file(settings).read_text()
    if text is None:
        return None
    try:
        key = bytes.fromhex(text.strip())
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise WrongMasterKey(f"the master key must be {2 * KEY_BYTES} hexadecimal digits")
    return key


def write_master_key(settings: Settings, key: bytes) -> None:
    """Keeps a new master key in its file, for its owner only. Never overwrites one."""
    path = master_key_file(settings)
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(key.hex() + "\n")
        file.flush()
        os.fsync(file.fileno())
