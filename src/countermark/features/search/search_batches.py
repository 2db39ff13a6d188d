"""Hits among production batches, by number, and among mint batches, by id or by the number of what was minted."""

from collections.abc import Mapping
from typing import Any, Final

from countermark.db.transaction import Tx
from countermark.features.resolution.scan_target import InternalId, InternalKind
from countermark.features.search.search_hit import SearchHit, matched_part, name_of, queries, whole
from countermark.features.search.search_query import SearchQuery
from countermark.gs1 import DigitalLink

WALKED: Final = 5_000
"""Batches, from the newest on, whose number is looked at for the text anywhere; its beginning is found in all."""
_LAST_CHARACTER: Final = "\U0010ffff"


async def search_production_batches(tx: Tx, query: SearchQuery, locale: str, most: int) -> list[SearchHit]:
    """Exact before prefix before the rest, then the newest."""
    lot = query.target.lot if isinstance(query.target, DigitalLink) else None
    needle = lot.casefold() if lot else query.needle
    key: dict[str, Any] = {"brand_id": tx.brand_id, "most": most}
    if query.uuid is not None:
        found = queries.list_batches_by_id(tx.connection, brand_id=tx.brand_id, batch_id=query.uuid)
    elif not needle or (query.target is not None and not lot):
        return []
    else:
        behind = needle + _LAST_CHARACTER
        found = queries.list_batches_by_number(tx.connection, **key, needle=needle, behind=behind, walked=WALKED)
    return [_batch_hit(row, needle, locale) async for row in found]


async def search_mint_batches(
    tx: Tx, query: SearchQuery, batches: list[SearchHit], locale: str, most: int
) -> list[SearchHit]:
    """A mint batch by its id or ``/mb/`` code, and the newest ones of the production batches that were found."""
    ids = [hit.id for hit in batches]
    mint_batch_id = query.uuid
    if isinstance(query.target, InternalId) and query.target.kind is InternalKind.MINT_BATCH:
        mint_batch_id = query.target.id
    if most < 1 or (mint_batch_id is None and not ids):
        return []
    found = queries.list_mint_batches_found(
        tx.connection, brand_id=tx.brand_id, mint_batch_id=mint_batch_id, batch_ids=ids, most=most
    )
    return [_mint_hit(row, query, locale) async for row in found]


def _batch_hit(row: Mapping[str, Any], needle: str, locale: str) -> SearchHit:
    number: str = row["batch_number"]
    return SearchHit(
        type="product_batch",
        id=row["product_batch_id"],
        title=number,
        subtitle=f"Production batch · {name_of(row['product_name'], locale)}",
        matched=matched_part("batch_number", number, needle),
        state=row["status"],
        path=f"batches/{row['product_batch_id']}",
    )


def _mint_hit(row: Mapping[str, Any], query: SearchQuery, locale: str) -> SearchHit:
    number: str | None = row["batch_number"]
    if number is None or query.uuid == row["mint_batch_id"]:
        matched = whole("mint_batch_id", str(row["mint_batch_id"]))
    else:
        matched = matched_part("batch_number", number, query.needle) or whole("batch_number", number)
    return SearchHit(
        type="mint_batch",
        id=row["mint_batch_id"],
        title=f"Mint of {row['quantity']:,} units",
        subtitle=" · ".join(filter(None, (name_of(row["product_name"], locale), number))),
        matched=matched,
        state=row["status"],
        path=f"minting/{row['mint_batch_id']}",
    )
