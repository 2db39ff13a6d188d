"""list_serial_lists."""

from tests.support.client import new_brand
from tests.support.server import LiveServer


async def test_lists_are_shown_by_purpose_and_another_brand_sees_none(live_server: LiveServer) -> None:
    brand, other = await new_brand(live_server), await new_brand(live_server)
    made = [
        (await brand.call("create_serial_list", purpose=purpose, filename="a.csv"))["serial_list_id"]
        for purpose in ("mint", "revoke")
    ]
    items = (await brand.call("list_serial_lists"))["items"]
    assert [item["serial_list_id"] for item in items] == made[::-1]
    assert len((await brand.call("list_serial_lists", purpose="mint"))["items"]) == 1
    assert (await brand.call("list_serial_lists", running=True))["items"] == []
    assert (await other.call("list_serial_lists"))["items"] == []


async def test_another_brand_s_lists_cannot_be_asked_for(live_server: LiveServer) -> None:
    brand, other = await new_brand(live_server), await new_brand(live_server)
    await other.owner.refused(403, "list_serial_lists", brand_id=brand.id)
