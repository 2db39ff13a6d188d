"""Idempotency keys, as a client of submit_mint_request meets them."""

import asyncio

from countermark.db.pool import Pool
from tests.features.minting.stored import counts
from tests.support.client import Brand, new_brand
from tests.support.factories import new_product, new_product_batch, submit_mint
from tests.support.server import LiveServer


async def test_the_same_key_and_body_replay_the_answer(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    first = await submit_mint(shared_brand, product_id, idempotency_key="order 1")
    again = await submit_mint(shared_brand, product_id, idempotency_key="order 1")
    assert again == first | {"is_duplicate": True}
    assert list(again) == list(first)


async def test_the_same_key_with_another_body_is_a_conflict(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    mint = {"identity_mode": "serial", "activation_mode": "first_scan", "product_id": product_id}
    await shared_brand.call("submit_mint_request", requested_quantity=1, idempotency_key="order 2", **mint)
    error = await shared_brand.refused(
        409, "submit_mint_request", requested_quantity=2, idempotency_key="order 2", **mint
    )
    assert (error["code"], error["message"]) == ("IDEMPOTENCY_KEY_REUSED", "Invalid input")


async def test_many_at_once_make_one(live_server: LiveServer, pool: Pool) -> None:
    brand = await new_brand(live_server)
    product_id = (await new_product(brand))["product_id"]
    results = await asyncio.gather(*(submit_mint(brand, product_id, idempotency_key="k") for _ in range(6)))
    assert len({result["mint_batch_id"] for result in results}) == 1
    assert sorted(result["is_duplicate"] for result in results) == [False] + [True] * 5
    assert (await counts(pool, brand))["mint_batches"] == 1


async def test_without_a_key_every_request_counts(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    results = [await submit_mint(shared_brand, product_id) for _ in range(2)]
    assert results[0]["mint_batch_id"] != results[1]["mint_batch_id"]


async def test_a_blocked_request_does_not_use_up_its_key(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    batch_id = (await new_product_batch(shared_brand, product_id, quantity=5))["id"]
    arguments = {"product_batch_id": batch_id, "idempotency_key": "order 3"}
    assert not (await submit_mint(shared_brand, product_id, **arguments))["ok"]
    await shared_brand.call("update_product_batch", batch_id=batch_id, patch={"quantity": 10})
    assert (await submit_mint(shared_brand, product_id, **arguments))["is_duplicate"] is False


async def test_blocked_requests_at_once_wait_for_each_other_and_are_all_blocked(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand, attributes={}))["product_id"]
    waiting = [submit_mint(shared_brand, product_id, idempotency_key="order 6") for _ in range(5)]
    assert {result["ok"] for result in await asyncio.gather(*waiting)} == {False}


async def test_the_replay_of_an_old_request_is_not_checked_anew(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    first = await submit_mint(shared_brand, product_id, idempotency_key="order 4")
    await shared_brand.call("archive_product", product_id=product_id)
    again = await submit_mint(shared_brand, product_id, idempotency_key="order 4")
    assert again["mint_batch_id"] == first["mint_batch_id"]


async def test_another_brand_may_use_the_same_key(live_server: LiveServer, shared_brand: Brand) -> None:
    other = await new_brand(live_server)
    results = [
        await submit_mint(brand, (await new_product(brand))["product_id"], idempotency_key="order 5")
        for brand in (shared_brand, other)
    ]
    assert [result["is_duplicate"] for result in results] == [False, False]
