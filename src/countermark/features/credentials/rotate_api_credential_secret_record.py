"""Gives an API credential a new secret. Its client id stays."""

from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.accounts.machines import new_secret, secret_hash
from countermark.features.credentials.create_api_credential_record import ENDING
from countermark.features.credentials.credential import CredentialWithSecret, lock_credential, queries, read_credential
from countermark.kit.clock import now
from countermark.kit.errors import InvalidInput
from countermark.kit.requests import BrandRequest

LONGEST_OVERLAP_S = 24 * 3600


class RotateApiCredentialSecretRecord(BrandRequest, frozen=True, kw_only=True):
    """``_overlap_s``: for how many seconds the old secret counts as well; 0 ends it at once."""

    credential_id: UUID
    overlap_s: int = 0


async def rotate_api_credential_secret_record(tx: Tx, request: RotateApiCredentialSecretRecord) -> CredentialWithSecret:
    """The credential and its new secret, which is shown this once. Tokens got by the old secret end with it.

    Raises:
        InvalidInput: no such credential, an overlap outside 0..86400 s, revoked (``CREDENTIAL_REVOKED``), or expired
            (``CREDENTIAL_EXPIRED``).
    """
    if not 0 <= request.overlap_s <= LONGEST_OVERLAP_S:
        raise InvalidInput("_overlap_s", f"must be between 0 and {LONGEST_OVERLAP_S}, not {request.overlap_s}")
    before = await lock_credential(tx, request.credential_id)
    if before["expires_at"] is not None and before["expires_at"] <= now():
        problem = "this API credential has expired"
        raise InvalidInput("_credential_id", problem, code="CREDENTIAL_EXPIRED", hint="make a new one")
    secret = new_secret()
    await queries.rotate_secret(
        tx.connection,
        brand_id=tx.brand_id,
        credential_id=request.credential_id,
        secret_hash=secret_hash(tx.master_key, secret),
        secret_ending=secret[-ENDING:],
        overlap_s=request.overlap_s,
    )
    old = {"secret_version": before["secret_version"]}
    new = {"secret_version": before["secret_version"] + 1, "overlap_s": request.overlap_s}
    await record(tx, Action.CREDENTIAL_ROTATED, ("api_credential", request.credential_id), old=old, new=new)
    return CredentialWithSecret(credential=await read_credential(tx, request.credential_id), client_secret=secret)
