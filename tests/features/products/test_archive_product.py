"""archive_product."""

from uuid import uuid4

from tests.support.client import new_brand
from tests.support.factories import new_product
from tests.support.server import LiveServer


async def test_it_ends_the_sale_and_keeps_the_identifiers(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    product = await new_product(brand)
    archived = await brand.call("archive_product", product_id=product["product_id"])
    assert archived["commercial_status"] == "INACTIVE"
    assert archived["archived_at"] is not None
    assert archived["identifiers"] == product["identifiers"]


async def test_archiving_again_changes_nothing(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    product_id = (await new_product(brand))["product_id"]
    archived = await brand.call("archive_product", product_id=product_id)
    assert await brand.call("archive_product", product_id=product_id) == archived


async def test_no_batch_can_be_made_of_it(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    product_id = (await new_product(brand))["product_id"]
    await brand.call("archive_product", product_id=product_id)
    error = await brand.refused(400, "create_product_batch", product_id=product_id, batch_number="B-1")
    assert error["code"] == "PRODUCT_ARCHIVED"


async def test_another_brand_s_product_is_as_good_as_none(live_server: LiveServer) -> None:
    mine, theirs = await new_brand(live_server), await new_brand(live_server)
    product = await new_product(theirs)
    refusals = [
        await mine.refused(400, "archive_product", product_id=product_id)
        for product_id in (product["product_id"], str(uuid4()))
    ]
    assert refusals[0] == refusals[1]
    assert await theirs.call("get_product", product_id=product["product_id"]) == product
