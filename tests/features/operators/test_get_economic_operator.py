"""get_economic_operator: one operator, whole, of one brand."""

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.operators import new_operator
from tests.support.server import LiveServer


async def test_it_is_as_it_was_made(shared_brand: Brand) -> None:
    made = await new_operator(shared_brand, trade_name="Alpenrad", region="Tyrol", street="Hauptplatz 1")
    assert await shared_brand.call("get_economic_operator", operator_id=made["operator_id"]) == made


async def test_another_brand_s_operator_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = await new_operator(shared_brand)
    mine = await new_brand(live_server)
    ids = (theirs["operator_id"], NOBODYS_ID)
    refusals = [await mine.refused(400, "get_economic_operator", operator_id=one) for one in ids]
    assert refusals[0] == refusals[1]
