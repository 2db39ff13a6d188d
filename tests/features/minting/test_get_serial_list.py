"""get_serial_list; what it tells is tried where lists are checked and revoked."""

from uuid import uuid4

from tests.support.client import Brand, new_brand
from tests.support.server import LiveServer


async def test_another_brand_s_list_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = await (await new_brand(live_server)).call("create_serial_list", purpose="mint", filename="a.csv")
    seen = await shared_brand.refused(400, "get_serial_list", serial_list_id=theirs["serial_list_id"])
    assert seen == await shared_brand.refused(400, "get_serial_list", serial_list_id=str(uuid4()))
