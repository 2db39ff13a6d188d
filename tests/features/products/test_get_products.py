"""get_products: several by their ids, in that order."""

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.factories import new_product
from tests.support.server import LiveServer


async def test_they_come_in_the_order_asked_for_and_unknown_ones_are_left_out(shared_brand: Brand) -> None:
    first, second = [await new_product(shared_brand) for _ in range(2)]
    wanted = [second["product_id"], NOBODYS_ID, first["product_id"], second["product_id"]]
    assert await shared_brand.call("get_products", product_ids=wanted) == [second, first]


async def test_none_and_more_than_two_hundred_are_refused(shared_brand: Brand) -> None:
    for ids in ([], [NOBODYS_ID] * 201):
        error = await shared_brand.refused(400, "get_products", product_ids=ids)
        assert error["details"].startswith("_product_ids: needs 1 to 200")


async def test_another_brand_gets_nothing(shared_brand: Brand, live_server: LiveServer) -> None:
    product = await new_product(shared_brand)
    other = await new_brand(live_server)
    assert await other.call("get_products", product_ids=[product["product_id"]]) == []
    await other.owner.refused(403, "get_products", brand_id=shared_brand.id, product_ids=[product["product_id"]])
