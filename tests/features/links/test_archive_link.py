"""archive_link: out of use, but never the last way from a key."""

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.factories import new_link, new_product
from tests.support.server import LiveServer


async def test_an_archived_link_is_listed_no_more_and_stays_archived(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    link = await new_link(shared_brand, product_id=product_id, is_default=True)
    archived = await shared_brand.call("archive_link", link_id=link["link_id"])
    assert archived["archived_at"] is not None
    assert not archived["is_default"]
    assert (await shared_brand.call("list_links", product_id=product_id))["items"] == []
    assert await shared_brand.call("archive_link", link_id=link["link_id"]) == archived


async def test_the_default_of_a_key_goes_last(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    first, second = [await new_link(brand, gs1_path="/8003/09506000134352A1") for _ in range(2)]
    error = await brand.refused(400, "archive_link", link_id=first["link_id"])
    assert error["code"] == "DEFAULT_LINK_NEEDED"
    await brand.call("archive_link", link_id=second["link_id"])
    await brand.call("archive_link", link_id=first["link_id"])
    assert (await brand.call("list_links"))["items"] == []


async def test_another_brand_s_link_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    mine = await new_brand(live_server)
    theirs = await new_link(shared_brand, product_id=(await new_product(shared_brand))["product_id"])
    refusals = [await mine.refused(400, "archive_link", link_id=link_id) for link_id in (theirs["link_id"], NOBODYS_ID)]
    assert refusals[0] == refusals[1]
    assert await shared_brand.call("get_link", link_id=theirs["link_id"]) == theirs
