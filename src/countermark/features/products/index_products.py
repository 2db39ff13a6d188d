"""Keeps the text that products are found by, in the transaction of whatever changed them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from countermark.db.sql import load_queries
from countermark.db.transaction import Tx
from countermark.features.products.search_grams import SEGMENT_PRODUCTS
from countermark.features.products.search_text import search_text
from countermark.jobs.queue import JobName, enqueue

LOOK_AFTER_ONE_IN = 64

queries = load_queries(__file__, "search.sql")


class SearchSource(NamedTuple):
    """What a product is found by. ``identifiers`` are the active ones as they are compared, by type."""

    product_id: UUID
    created_at: datetime
    name: Mapping[str, str]
    identifiers: Sequence[str]
    attributes: Mapping[str, Any]


async def index_products(tx: Tx, product_ids: Sequence[UUID]) -> None:
    """Reads names, attributes and active identifiers of the products and stores the text made of them, in one go.

    Call it once for many, after their last write in a transaction; 1,000 at a time is a good measure. The caller holds
    the products' rows (or made them just now), so that of two writers the last one's text stays.
    """
    found = queries.list_search_sources(tx.connection, brand_id=tx.brand_id, product_ids=list(product_ids))
    names = SearchSource._fields
    await store_search_sources(tx, [SearchSource(*(row[name] for name in names)) async for row in found])


async def store_search_sources(tx: Tx, sources: Sequence[SearchSource]) -> None:
    """Stores the text made of them; for whoever has just written the products and need not read them."""
    if not sources:
        return
    await queries.store_search_texts(
        tx.connection,
        brand_id=tx.brand_id,
        created_ats=[source.created_at for source in sources],
        product_ids=[source.product_id for source in sources],
        texts=[search_text(source.name, source.identifiers, source.attributes) for source in sources],
    )
    await _ask_for_segment(tx, sources[0].product_id, len(sources))


async def _ask_for_segment(tx: Tx, any_id: UUID, written: int) -> None:
    """Has a segment built when enough products wait. Looking counts them, so who writes one product rarely looks."""
    if written < LOOK_AFTER_ONE_IN and any_id.int % LOOK_AFTER_ONE_IN >= written:
        return
    if await queries.do_so_many_wait(tx.connection, brand_id=tx.brand_id, count=SEGMENT_PRODUCTS):
        await enqueue(tx, JobName.BUILD_SEARCH_SEGMENTS)
