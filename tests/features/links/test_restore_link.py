"""restore_link: back into use."""

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.factories import new_link, new_product
from tests.support.server import LiveServer


async def test_a_restored_link_is_in_use_again(shared_brand: Brand) -> None:
    link = await new_link(shared_brand, product_id=(await new_product(shared_brand))["product_id"])
    await shared_brand.call("archive_link", link_id=link["link_id"])
    restored = await shared_brand.call("restore_link", link_id=link["link_id"])
    assert restored == link | {"updated_at": restored["updated_at"]}
    assert await shared_brand.call("restore_link", link_id=link["link_id"]) == restored


async def test_a_link_that_was_made_again_meanwhile_stays_archived(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    link = await new_link(shared_brand, product_id=product_id)
    await shared_brand.call("archive_link", link_id=link["link_id"])
    await new_link(shared_brand, product_id=product_id, target_url=link["target_url"])
    error = await shared_brand.refused(409, "restore_link", link_id=link["link_id"])
    assert error["code"] == "LINK_EXISTS"


async def test_the_only_link_of_a_key_is_its_default_again(shared_brand: Brand) -> None:
    link = await new_link(shared_brand, gs1_path="/8018/950600013435200008")
    await shared_brand.call("archive_link", link_id=link["link_id"])
    assert (await shared_brand.call("restore_link", link_id=link["link_id"]))["is_default"]


async def test_another_brand_s_link_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    mine = await new_brand(live_server)
    theirs = await new_link(shared_brand, product_id=(await new_product(shared_brand))["product_id"])
    await shared_brand.call("archive_link", link_id=theirs["link_id"])
    refusals = [await mine.refused(400, "restore_link", link_id=link_id) for link_id in (theirs["link_id"], NOBODYS_ID)]
    assert refusals[0] == refusals[1]
