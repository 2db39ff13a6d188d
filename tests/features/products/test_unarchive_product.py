"""unarchive_product."""

from uuid import uuid4

from tests.support.client import new_brand
from tests.support.factories import new_gtin, new_product
from tests.support.server import LiveServer


async def test_it_comes_back_off_sale_with_its_identifiers(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    product = await new_product(brand)
    await brand.call("archive_product", product_id=product["product_id"])
    back = await brand.call("unarchive_product", product_id=product["product_id"])
    assert (back["archived_at"], back["commercial_status"]) == (None, "INACTIVE")
    assert back["identifiers"] == product["identifiers"]
    assert [item["product_id"] for item in (await brand.call("list_products"))["items"]] == [product["product_id"]]


async def test_it_can_be_on_sale_at_once(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    product_id = (await new_product(brand))["product_id"]
    await brand.call("archive_product", product_id=product_id)
    back = await brand.call("unarchive_product", product_id=product_id, commercial_status="ACTIVE")
    assert back["commercial_status"] == "ACTIVE"


async def test_one_that_is_not_archived_stays_as_it_is(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    product = await new_product(brand)
    assert await brand.call("unarchive_product", product_id=product["product_id"]) == product


async def test_codes_stay_taken_while_it_is_archived(live_server: LiveServer) -> None:
    brand, gtin = await new_brand(live_server), [{"identifier_type": "gtin", "raw_value": new_gtin()}]
    product_id = (await new_product(brand, identifiers=gtin))["product_id"]
    await brand.call("archive_product", product_id=product_id)
    error = await brand.refused(409, "create_product", name={"en": "Another"}, identifiers=gtin)
    assert error["code"] == "IDENTIFIER_TAKEN"


async def test_another_brand_s_product_is_as_good_as_none(live_server: LiveServer) -> None:
    mine, theirs = await new_brand(live_server), await new_brand(live_server)
    product_id = (await new_product(theirs))["product_id"]
    archived = await theirs.call("archive_product", product_id=product_id)
    refusals = [await mine.refused(400, "unarchive_product", product_id=one) for one in (product_id, str(uuid4()))]
    assert refusals[0] == refusals[1]
    assert await theirs.call("get_product", product_id=product_id) == archived
