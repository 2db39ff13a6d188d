"""Idempotency keys: a request sent again, or twice at once, is done once and answered twice.

A key belongs to a brand and an operation, and lives for thirty days. It is a row in the transaction of the request,
so it exists if and only if what it stands for was done. The first request inserts it; a second one at the same time
waits at that row until the first commits, and then finds its answer.
"""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

import msgspec

from countermark.db.sql import load_queries
from countermark.db.transaction import Tx
from countermark.kit.clock import now
from countermark.kit.errors import Conflict
from countermark.kit.text import checked_text

LONGEST_KEY = 200
LIFE: Final = timedelta(days=30)
queries = load_queries(__file__, "idempotency.sql")


@dataclass(frozen=True)
class Claim:
    """A request's hold on its key. ``answer`` is that of an earlier one (``None``: this is the first)."""

    tx: Tx
    key: dict[str, Any]
    answer: Any = None

    async def keep(self, answer: Any) -> None:
        """Stores the answer for whoever sends the key again."""
        if self.key:
            await queries.store_answer(self.tx.connection, **self.key, answer=answer)

    async def release(self) -> None:
        """Frees the key: the request changed nothing, and may be sent again."""
        if self.key:
            await queries.release_key(self.tx.connection, **self.key)


async def claim(tx: Tx, operation: str, idempotency_key: str | None, body: Any) -> Claim:
    """The hold on a key, or, without a key, one that holds nothing. ``body`` is the request without its key.

    Raises:
        InvalidInput: the key is empty, too long or has control characters.
        Conflict: the key was used with another body (``IDEMPOTENCY_KEY_REUSED``).
    """
    if idempotency_key is None:
        return Claim(tx, {})
    text = checked_text("_idempotency_key", idempotency_key, longest=LONGEST_KEY)
    key = {"brand_id": tx.brand_id, "operation": operation, "idempotency_key": text}
    fingerprint = hashlib.sha256(msgspec.json.encode(body, order="deterministic")).digest()
    while not await queries.claim_key(tx.connection, **key, fingerprint=fingerprint):
        known = await queries.get_key(tx.connection, **key)
        if known is None:  # given back between the two statements
            continue
        if known["fingerprint"] != fingerprint:
            raise Conflict(
                "_idempotency_key",
                "was used before with other arguments",
                code="IDEMPOTENCY_KEY_REUSED",
                hint="send a new key with a new request, and the same key only with the same request",
            )
        return Claim(tx, key, known["answer"])
    return Claim(tx, key)


async def hold_name(tx: Tx, name: str) -> None:
    """Makes other transactions of the brand that hold the same name wait until this one ends."""
    await queries.hold_name(tx.connection, name=f"{tx.brand_id}:{name}")


async def forget_old_keys(tx: Tx) -> int:
    """Forgets the brand's keys that are past their life; gives how many there were."""
    forgotten: int = await queries.delete_old_keys(tx.connection, brand_id=tx.brand_id, before=now() - LIFE)
    return forgotten
