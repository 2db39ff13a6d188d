"""list_product_identifiers: the history."""

from uuid import uuid4

from tests.support.client import new_brand
from tests.support.factories import new_gtin, new_product
from tests.support.server import LiveServer

KEYS = [
    "identifier_type",
    "identifier_value",
    "identifier_value_normalized",
    "status",
    "created_at",
    "created_by",
    "deactivated_at",
    "deactivated_by",
]


async def test_active_ones_come_first_then_the_latest_retired(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    product_id = (await new_product(brand, identifiers=[]))["product_id"]
    first, second, third = new_gtin(), new_gtin(), new_gtin()
    for kind, value in (("gtin", first), ("gtin", second), ("gtin", third), ("sku", "A-1")):
        await brand.call("set_product_identifier", product_id=product_id, identifier_type=kind, raw_value=value)
    answer = await brand.call("list_product_identifiers", product_id=product_id)
    assert list(answer) == ["ok", "product_id", "identifiers"]
    shown = [(row["identifier_value"], row["status"]) for row in answer["identifiers"]]
    assert shown == [("A-1", "active"), (third, "active"), (second, "retired"), (first, "retired")]


async def test_each_has_these_keys_and_names_who_and_when(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    product_id = (await new_product(brand))["product_id"]
    set_gtin = {"product_id": product_id, "identifier_type": "gtin"}
    await brand.call("set_product_identifier", **set_gtin, raw_value=new_gtin())
    active, retired = (await brand.call("list_product_identifiers", product_id=product_id))["identifiers"]
    assert list(active) == list(retired) == KEYS
    assert (active["created_by"], active["deactivated_at"]) == (brand.owner.user_id, None)
    assert retired["deactivated_by"] == brand.owner.user_id
    assert retired["deactivated_at"].endswith("Z")


async def test_a_product_without_any_has_an_empty_list(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    product_id = (await new_product(brand, identifiers=[]))["product_id"]
    assert (await brand.call("list_product_identifiers", product_id=product_id))["identifiers"] == []


async def test_another_brand_s_product_is_as_good_as_none(live_server: LiveServer) -> None:
    mine, theirs = await new_brand(live_server), await new_brand(live_server)
    product = await new_product(theirs)
    seen = await mine.refused(400, "list_product_identifiers", product_id=product["product_id"])
    assert seen == await mine.refused(400, "list_product_identifiers", product_id=str(uuid4()))
