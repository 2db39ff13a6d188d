"""list_product_attachments: the files of a product in their order."""

import pytest

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.files import MANUAL, announce
from tests.support.server import LiveServer


async def test_pages_follow_the_order_without_gap_or_repeat(shared_brand: Brand, product_id: str) -> None:
    made = [(await announce(shared_brand, product_id, MANUAL))["attachment_id"] for _ in range(5)]
    await shared_brand.call("update_product_attachment", attachment_id=made[4], patch={"position": 0})
    seen: list[str] = []
    cursor = None
    for _ in range(3):
        page = await shared_brand.call("list_product_attachments", product_id=product_id, limit=2, cursor=cursor)
        seen += [item["attachment_id"] for item in page["items"]]
        cursor = page["next_cursor"]
    assert not page["has_more"]
    assert seen == [made[0], made[4], made[1], made[2], made[3]]  # the older one first where places are equal


async def test_deleted_files_show_when_asked_for(shared_brand: Brand, product_id: str) -> None:
    made = await announce(shared_brand, product_id, MANUAL)
    await shared_brand.call("soft_delete_product_attachment", attachment_id=made["attachment_id"])
    assert (await shared_brand.call("list_product_attachments", product_id=product_id))["items"] == []
    page = await shared_brand.call("list_product_attachments", product_id=product_id, include_deleted=True)
    (item,) = page["items"]
    assert item["deleted_at"] is not None
    assert item["upload_path"] is None


@pytest.mark.parametrize(
    "cursor", ["x", "", "MjAyNi0wMS0wMVQwMDowMDowMCswMDowMHwwMDAwMDAwMC0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA"]
)
async def test_a_cursor_of_another_list_is_refused(shared_brand: Brand, product_id: str, cursor: str) -> None:
    error = await shared_brand.refused(400, "list_product_attachments", product_id=product_id, cursor=cursor)
    assert error["details"].startswith("_cursor")


async def test_another_brand_s_product_is_as_unknown_as_none(
    live_server: LiveServer, shared_brand: Brand, product_id: str
) -> None:
    await announce(shared_brand, product_id, MANUAL)
    other = await new_brand(live_server)
    errors = [
        await other.refused(400, "list_product_attachments", product_id=wanted) for wanted in (product_id, NOBODYS_ID)
    ]
    assert errors[0] == errors[1]
