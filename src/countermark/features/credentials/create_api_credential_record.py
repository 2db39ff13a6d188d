"""Makes an API credential, for a program to come in by."""

from datetime import datetime
from typing import Annotated, Any

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.accounts.machines import new_secret, secret_hash
from countermark.features.credentials.credential import (
    CredentialWithSecret,
    Moment,
    checked_addresses,
    checked_expiry,
    checked_metadata,
    checked_name,
    checked_scopes,
    queries,
    read_credential,
)
from countermark.kit.ids import uuid7
from countermark.kit.requests import BrandRequest

ENDING = 4


class CreateApiCredentialRecord(BrandRequest, frozen=True, kw_only=True):
    """``_scopes`` are permission keys, none that the caller lacks."""

    name: str
    scopes: list[str]
    expires_at: Annotated[datetime, Moment] | None = None
    metadata: dict[str, Any] | None = None
    allowed_addresses: list[str] | None = None


async def create_api_credential_record(tx: Tx, request: CreateApiCredentialRecord) -> CredentialWithSecret:
    """The credential and its secret, which is shown this once.

    Raises:
        InvalidInput: names the argument and what was wrong; a scope that the caller lacks (``SCOPE_NOT_HELD``).
    """
    told = {
        "name": checked_name("_name", request.name),
        "scopes": checked_scopes(tx, request.scopes),
        "metadata": checked_metadata("_metadata", request.metadata or {}),
        "allowed_addresses": checked_addresses("_allowed_addresses", request.allowed_addresses or []),
        "expires_at": checked_expiry("_expires_at", request.expires_at),
    }
    credential_id, secret = uuid7(), new_secret()
    await queries.insert_credential(
        tx.connection,
        brand_id=tx.brand_id,
        credential_id=credential_id,
        secret_hash=secret_hash(tx.master_key, secret),
        secret_ending=secret[-ENDING:],
        created_by=tx.actor.user_id,
        **told,
    )
    await record(tx, Action.CREDENTIAL_CREATED, ("api_credential", credential_id), new=told)
    return CredentialWithSecret(credential=await read_credential(tx, credential_id), client_secret=secret)
