"""The API credential: its record, the rules for what it says, and the door to one."""

import ipaddress
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec

from countermark.db.sql import load_queries
from countermark.db.transaction import Tx
from countermark.features.accounts.machines import client_id_of
from countermark.features.accounts.permissions import Permission
from countermark.kit.clock import now, to_second
from countermark.kit.errors import InvalidInput, unknown
from countermark.kit.json_values import checked_object
from countermark.kit.records import Record, record_from
from countermark.kit.text import checked_text

queries = load_queries(__file__)
LONGEST_NAME = 120
MOST_METADATA_BYTES = 4096
MOST_NETWORKS = 50
# Whoever holds a credential shall not lengthen its life at the last moment; SYSTEM.md, 10, sets the time.
EXPIRY_LOCKED_FOR = timedelta(hours=72)
Moment = msgspec.Meta(tz=True)


class CredentialState(StrEnum):
    """Whether it can be used."""

    ACTIVE = "active"
    EXPIRED = "expired"
    REVOKED = "revoked"


class ApiCredential(Record, frozen=True, kw_only=True):
    """A credential, without its secret, of which only ``secret_ending``, the last four characters, is known.

    ``expires_at`` can no longer be changed from ``expiry_locked_at`` on. While ``previous_secret_ends_at`` is not
    ``null`` the secret before the last rotation still counts, until then. ``allowed_addresses``: networks it may come
    from; none means any.
    """

    credential_id: UUID
    client_id: str
    name: str
    state: CredentialState
    scopes: list[str]
    metadata: dict[str, Any]
    allowed_addresses: list[str]
    secret_ending: str
    expires_at: datetime | None
    expiry_locked_at: datetime | None
    previous_secret_ends_at: datetime | None
    created_by: UUID | None
    created_by_name: str | None
    created_at: datetime
    updated_at: datetime
    rotated_at: datetime | None
    last_used_at: datetime | None
    revoked_at: datetime | None


class CredentialWithSecret(Record, frozen=True, kw_only=True):
    """A credential and its new secret, which is shown here and never again."""

    credential: ApiCredential
    client_secret: str


def credential_from(row: Mapping[str, Any]) -> ApiCredential:
    """The record of a row of the ``credential_columns``."""
    expires_at = row["expires_at"]
    state = CredentialState.ACTIVE
    if expires_at is not None and expires_at <= now():
        state = CredentialState.EXPIRED
    if row["revoked_at"] is not None:
        state = CredentialState.REVOKED
    told = {
        "client_id": client_id_of(row["brand_id"], row["credential_id"]),
        "state": state,
        "expiry_locked_at": None if expires_at is None else expires_at - EXPIRY_LOCKED_FOR,
    }
    return record_from(ApiCredential, {**row, **told})


async def read_credential(tx: Tx, credential_id: UUID) -> ApiCredential:
    """The credential as it stands in this transaction.

    Raises:
        InvalidInput: there is none, or it is another brand's (the same error).
    """
    row = await queries.get_credential(tx.connection, brand_id=tx.brand_id, credential_id=credential_id)
    if row is None:
        raise unknown("_credential_id", "API credential")
    return credential_from(row)


async def lock_credential(tx: Tx, credential_id: UUID) -> Mapping[str, Any]:
    """The row of a credential that is not revoked, held until the transaction ends.

    Raises:
        InvalidInput: there is none, it is another brand's (the same error), or it was revoked (``CREDENTIAL_REVOKED``).
    """
    row: Mapping[str, Any] | None = await queries.lock_credential(
        tx.connection, brand_id=tx.brand_id, credential_id=credential_id
    )
    if row is None:
        raise unknown("_credential_id", "API credential")
    if row["revoked_at"] is not None:
        problem = "this API credential was revoked, which is final"
        raise InvalidInput("_credential_id", problem, code="CREDENTIAL_REVOKED", hint="make a new one")
    return row


def checked_name(argument: str, name: str) -> str:
    """A name people know it by."""
    return checked_text(argument, name, longest=LONGEST_NAME)


def checked_scopes(tx: Tx, scopes: Sequence[str]) -> list[str]:
    """Permission keys, each once, in order; never one that the maker lacks.

    Raises:
        InvalidInput: none, an unknown one, or one that the maker lacks (``SCOPE_NOT_HELD``).
    """
    wanted = sorted(set(scopes))
    if not wanted:
        raise InvalidInput("_scopes", "must name one permission or more", hint="such as products.read")
    known = frozenset(Permission)
    for scope in wanted:
        if scope not in known:
            raise InvalidInput("_scopes", f"{scope[:80]!r} is no permission", hint="permissions are listed in the docs")
    lacking = [scope for scope in wanted if scope not in tx.actor.permissions]
    if lacking:
        problem = f"you lack {', '.join(lacking)} yourself, so you cannot give it"
        raise InvalidInput("_scopes", problem, code="SCOPE_NOT_HELD")
    return wanted


def checked_metadata(argument: str, metadata: dict[str, Any]) -> dict[str, Any]:
    """A small JSON object of the brand's own."""
    return checked_object(argument, metadata, max_size_bytes=MOST_METADATA_BYTES)


def checked_addresses(argument: str, addresses: Sequence[str]) -> list[str]:
    """Networks in their shortest form, each once, in the order given; an address is a network of one.

    Raises:
        InvalidInput: names the one that is no address.
    """
    if len(addresses) > MOST_NETWORKS:
        raise InvalidInput(argument, f"names {len(addresses)} networks; at most {MOST_NETWORKS} are allowed")
    networks: dict[str, None] = {}
    for address in addresses:
        try:
            network = ipaddress.ip_network(address.strip())
        except ValueError:
            problem = f"{address[:80]!r} is no network address"
            raise InvalidInput(argument, problem, hint="write 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32") from None
        networks[str(network)] = None
    return list(networks)


def checked_expiry(argument: str, expires_at: datetime | None) -> datetime | None:
    """A moment to come, to the second; ``None`` for no end."""
    if expires_at is None:
        return None
    if expires_at <= now():
        raise InvalidInput(argument, "must be in the future")
    return to_second(expires_at)
