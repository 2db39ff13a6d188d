"""Makes the brand's NFC key, or a new one."""

from datetime import datetime

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.labels.nfc_keys import new_wrapped_key
from countermark.features.labels.queries import queries
from countermark.kit.clock import now, to_second
from countermark.kit.errors import Conflict
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest

MOST_VERSIONS = 255


class RotateNfcKey(BrandRequest, frozen=True, kw_only=True):
    """Only ``_brand_id``."""


class NfcKey(Record, frozen=True, kw_only=True):
    """Which version tags are encoded with from now on. The key itself is never told."""

    key_version: int
    created_at: datetime


async def rotate_nfc_key(tx: Tx, request: RotateNfcKey) -> NfcKey:
    """The new version. Tags that were encoded before keep being checked with theirs.

    Raises:
        Conflict: there were 255 versions (``TOO_MANY_KEYS``).
    """
    await queries.lock_brand(tx.connection, brand_id=tx.brand_id)
    version = (await queries.newest_nfc_key(tx.connection, brand_id=tx.brand_id) or 0) + 1
    if version > MOST_VERSIONS:
        raise Conflict("_brand_id", f"there were {MOST_VERSIONS} keys already", code="TOO_MANY_KEYS")
    values = {"key_version": version, "wrapped_key": new_wrapped_key(tx, version), "created_by": tx.actor.user_id}
    await queries.insert_nfc_key(tx.connection, brand_id=tx.brand_id, **values)
    await record(tx, Action.NFC_KEY_ROTATED, ("nfc_key", str(version)), new={"key_version": version})
    return NfcKey(key_version=version, created_at=to_second(now()))
