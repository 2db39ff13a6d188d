"""list_product_operators: with the default manufacturer where none is named; two brands."""

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.factories import new_product
from tests.support.operators import new_operator
from tests.support.server import LiveServer


async def test_the_default_manufacturer_stands_in(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    product_id = (await new_product(brand))["product_id"]
    assert await brand.call("list_product_operators", product_id=product_id) == []
    default = await new_operator(brand, name="Default", is_default_manufacturer=True)
    (named,) = await brand.call("list_product_operators", product_id=product_id)
    assert (named["role"], named["operator_id"], named["is_default"]) == ("manufacturer", default["operator_id"], True)
    own = [{"role": "manufacturer", "operator_id": (await new_operator(brand))["operator_id"]}]
    await brand.call("set_product_operators", product_id=product_id, operators=own)
    (named,) = await brand.call("list_product_operators", product_id=product_id)
    assert not named["is_default"]


async def test_another_brand_s_product_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = (await new_product(shared_brand))["product_id"]
    mine = await new_brand(live_server)
    refusals = [await mine.refused(400, "list_product_operators", product_id=one) for one in (theirs, NOBODYS_ID)]
    assert refusals[0] == refusals[1]
