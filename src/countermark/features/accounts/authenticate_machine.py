"""Proves which program sends a request, by the client id and the secret of an API credential."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from countermark.db.pool import Pool
from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction, platform_transaction
from countermark.features.accounts.account import queries
from countermark.features.accounts.login_failures import note_failure, refuse_after_failures
from countermark.features.accounts.machines import Machine, ids_of, secret_hash
from countermark.kit.errors import NotAuthenticated
from countermark.kit.settings import Settings

NOBODYS_HASH = bytes(32)


class WrongClient(NotAuthenticated):
    """No such credential, or another secret; which of them is not told."""

    def __init__(self) -> None:
        super().__init__("no API credential has this client id and secret", "check both; a rotated secret has ended")


@dataclass(frozen=True, slots=True)
class MachineAttempt:
    """What a program says of itself, and the network address it comes from."""

    client_id: str
    secret: str
    address: str


async def authenticate_machine(
    pool: Pool, settings: Settings, master_key: bytes, attempt: MachineAttempt
) -> tuple[Machine, frozenset[str]]:
    """The program whose secret this is, with its credential's scopes.

    Revoked and expired credentials pass here: :func:`access_brand` refuses them, once the secret was right.

    Raises:
        WrongClient: no such credential, or another secret, or one that was rotated away.
        TooManyFailures: this credential from this address, or this address, failed too often lately.
    """
    subjects = [_subject("credential", attempt.client_id + attempt.address), _subject("address", attempt.address)]
    async with platform_transaction(pool) as connection:
        await refuse_after_failures(connection, subjects, settings)
    row = await _credential_row(pool, ids_of(attempt.client_id))
    version = _version_of_secret(row, secret_hash(master_key, attempt.secret))
    if row is None or version is None:
        async with platform_transaction(pool) as connection:
            await note_failure(connection, subjects, settings)
        raise WrongClient
    return Machine(row["brand_id"], row["credential_id"], version, attempt.address), frozenset(row["scopes"])


async def _credential_row(pool: Pool, ids: tuple[UUID, UUID] | None) -> Mapping[str, Any] | None:
    if ids is None:
        return None
    brand_id, credential_id = ids
    async with brand_transaction(pool, brand_id, SYSTEM_ACTOR, b"") as tx:
        row: Mapping[str, Any] | None = await queries.get_credential_secrets(
            tx.connection, brand_id=brand_id, credential_id=credential_id
        )
    return row


def _version_of_secret(row: Mapping[str, Any] | None, given: bytes) -> int | None:
    """Which of the credential's secrets was given. All comparisons are made, whatever the first ones say."""
    stored = (row["secret_hash"], row["previous_secret_hash"]) if row else (None, None)
    current, previous = (hmac.compare_digest(one or NOBODYS_HASH, given) for one in stored)
    if row is None or not (current or previous):
        return None
    version: int = row["secret_version"]
    return version if current else version - 1


def _subject(kind: str, value: str) -> bytes:
    return hashlib.sha256(f"{kind}:{value}".encode()).digest()
