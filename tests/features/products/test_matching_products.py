"""Finding products by text gives what looking through all of them gives, before, while and after segments are built."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from countermark.db.pool import Pool
from countermark.db.transaction import SYSTEM_ACTOR, Tx, brand_transaction
from countermark.features.products.build_search_segment import build_search_segment, renew_worn_segments
from countermark.features.products.index_products import index_products
from countermark.features.products.index_products import queries as search_queries
from countermark.features.products.matching_products import matching_products
from countermark.features.products.product import queries
from countermark.features.products.search_text import folded, search_text
from tests.support.client import Brand

# Few letters make many coincidences; the others fold to more than one character, or lie outside the basic plane.
LETTERS = "ab1- ßİ𝔸"
NAMES = st.text(LETTERS, min_size=1, max_size=12).filter(lambda text: bool(text.strip()))
NEEDLES = st.text(LETTERS, min_size=1, max_size=5).map(folded).filter(bool)


class _UndoneError(Exception):
    """Takes back what an example wrote."""


@asynccontextmanager
async def undone_transaction(pool: Pool, brand: Brand) -> AsyncIterator[Tx]:
    """A transaction in the brand that leaves nothing behind."""
    with suppress(_UndoneError):
        async with brand_transaction(pool, UUID(brand.id), SYSTEM_ACTOR, b"") as tx:
            yield tx
            raise _UndoneError


async def new_texts(tx: Tx, names: list[str]) -> list[UUID]:
    """Products of these names, each also with an attribute."""
    ids = [
        await queries.insert_product(
            tx.connection,
            brand_id=tx.brand_id,
            name={"en": name},
            commercial_status="ACTIVE",
            attributes={"core.identity.model": name[::-1]},
        )
        for name in names
    ]
    await index_products(tx, ids)
    return ids


async def found(tx: Tx, needle: str) -> list[UUID]:
    """The products found, with next to nothing looked at one by one."""
    return [one async for portion in matching_products(tx, needle, walks=(1, 1)) for one in portion]


async def change(tx: Tx, product_id: UUID, name: str) -> None:
    """Another name, and nothing left of the old one."""
    values: dict[str, Any] = {"name": {"en": name}, "commercial_status": "ACTIVE", "attributes": {}}
    await queries.update_product(tx.connection, brand_id=tx.brand_id, product_id=product_id, **values)
    await index_products(tx, [product_id])


@given(
    built=st.lists(NAMES, min_size=3, max_size=8),
    more=st.lists(NAMES, max_size=4),
    renamed=NAMES,
    needles=st.lists(NEEDLES, min_size=1, max_size=8),
)
@settings(max_examples=25)
async def test_it_finds_what_a_look_through_all_finds(
    pool: Pool, shared_brand: Brand, built: list[str], more: list[str], renamed: str, needles: list[str]
) -> None:
    async with undone_transaction(pool, shared_brand) as tx:
        await tx.connection.execute("DELETE FROM product_search")  # of this brand: row-level security sees to it
        texts: dict[UUID, str] = {}
        for names in (built, more):
            ids = await new_texts(tx, names)
            texts |= {i: search_text({"en": n}, [], {"m": n[::-1]}) for i, n in zip(ids, names, strict=True)}
            if names is built:
                assert await build_search_segment(tx, at_least=1)
        first = next(iter(texts))
        await change(tx, first, renamed)
        texts[first] = search_text({"en": renamed}, [], {})
        for needle in needles:
            expected = [product_id for product_id, text in reversed(texts.items()) if needle in text]
            assert await found(tx, needle) == expected


async def test_segments_whose_products_changed_are_renewed(pool: Pool, shared_brand: Brand) -> None:
    async with undone_transaction(pool, shared_brand) as tx:
        await tx.connection.execute("DELETE FROM product_search")  # a segment of these four alone
        ids = await new_texts(tx, ["first zebra", "second zebra", "third zebra", "fourth zebra"])
        assert await build_search_segment(tx, at_least=1)
        for product_id in ids[:2]:
            await change(tx, product_id, "tapir")
        assert await renew_worn_segments(tx) >= 1
        assert await found(tx, "zebra") == ids[:1:-1]
        assert await found(tx, "tapir") == ids[1::-1]
        assert not await search_queries.do_so_many_wait(tx.connection, brand_id=tx.brand_id, count=1)
        assert await renew_worn_segments(tx) == 0


async def test_a_product_that_changes_while_its_segment_is_built_waits_for_the_next(
    pool: Pool, shared_brand: Brand
) -> None:
    async with undone_transaction(pool, shared_brand) as tx:
        (product_id,) = await new_texts(tx, ["okapi"])
        rows = search_queries.list_waiting_texts(tx.connection, brand_id=tx.brand_id, most=1)
        (read,) = [row async for row in rows]
        await change(tx, product_id, "quagga")
        columns = {f"{name}s": [read[name]] for name in ("created_at", "product_id", "changed_at")}
        await search_queries.place_in_segment(tx.connection, brand_id=tx.brand_id, segment_id=product_id, **columns)
        assert await search_queries.do_so_many_wait(tx.connection, brand_id=tx.brand_id, count=1)
        assert (await found(tx, "quagga"))[:1] == [product_id]
