"""soft_delete_product_attachment: a file goes from lists and links, and could come back."""

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.files import MANUAL, PHOTO, announce, attachment_now, new_attachment, put
from tests.support.server import LiveServer


async def test_links_to_a_deleted_file_end_at_once(shared_brand: Brand, product_id: str) -> None:
    stored = await new_attachment(shared_brand, product_id, MANUAL)
    key = {"attachment_id": stored["attachment_id"]}
    link = await shared_brand.call("get_attachment_download", **key)
    deleted = await shared_brand.call("soft_delete_product_attachment", **key)
    assert deleted["deleted_at"] is not None
    assert await shared_brand.call("soft_delete_product_attachment", **key) == deleted
    assert (await shared_brand.owner.http.get(link["path"])).json()["code"] == "NOT_FOUND"
    assert (await shared_brand.refused(400, "get_attachment_download", **key))["code"] == "NOT_FOUND"


async def test_the_bytes_of_a_deleted_file_are_not_taken(shared_brand: Brand, product_id: str) -> None:
    announced = await announce(shared_brand, product_id, MANUAL)
    await shared_brand.call("soft_delete_product_attachment", attachment_id=announced["attachment_id"])
    answer = await put(shared_brand.owner, announced["upload_path"], MANUAL.content)
    assert answer.json()["code"] == "NOT_FOUND"


async def test_a_deleted_main_image_is_none(shared_brand: Brand, product_id: str) -> None:
    stored = await new_attachment(shared_brand, product_id, PHOTO)
    await shared_brand.call("soft_delete_product_attachment", attachment_id=stored["attachment_id"])
    assert await shared_brand.call("list_product_images", product_ids=[product_id]) == []


async def test_another_brand_s_file_is_as_unknown_as_none(
    live_server: LiveServer, shared_brand: Brand, product_id: str
) -> None:
    made = await announce(shared_brand, product_id, MANUAL)
    other = await new_brand(live_server)
    errors = [
        await other.refused(400, "soft_delete_product_attachment", attachment_id=wanted)
        for wanted in (made["attachment_id"], NOBODYS_ID)
    ]
    assert errors[0] == errors[1]
    assert (await attachment_now(shared_brand, made))["deleted_at"] is None
