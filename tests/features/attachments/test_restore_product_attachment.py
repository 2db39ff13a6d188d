"""restore_product_attachment: a deletion taken back."""

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.files import MANUAL, PHOTO, announce, attachment_now, download, new_attachment
from tests.support.server import LiveServer


async def test_a_restored_file_is_as_it_was(shared_brand: Brand, product_id: str) -> None:
    stored = await new_attachment(shared_brand, product_id, PHOTO, show_on_passport=True, title="Front")
    key = {"attachment_id": stored["attachment_id"]}
    await shared_brand.call("soft_delete_product_attachment", **key)
    restored = await shared_brand.call("restore_product_attachment", **key)
    assert {name for name in stored if stored[name] != restored[name]} <= {"updated_at"}
    assert await shared_brand.call("restore_product_attachment", **key) == restored
    assert (await download(shared_brand, stored)).content == PHOTO.content


async def test_a_main_image_chosen_meanwhile_stays(shared_brand: Brand, product_id: str) -> None:
    first = await new_attachment(shared_brand, product_id, PHOTO)
    await shared_brand.call("soft_delete_product_attachment", attachment_id=first["attachment_id"])
    second = await new_attachment(shared_brand, product_id, PHOTO)
    restored = await shared_brand.call("restore_product_attachment", attachment_id=first["attachment_id"])
    assert (second["is_main_image"], restored["is_main_image"]) == (True, False)


async def test_another_brand_s_file_is_as_unknown_as_none(
    live_server: LiveServer, shared_brand: Brand, product_id: str
) -> None:
    made = await announce(shared_brand, product_id, MANUAL)
    await shared_brand.call("soft_delete_product_attachment", attachment_id=made["attachment_id"])
    other = await new_brand(live_server)
    errors = [
        await other.refused(400, "restore_product_attachment", attachment_id=wanted)
        for wanted in (made["attachment_id"], NOBODYS_ID)
    ]
    assert errors[0] == errors[1]
    assert (await attachment_now(shared_brand, made))["deleted_at"] is not None
