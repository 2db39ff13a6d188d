"""list_product_images: the main image of each product that has one."""

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.factories import new_product
from tests.support.files import MANUAL, PHOTO, new_attachment
from tests.support.server import LiveServer


async def test_the_first_picture_of_a_product_is_its_main_image(shared_brand: Brand, product_id: str) -> None:
    bare = (await new_product(shared_brand))["product_id"]
    await new_attachment(shared_brand, product_id, MANUAL)
    first = await new_attachment(shared_brand, product_id, PHOTO)
    second = await new_attachment(shared_brand, product_id, PHOTO)
    assert (first["is_main_image"], second["is_main_image"]) == (True, False)
    images = await shared_brand.call("list_product_images", product_ids=[product_id, bare, NOBODYS_ID])
    assert images == [first]


async def test_more_than_a_page_of_products_is_refused(shared_brand: Brand) -> None:
    error = await shared_brand.refused(400, "list_product_images", product_ids=[NOBODYS_ID] * 201)
    assert error["details"].startswith("_product_ids")


async def test_another_brand_sees_no_image(live_server: LiveServer, shared_brand: Brand, product_id: str) -> None:
    await new_attachment(shared_brand, product_id, PHOTO)
    other = await new_brand(live_server)
    assert await other.call("list_product_images", product_ids=[product_id]) == []
