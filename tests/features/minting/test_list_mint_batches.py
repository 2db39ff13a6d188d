"""list_mint_batches."""

from uuid import uuid4

from tests.support.client import Brand, new_brand
from tests.support.factories import new_mint_batch, new_product, new_product_batch
from tests.support.server import LiveServer


async def ids(brand: Brand, **arguments: object) -> list[str]:
    """The ids on the first page."""
    return [item["mint_batch_id"] for item in (await brand.call("list_mint_batches", **arguments))["items"]]


async def test_pages_follow_each_other_from_the_newest(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    made = [(await new_mint_batch(shared_brand, product_id))["mint_batch_id"] for _ in range(5)]
    seen, cursor, has_more = [], None, True
    while has_more:
        page = await shared_brand.call("list_mint_batches", product_id=product_id, limit=2, cursor=cursor)
        seen += [item["mint_batch_id"] for item in page["items"]]
        cursor, has_more = page["next_cursor"], page["has_more"]
    assert seen == made[::-1]


async def test_an_item_says_what_was_minted(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    run = await new_product_batch(shared_brand, product_id)
    await new_mint_batch(shared_brand, product_id, product_batch_id=run["id"])
    (item,) = (await shared_brand.call("list_mint_batches", product_id=product_id))["items"]
    assert (item["batch_number"], item["product_name"]) == (run["batch_number"], {"en": "City bicycle"})
    assert (item["status"], item["passport_state"], item["quantity"]) == ("minted", "unpublished", 10)


async def test_filters_narrow_the_list(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    run = (await new_product_batch(shared_brand, product_id))["id"]
    loose = (await new_mint_batch(shared_brand, product_id))["mint_batch_id"]
    of_run = (await new_mint_batch(shared_brand, product_id, product_batch_id=run))["mint_batch_id"]
    assert await ids(shared_brand, product_id=product_id) == [of_run, loose]
    assert await ids(shared_brand, product_batch_id=run) == [of_run]
    assert await ids(shared_brand, product_id=product_id, product_batch_id=run, status="minted") == [of_run]
    assert await ids(shared_brand, product_id=product_id, status="failed") == []
    assert await ids(shared_brand, product_id=str(uuid4()), product_batch_id=run) == []
    assert (await ids(shared_brand))[:2] == [of_run, loose]


async def test_a_cursor_of_something_else_is_refused(shared_brand: Brand) -> None:
    for arguments in ({"cursor": "x"}, {"limit": 0}, {"limit": 201}, {"status": "gone"}):
        await shared_brand.refused(400, "list_mint_batches", **arguments)


async def test_another_brand_s_mint_batches_do_not_show(live_server: LiveServer) -> None:
    mine, theirs = await new_brand(live_server), await new_brand(live_server)
    batch = await new_mint_batch(theirs)
    assert await ids(mine) == []
    assert await ids(mine, product_id=batch["product_id"]) == []
