"""close_product_batch."""

import asyncio
from uuid import uuid4

from tests.support.client import Brand, new_brand
from tests.support.factories import new_product, new_product_batch
from tests.support.server import LiveServer


async def test_an_active_batch_is_closed_once(shared_brand: Brand) -> None:
    batch = await new_product_batch(shared_brand, (await new_product(shared_brand))["product_id"])
    closed = await shared_brand.call("close_product_batch", batch_id=batch["id"])
    assert closed["status"] == "closed"
    assert await shared_brand.call("get_product_batch", batch_id=batch["id"]) == closed
    error = await shared_brand.refused(400, "close_product_batch", batch_id=batch["id"])
    assert (error["code"], error["details"]) == ("BATCH_NOT_ACTIVE", "_batch_id: the batch is closed")


async def test_a_closed_batch_burdens_its_product_s_readiness_no_more(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    batch = await new_product_batch(shared_brand, product_id, batch_number="no GS1 number")
    assert (await shared_brand.call("get_product", product_id=product_id))["readiness_problems"]
    await shared_brand.call("close_product_batch", batch_id=batch["id"])
    assert (await shared_brand.call("get_product", product_id=product_id))["readiness_problems"] == []


async def test_of_many_at_once_one_closes_it(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    batch = await new_product_batch(shared_brand, product_id, batch_number="no GS1 number")
    post = shared_brand.owner.post
    answers = await asyncio.gather(
        *(post("close_product_batch", brand_id=shared_brand.id, batch_id=batch["id"]) for _ in range(6))
    )
    assert sorted(answer.status_code for answer in answers) == [200] + [400] * 5


async def test_another_brand_s_batch_is_as_good_as_none(live_server: LiveServer) -> None:
    mine, theirs = await new_brand(live_server), await new_brand(live_server)
    batch = await new_product_batch(theirs, (await new_product(theirs))["product_id"])
    seen = await mine.refused(400, "close_product_batch", batch_id=batch["id"])
    assert seen == await mine.refused(400, "close_product_batch", batch_id=str(uuid4()))
    assert (await theirs.call("get_product_batch", batch_id=batch["id"]))["status"] == "active"
