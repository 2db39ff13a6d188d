"""The brand's NFC keys: 16 bytes each, wrapped by the master key, newest first."""

import os
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.labels.queries import queries
from countermark.serials import unwrap, wrap

KEY_BYTES = 16


def wrapping_context(brand_id: UUID, key_version: int) -> bytes:
    """What a wrapped key is bound to, so that it opens for its own brand and version only."""
    return b"nfc-key:" + brand_id.bytes + key_version.to_bytes(2, "big")


def new_wrapped_key(tx: Tx, key_version: int) -> bytes:
    """A random key, wrapped."""
    return wrap(tx.master_key, os.urandom(KEY_BYTES), wrapping_context(tx.brand_id, key_version))


async def nfc_keys(tx: Tx) -> list[tuple[int, bytes]]:
    """Versions and keys, the newest first; none until one was made."""
    found = queries.list_nfc_keys(tx.connection, brand_id=tx.brand_id)
    return [
        (
            row["key_version"],
            unwrap(tx.master_key, row["wrapped_key"], wrapping_context(tx.brand_id, row["key_version"])),
        )
        async for row in found
    ]
