"""Hits among products: by id, by GTIN in any of its lengths, or by text anywhere."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.products.matching_products import matching_products
from countermark.features.products.search_text import BREAK, folded, texts_in
from countermark.features.search.search_hit import MatchedPart, SearchHit, matched_part, name_of, queries, whole
from countermark.features.search.search_query import SearchQuery
from countermark.gs1 import DigitalLink


async def search_products(tx: Tx, query: SearchQuery, locale: str, most: int) -> list[SearchHit]:
    """Up to ``most`` hits, the best first; archived products too, for their codes keep resolving."""
    ids = await _ids(tx, query, most)
    found = queries.list_products_found(tx.connection, brand_id=tx.brand_id, product_ids=ids)
    rows = {row["product_id"]: row async for row in found}
    in_order = sorted(
        (rows[product_id] for product_id in ids if product_id in rows), key=lambda row: _rank(row, query, locale)
    )
    return [_hit(row, query, locale) for row in in_order]


async def product_ids_of_gtin(tx: Tx, gtin: str) -> list[UUID]:
    """The products a GTIN (14 digits) names or named: the one in force first, then the most recently retired."""
    found = queries.list_product_ids_of_gtin(tx.connection, brand_id=tx.brand_id, gtin=gtin)
    return list(dict.fromkeys([row["product_id"] async for row in found]))


async def _ids(tx: Tx, query: SearchQuery, most: int) -> list[UUID]:
    """The ids of the best hits; those that only have the text somewhere are not yet in the order of their rank."""
    if query.target is not None:
        gtin = query.target.gtin if isinstance(query.target, DigitalLink) else None
        return (await product_ids_of_gtin(tx, gtin))[:most] if gtin else []
    ids = [query.uuid] if query.uuid else []
    ids += await product_ids_of_gtin(tx, query.gtin) if query.gtin else []
    needle = query.needle
    anywhere = await _some_matching(tx, needle, most + 1) if needle else []
    if len(anywhere) > most:
        for better in (f"{BREAK}{needle}{BREAK}", f"{BREAK}{needle}"):
            if len(ids) < most:
                ids = list(dict.fromkeys([*ids, *await _some_matching(tx, better, most)]))
    return list(dict.fromkeys([*ids, *anywhere]))[:most]


async def _some_matching(tx: Tx, needle: str, most: int) -> list[UUID]:
    ids: list[UUID] = []
    async for portion in matching_products(tx, needle):
        ids += portion
        if len(ids) >= most:
            break
    return ids[:most]


def _rank(row: Mapping[str, Any], query: SearchQuery, locale: str) -> int:
    """0: named by its id or GTIN, or the needle is a whole text of it; 1: a text begins with it; 2: it is in one."""
    if row["product_id"] == query.uuid or query.gtin:
        return 0
    texts = [folded(text) for _, text in _texts(row, locale)]
    return 0 if query.needle in texts else 1 if any(text.startswith(query.needle) for text in texts) else 2


def _hit(row: Mapping[str, Any], query: SearchQuery, locale: str) -> SearchHit:
    identifiers: dict[str, str] = row["identifiers"]
    codes = [identifiers[kind] for kind in ("sku", "gtin", "ean", "upc") if kind in identifiers]
    return SearchHit(
        type="product",
        id=row["product_id"],
        title=name_of(row["name"], locale),
        subtitle=" · ".join(codes) or "No SKU or GTIN",
        matched=_matched(row, query, locale),
        state="archived" if row["archived_at"] else str(row["commercial_status"]).lower(),
        path=f"products/{row['product_id']}",
    )


def _matched(row: Mapping[str, Any], query: SearchQuery, locale: str) -> MatchedPart | None:
    if query.uuid == row["product_id"]:
        return whole("product_id", str(row["product_id"]))
    gtin = query.gtin or (query.target.gtin if isinstance(query.target, DigitalLink) else None)
    if gtin:
        for kind, value in row["identifiers"].items():
            if kind != "sku" and value.zfill(14) == gtin:
                return whole(kind, value)
    parts = (matched_part(field, text, query.needle) for field, text in _texts(row, locale)) if query.needle else ()
    return next((part for part in parts if part is not None), None)


def _texts(row: Mapping[str, Any], locale: str) -> Iterator[tuple[str, str]]:
    """Everything a product is found by, what is shown first first."""
    name: dict[str, str] = row["name"]
    shown = name_of(name, locale)
    languages: Sequence[str] = sorted(name, key=lambda language: name[language] != shown)
    yield from ((f"name.{language}", name[language]) for language in languages)
    for kind, value in row["identifiers"].items():
        yield kind, value
        if kind != "sku":
            yield kind, value.zfill(14)
    for key, value in row["attributes"].items():
        yield from ((key, text) for text in texts_in(value))
