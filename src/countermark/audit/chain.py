"""The hash chain over a brand's audit rows: sealing and verifying.

Rows are appended without a hash, so that writers of one brand never wait for each other. A sealer links them shortly
after. A changed, removed or inserted row breaks the chain at its place, and ``verify`` names the first such place.
"""

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec

from countermark.audit.record import queries
from countermark.db.transaction import Tx
from countermark.kit.clock import now

FIRST_HASH = bytes(32)
SEAL_AT_MOST = 5_000
FIELDS = (
    "occurred_at",
    "actor_kind",
    "actor_id",
    "action",
    "object_type",
    "object_id",
    "old_value",
    "new_value",
    "request_id",
)


class ChainReport(msgspec.Struct, frozen=True, kw_only=True):
    """``first_broken_sequence`` is the first link that does not hold, ``null`` when all do."""

    sealed_rows: int
    unsealed_rows: int
    intact: bool
    first_broken_sequence: int | None
    problem: str | None


def link_hash(previous_hash: bytes, sequence: int, audit_id: UUID, row: Mapping[str, Any]) -> bytes:
    """SHA-256 over the previous link, the place in the chain and every column of the row."""
    facts = [sequence, audit_id, *(row[name] for name in FIELDS)]
    return hashlib.sha256(previous_hash + msgspec.json.encode(facts, order="deterministic")).digest()


async def seal(tx: Tx, *, horizon: timedelta | None = None) -> int:
    """Links the brand's unsealed rows of the last ``horizon`` (all, if ``None``) and returns how many there were.

    Only one sealer of a brand works at a time; a second one returns 0 at once.
    """
    if not (await queries.lock_sealing(tx.connection, brand_id=tx.brand_id))["locked"]:
        return 0
    since = now() - horizon if horizon else None
    rows = [
        row
        async for row in queries.list_unsealed_rows(tx.connection, brand_id=tx.brand_id, since=since, most=SEAL_AT_MOST)
    ]
    if not rows:
        return 0
    last = await queries.last_seal(tx.connection, brand_id=tx.brand_id)
    sequence, previous = (last["sequence"], last["hash"]) if last else (0, FIRST_HASH)
    links: list[tuple[int, UUID, bytes, bytes]] = []
    for row in rows:
        sequence += 1
        link = link_hash(previous, sequence, row["audit_id"], row)
        links.append((sequence, row["audit_id"], previous, link))
        previous = link
    sequences, audit_ids, previous_hashes, hashes = zip(*links, strict=True)
    await queries.insert_seals(
        tx.connection,
        brand_id=tx.brand_id,
        sequences=sequences,
        audit_ids=audit_ids,
        previous_hashes=previous_hashes,
        hashes=hashes,
    )
    return len(links)


async def verify(tx: Tx, *, page: int = 10_000) -> ChainReport:
    """Recomputes the whole chain of the brand and reports the first broken link and the unsealed tail."""
    unsealed = await queries.count_unsealed_rows(tx.connection, brand_id=tx.brand_id)
    sequence, previous = 0, FIRST_HASH
    while True:
        rows = [
            row
            async for row in queries.list_sealed_rows(tx.connection, brand_id=tx.brand_id, after=sequence, most=page)
        ]
        for row in rows:
            problem = _problem(row, sequence + 1, previous)
            if problem:
                return ChainReport(
                    sealed_rows=sequence,
                    unsealed_rows=unsealed,
                    intact=False,
                    first_broken_sequence=sequence + 1,
                    problem=problem,
                )
            sequence, previous = row["sequence"], row["hash"]
        if len(rows) < page:
            return ChainReport(
                sealed_rows=sequence, unsealed_rows=unsealed, intact=True, first_broken_sequence=None, problem=None
            )


def _problem(row: Mapping[str, Any], expected_sequence: int, previous: bytes) -> str | None:
    if row["sequence"] != expected_sequence:
        return "a link is missing"
    if row["row_id"] is None:
        return "the sealed row was removed"
    if row["previous_hash"] != previous:
        return "the link does not continue the one before"
    if row["hash"] != link_hash(previous, row["sequence"], row["audit_id"], row):
        return "the sealed row was changed"
    return None
