"""duplicate_product."""

from uuid import uuid4

from tests.support.client import Brand, new_brand
from tests.support.factories import READY_ATTRIBUTES, new_product
from tests.support.server import LiveServer


async def test_it_copies_names_attributes_and_status_but_no_identifier(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    names = {"en": "City bicycle", "de": "Stadtrad"}
    product = await new_product(brand, name=names, commercial_status="INACTIVE")
    done = await brand.call("duplicate_product", product_id=product["product_id"])
    copy = done["product"]
    assert copy["name"] == {"en": "City bicycle (copy)", "de": "Stadtrad (copy)"}
    assert copy["attributes"] == READY_ATTRIBUTES
    assert copy["commercial_status"] == "INACTIVE"
    assert set(copy["identifiers"].values()) == {None}
    assert done["not_copied"] == [{"identifier_type": "gtin", "identifier_value": product["identifiers"]["gtin"]}]
    assert copy["product_id"] != product["product_id"]
    assert (await brand.call("list_products", query="stadtrad (copy)"))["items"] == [copy]
    assert await brand.call("get_product", product_id=product["product_id"]) == product


async def test_the_suffix_can_be_chosen_or_left_out(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand, identifiers=[]))["product_id"]
    for suffix, name in {"2027": "City bicycle 2027", "": "City bicycle"}.items():
        done = await shared_brand.call("duplicate_product", product_id=product_id, name_suffix=suffix)
        assert (done["product"]["name"], done["not_copied"]) == ({"en": name}, [])


async def test_a_long_name_makes_room_for_the_suffix(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand, name={"en": "x" * 200}, identifiers=[]))["product_id"]
    done = await shared_brand.call("duplicate_product", product_id=product_id)
    assert done["product"]["name"] == {"en": "x" * 193 + " (copy)"}


async def test_an_archived_product_can_be_the_model(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    await shared_brand.call("archive_product", product_id=product_id)
    done = await shared_brand.call("duplicate_product", product_id=product_id)
    assert done["product"]["archived_at"] is None


async def test_a_bad_suffix_is_named(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    error = await shared_brand.refused(400, "duplicate_product", product_id=product_id, name_suffix="x" * 41)
    assert error["details"].startswith("_name_suffix")


async def test_another_brand_s_product_is_not_copied(live_server: LiveServer) -> None:
    mine, theirs = await new_brand(live_server), await new_brand(live_server)
    product_id = (await new_product(theirs))["product_id"]
    refusals = [await mine.refused(400, "duplicate_product", product_id=one) for one in (product_id, str(uuid4()))]
    assert refusals[0] == refusals[1]
    assert (await mine.call("list_products"))["items"] == []
