"""Searches everything a brand has at once: products, passports, minted units, batches, exports."""

from collections.abc import Awaitable, Callable
from typing import Final, Literal

import msgspec

from countermark.db.transaction import Tx
from countermark.features.accounts.permissions import Permission
from countermark.features.search.search_batches import search_mint_batches, search_production_batches
from countermark.features.search.search_exports import search_exports
from countermark.features.search.search_hit import SearchHit, queries
from countermark.features.search.search_passports import search_passports
from countermark.features.search.search_products import search_products
from countermark.features.search.search_query import QueryClass, SearchQuery, read_query
from countermark.features.search.search_tokens import search_tokens
from countermark.kit.cursors import checked_limit
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest

DEFAULT_HITS: Final = 5
MOST_HITS: Final = 20

GroupName = Literal["products", "passports", "tokens", "batches", "exports"]
Search = Callable[[Tx, SearchQuery, str, int], Awaitable[list[SearchHit]]]


class SearchBrandObjectsV2(BrandRequest, frozen=True, kw_only=True):
    """``_query`` may be any text: a word, a SKU, a GTIN, a serial or its beginning, an id, a scanned URL."""

    query: str
    limit_per_group: int = DEFAULT_HITS


class SearchGroup(Record, frozen=True, kw_only=True):
    """Hits of one kind, the best first."""

    group: GroupName
    hits: list[SearchHit]
    has_more: bool


class SearchResult(Record, frozen=True, kw_only=True):
    """Groups that the caller's role may read, always in the same order, empty ones included."""

    query: str
    query_class: QueryClass
    groups: list[SearchGroup]


async def search_brand_objects_v2(tx: Tx, request: SearchBrandObjectsV2) -> SearchResult:
    """What matches, by group. Any text has an answer.

    Raises:
        InvalidInput: a limit outside 1..20.
    """
    most = checked_limit(request.limit_per_group, "_limit_per_group", MOST_HITS)
    query = read_query(request.query)
    brand = await queries.get_brand_speech(tx.connection, brand_id=tx.brand_id)
    groups = []
    for group, permission, search in _GROUPS:
        if permission in tx.actor.permissions:
            hits = await search(tx, query, brand["locale"], most + 1) if query.text else []
            shown = [_in_console(hit, brand["subdomain"]) for hit in hits[:most]]
            groups.append(SearchGroup(group=group, hits=shown, has_more=len(hits) > most))
    return SearchResult(query=query.text, query_class=query.query_class, groups=groups)


def _in_console(hit: SearchHit, subdomain: str) -> SearchHit:
    return msgspec.structs.replace(hit, path=f"/console/{subdomain}/{hit.path}")


async def _search_batches(tx: Tx, query: SearchQuery, locale: str, most: int) -> list[SearchHit]:
    batches = await search_production_batches(tx, query, locale, most)
    if Permission.MINT_READ not in tx.actor.permissions:
        return batches
    return batches + await search_mint_batches(tx, query, batches, locale, most - len(batches))


_GROUPS: Final[tuple[tuple[GroupName, Permission, Search], ...]] = (
    ("products", Permission.PRODUCTS_READ, search_products),
    ("passports", Permission.PASSPORTS_READ, search_passports),
    ("tokens", Permission.MINT_READ, search_tokens),
    ("batches", Permission.BATCHES_READ, _search_batches),
    ("exports", Permission.EXPORTS_READ, search_exports),
)
