"""get_link: one link."""

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.factories import new_link, new_product
from tests.support.server import LiveServer


async def test_a_link_is_read_as_it_was_made(shared_brand: Brand) -> None:
    made = await new_link(shared_brand, product_id=(await new_product(shared_brand))["product_id"])
    assert await shared_brand.call("get_link", link_id=made["link_id"]) == made


async def test_another_brand_s_link_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    mine = await new_brand(live_server)
    theirs = await new_link(shared_brand, product_id=(await new_product(shared_brand))["product_id"])
    refusals = [await mine.refused(400, "get_link", link_id=link_id) for link_id in (theirs["link_id"], NOBODYS_ID)]
    assert refusals[0] == refusals[1]
