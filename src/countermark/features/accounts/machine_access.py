"""Whether an API credential may still be used, from where, and for what: asked of its row in every request."""

import ipaddress
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from countermark.db.transaction import Actor, ActorKind, Tx
from countermark.features.accounts.account import queries
from countermark.features.accounts.machines import Machine
from countermark.features.accounts.permissions import Permission
from countermark.kit.clock import now
from countermark.kit.errors import Forbidden, NotAuthenticated

# When it was last used is told to the minute, so that busy programs do not write their row all the time.
USE_NOTED_EVERY = timedelta(minutes=1)


async def access_brand_as_machine(tx: Tx, machine: Machine, permission: Permission | None) -> Tx:
    """``tx`` with the credential's scopes as its actor's permissions.

    Raises:
        NotAuthenticated: revoked, expired, its secret was rotated away, or it is not for this network address.
        Forbidden: the credential is another brand's, or lacks the scope.
    """
    if machine.brand_id != tx.brand_id:
        raise Forbidden
    row = await queries.get_credential_access(tx.connection, brand_id=tx.brand_id, credential_id=machine.credential_id)
    problem = _problem(row, machine)
    if problem:
        raise NotAuthenticated(problem, "ask who manages this brand's API credentials")
    if row["last_used_at"] is None or row["last_used_at"] < now() - USE_NOTED_EVERY:
        await queries.note_credential_use(tx.connection, brand_id=tx.brand_id, credential_id=machine.credential_id)
    scopes = frozenset(row["scopes"])
    permissions = scopes if machine.scopes is None else scopes & machine.scopes
    if permission is not None and permission not in permissions:
        raise Forbidden(f"this API credential lacks the scope {permission}")
    return replace(tx, actor=Actor(ActorKind.CREDENTIAL, machine.credential_id, permissions))


def _problem(row: Mapping[str, Any] | None, machine: Machine) -> str | None:
    """Why the credential cannot be used, if so. Whoever hears this had its secret or a token."""
    if row is None or row["revoked_at"] is not None:
        return "this API credential was revoked"
    if row["expires_at"] is not None and row["expires_at"] <= now():
        return "this API credential has expired"
    if not is_secret_in_use(row, machine.secret_version):
        return "the secret of this API credential was rotated"
    if not is_address_allowed(row["allowed_addresses"], machine.address):
        return "this API credential is not for this network address"
    return None


def is_secret_in_use(row: Mapping[str, Any], version: int) -> bool:
    """Whether a secret of this version counts: the newest, or the one before while both do."""
    if version == row["secret_version"]:
        return True
    ends_at = row["previous_secret_ends_at"]
    return version == row["secret_version"] - 1 and ends_at is not None and bool(ends_at > now())


def is_address_allowed(allowed: Iterable[str], address: str) -> bool:
    """Whether an address is in one of the networks; no networks mean any address."""
    networks = [ipaddress.ip_network(network) for network in allowed]
    if not networks:
        return True
    try:
        given = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(given, ipaddress.IPv6Address) and given.ipv4_mapped:
        given = given.ipv4_mapped
    return any(given in network for network in networks)
