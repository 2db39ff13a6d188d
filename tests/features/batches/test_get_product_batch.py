"""get_product_batch."""

from uuid import uuid4

from tests.support.client import Brand, new_brand
from tests.support.factories import new_product, new_product_batch
from tests.support.server import LiveServer

KEYS = [
    "id",
    "product_id",
    "batch_number",
    "status",
    "production_date",
    "quantity",
    "minted_quantity",
    "facility_ref",
    "facility",
    "facility_problem",
    "attributes",
    "created_at",
    "updated_at",
]


async def test_it_adds_the_product_and_what_was_minted_to_the_list_s_item(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    made = await new_product_batch(shared_brand, product_id, attributes={"shift": 2})
    (item,) = await shared_brand.call("list_product_batches", product_id=product_id)
    batch = await shared_brand.call("get_product_batch", batch_id=made["id"])
    assert list(batch) == KEYS
    added = {"product_id": product_id, "minted_quantity": 0, "facility": None, "facility_problem": None}
    assert batch == item | added


async def test_another_brand_s_batch_is_as_good_as_none(live_server: LiveServer) -> None:
    mine, theirs = await new_brand(live_server), await new_brand(live_server)
    batch = await new_product_batch(theirs, (await new_product(theirs))["product_id"])
    seen = await mine.refused(400, "get_product_batch", batch_id=batch["id"])
    assert seen == await mine.refused(400, "get_product_batch", batch_id=str(uuid4()))
