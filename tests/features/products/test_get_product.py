"""get_product."""

from uuid import uuid4

from tests.support.client import new_brand
from tests.support.factories import new_product
from tests.support.server import LiveServer


async def test_it_is_what_create_product_answered(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    product = await new_product(brand)
    assert await brand.call("get_product", product_id=product["product_id"]) == product


async def test_it_can_be_read_by_get(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    product = await new_product(brand)
    answer = await brand.owner.http.get(
        "/rest/v1/rpc/get_product",
        params={"_brand_id": brand.id, "_product_id": product["product_id"]},
        headers={"Authorization": f"Bearer {brand.owner.access_token}"},
    )
    assert answer.json() == product


async def test_another_brand_s_product_is_as_good_as_none(live_server: LiveServer) -> None:
    mine, theirs = await new_brand(live_server), await new_brand(live_server)
    product = await new_product(theirs)
    seen = await mine.refused(400, "get_product", product_id=product["product_id"])
    assert seen == await mine.refused(400, "get_product", product_id=str(uuid4()))
    assert seen["code"] == "NOT_FOUND"
