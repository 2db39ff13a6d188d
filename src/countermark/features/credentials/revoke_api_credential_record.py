"""Ends an API credential, for good."""

from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.credentials.credential import ApiCredential, lock_credential, queries, read_credential
from countermark.kit.requests import BrandRequest


class RevokeApiCredentialRecord(BrandRequest, frozen=True, kw_only=True):
    """Which credential."""

    credential_id: UUID


async def revoke_api_credential_record(tx: Tx, request: RevokeApiCredentialRecord) -> ApiCredential:
    """The credential, revoked. Its secrets and tokens are refused from the next request on; nothing brings it back.

    One that was revoked before stays as it is.

    Raises:
        InvalidInput: no such credential.
    """
    credential = await read_credential(tx, request.credential_id)
    if credential.revoked_at is not None:
        return credential
    await lock_credential(tx, request.credential_id)
    await queries.revoke_credential(tx.connection, brand_id=tx.brand_id, credential_id=request.credential_id)
    revoked = await read_credential(tx, request.credential_id)
    old, new = {"revoked_at": None}, {"revoked_at": revoked.revoked_at}
    await record(tx, Action.CREDENTIAL_REVOKED, ("api_credential", request.credential_id), old=old, new=new)
    return revoked
