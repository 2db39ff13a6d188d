"""What the worker clears away: files that never came, files deleted long ago, objects that no row names."""

from collections.abc import Collection
from datetime import timedelta
from typing import Final
from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.attachments.attachment import queries

PENDING_FOR: Final = timedelta(days=1)
DELETED_FOR: Final = timedelta(days=30)
# Longer than an upload can take from its first byte to its row.
OBJECT_GRACE: Final = timedelta(days=1)
MOST_AT_ONCE: Final = 500
PARTS_OF_A_KEY: Final = 4


async def purge_attachments(tx: Tx) -> int:
    """Forgets what is past its time, ``MOST_AT_ONCE`` at most, and returns how many. Their objects are orphans then.

    The rows go first and the bytes after: whatever happens in between, no row promises bytes that are gone.
    """
    found = queries.purge_attachments(
        tx.connection,
        brand_id=tx.brand_id,
        pending_for=PENDING_FOR,
        deleted_for=DELETED_FOR,
        most=MOST_AT_ONCE,
    )
    rows = [row async for row in found]
    for row in rows:
        old = {"product_id": row["product_id"], "filename": row["filename"], "state": row["state"]}
        await record(tx, Action.ATTACHMENT_PURGED, ("attachment", row["attachment_id"]), old=old)
    return len(rows)


async def orphans_among(tx: Tx, keys: Collection[str]) -> list[str]:
    """Those of ``keys`` that are attachments' objects (``brand/product/attachment/sha256``) and that no row names."""
    owners = {key: owner for key in keys if (owner := attachment_of_key(key)) is not None}
    found = queries.known_objects(tx.connection, brand_id=tx.brand_id, attachment_ids=[*set(owners.values())])
    known = {(row["attachment_id"], row["sha256"]) async for row in found}
    return [key for key, owner in owners.items() if (owner, key.rpartition("/")[2]) not in known]


def attachment_of_key(key: str) -> UUID | None:
    """The attachment that an object belongs to, ``None`` for other areas' objects."""
    parts = key.split("/")
    if len(parts) != PARTS_OF_A_KEY or len(parts[3]) != 64:
        return None
    try:
        _, _, attachment_id = (UUID(part) for part in parts[:3])
    except ValueError:
        return None
    return attachment_id
