"""Keeps the text that products are found by, in the transaction of whatever changed them."""

from collections.abc import Sequence
from uuid import UUID

from countermark.db.lines import lines
from countermark.db.sql import load_queries
from countermark.db.transaction import Tx
from countermark.features.products.search_grams import SEGMENT_PRODUCTS
from countermark.features.products.search_text import RECORD_SEPARATOR, search_text
from countermark.jobs.queue import JobName, enqueue

LOOK_AFTER_ONE_IN = 64

queries = load_queries(__file__, "search.sql")


async def index_products(tx: Tx, product_ids: Sequence[UUID]) -> None:
    """Reads names, attributes and active identifiers of the products and stores the text made of them, in one go.

    Call it once for many, after their last write in a transaction; 1,000 at a time is a good measure. The caller holds
    the products' rows (or made them just now), so that of two writers the last one's text stays.
    """
    found = queries.list_search_sources(tx.connection, brand_id=tx.brand_id, product_ids=list(product_ids))
    sources = [row async for row in found]
    if not sources:
        return
    await queries.store_search_texts(
        tx.connection,
        brand_id=tx.brand_id,
        created_ats=lines(row["created_at"].isoformat() for row in sources),
        product_ids=lines(str(row["product_id"]) for row in sources),
        has_skus=lines(str(row["has_sku"]) for row in sources),
        texts=RECORD_SEPARATOR.join(
            [search_text(row["name"], row["identifiers"], row["attributes"]) for row in sources]
        ),
    )
    await ask_for_segment(tx, sources[0]["product_id"], len(sources))


async def ask_for_segment(tx: Tx, any_id: UUID, written: int) -> None:
    """Has a segment built when enough products wait. Looking counts them, so who writes one product rarely looks."""
    if written < LOOK_AFTER_ONE_IN and any_id.int % LOOK_AFTER_ONE_IN >= written:
        return
    if await queries.do_so_many_wait(tx.connection, brand_id=tx.brand_id, count=SEGMENT_PRODUCTS):
        await enqueue(tx, JobName.BUILD_SEARCH_SEGMENTS)
