"""list_serial_list_rejections: page by page, in the order of the file."""

from uuid import uuid4

from tests.support.client import Brand, new_brand
from tests.support.factories import checked_serial_list
from tests.support.server import LiveServer


async def test_pages_follow_each_other(shared_brand: Brand) -> None:
    name = uuid4().hex[:8]
    found = await checked_serial_list(shared_brand, [f"{name}-1"] * 6)
    rows, cursor, has_more = [], None, True
    while has_more:
        page = await shared_brand.call(
            "list_serial_list_rejections", serial_list_id=found["serial_list_id"], limit=2, cursor=cursor
        )
        rows += [row["row"] for row in page["items"]]
        cursor, has_more = page["next_cursor"], page["has_more"]
    assert rows == [3, 4, 5, 6, 7]
    wrong = {"serial_list_id": found["serial_list_id"], "cursor": "x"}
    await shared_brand.refused(400, "list_serial_list_rejections", **wrong)


async def test_another_brand_s_list_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = await (await new_brand(live_server)).call("create_serial_list", purpose="mint", filename="a.csv")
    seen = await shared_brand.refused(400, "list_serial_list_rejections", serial_list_id=theirs["serial_list_id"])
    assert seen == await shared_brand.refused(400, "list_serial_list_rejections", serial_list_id=str(uuid4()))
