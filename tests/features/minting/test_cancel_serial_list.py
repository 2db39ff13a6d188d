"""cancel_serial_list: the serials of a list that is given up are free again."""

from uuid import uuid4

from tests.support.client import Brand, new_brand
from tests.support.factories import checked_serial_list
from tests.support.server import LiveServer


async def test_its_serials_can_be_used_again(shared_brand: Brand) -> None:
    serials = [f"{uuid4().hex[:8]}-{n}" for n in range(3)]
    first = await checked_serial_list(shared_brand, serials)
    assert (await checked_serial_list(shared_brand, serials))["rejected_rows"] == 3
    name = {"serial_list_id": first["serial_list_id"]}
    assert (await shared_brand.call("cancel_serial_list", **name))["status"] == "cancelled"
    assert (await checked_serial_list(shared_brand, serials))["accepted_rows"] == 3
    assert (await shared_brand.refused(409, "cancel_serial_list", **name))["code"] == "SERIAL_LIST_STATUS"


async def test_another_brand_s_list_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = await (await new_brand(live_server)).call("create_serial_list", purpose="mint", filename="a.csv")
    seen = await shared_brand.refused(400, "cancel_serial_list", serial_list_id=theirs["serial_list_id"])
    assert seen == await shared_brand.refused(400, "cancel_serial_list", serial_list_id=str(uuid4()))
