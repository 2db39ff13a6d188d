"""Changes what an API credential is called, says of itself, and where and until when it may be used."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from msgspec import UNSET, UnsetType

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.credentials.credential import (
    EXPIRY_LOCKED_FOR,
    ApiCredential,
    Moment,
    checked_addresses,
    checked_expiry,
    checked_metadata,
    checked_name,
    lock_credential,
    queries,
    read_credential,
)
from countermark.kit.clock import now
from countermark.kit.errors import InvalidInput
from countermark.kit.requests import BrandRequest, Patch


class CredentialPatch(Patch, frozen=True, kw_only=True):
    """An absent key is left alone; ``null`` clears an expiry."""

    name: str | UnsetType = UNSET
    metadata: dict[str, Any] | UnsetType = UNSET
    allowed_addresses: list[str] | UnsetType = UNSET
    expires_at: Annotated[datetime, Moment] | None | UnsetType = UNSET


class UpdateApiCredential(BrandRequest, frozen=True, kw_only=True):
    """Scopes cannot change: what a program may do is decided when its credential is made."""

    credential_id: UUID
    patch: CredentialPatch


async def update_api_credential(tx: Tx, request: UpdateApiCredential) -> ApiCredential:
    """The credential after the change.

    Raises:
        InvalidInput: no such credential, names the key of the patch and what was wrong, revoked
            (``CREDENTIAL_REVOKED``), or an expiry in its last 72 hours (``EXPIRY_LOCKED``).
    """
    before = await lock_credential(tx, request.credential_id)
    changes = _checked(request.patch.changes(), before)
    changed = {name: value for name, value in changes.items() if before[name] != value}
    if changed:
        values = {name: before[name] for name in ("name", "metadata", "allowed_addresses", "expires_at")} | changed
        target = {"brand_id": tx.brand_id, "credential_id": request.credential_id}
        await queries.update_credential(tx.connection, **target, **values)
        old = {name: before[name] for name in changed}
        await record(tx, Action.CREDENTIAL_UPDATED, ("api_credential", request.credential_id), old=old, new=changed)
    return await read_credential(tx, request.credential_id)


def _checked(changes: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    checks: dict[str, Callable[[str, Any], Any]] = {
        "name": checked_name,
        "metadata": checked_metadata,
        "allowed_addresses": checked_addresses,
    }
    checked: dict[str, Any] = {}
    for name, value in changes.items():
        if name != "expires_at":
            checked[name] = checks[name](f"_patch.{name}", value)
        elif value != before[name]:
            _refuse_when_locked(before["expires_at"])
            checked[name] = checked_expiry("_patch.expires_at", value)
    return checked


def _refuse_when_locked(expires_at: datetime | None) -> None:
    if expires_at is not None and expires_at - EXPIRY_LOCKED_FOR <= now():
        raise InvalidInput(
            "_patch.expires_at",
            "cannot be changed within 72 hours of the expiry",
            code="EXPIRY_LOCKED",
            hint="make a new credential and move the program over",
        )
