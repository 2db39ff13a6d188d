"""append_serial_list_file: parts in their order, no more than there may be."""

import base64
from uuid import uuid4

from tests.support.client import Brand, new_brand
from tests.support.server import LiveServer

PART = base64.b64encode(b"A-1\n").decode()


async def new_list(brand: Brand) -> str:
    made = await brand.call("create_serial_list", purpose="mint", filename="a.txt")
    return str(made["serial_list_id"])


async def test_a_part_belongs_where_the_last_one_ended(shared_brand: Brand) -> None:
    name = {"serial_list_id": await new_list(shared_brand)}
    answer = await shared_brand.call("append_serial_list_file", **name, offset=0, content=PART)
    assert (answer["size_bytes"], answer["status"]) == (4, "uploading")
    error = await shared_brand.refused(409, "append_serial_list_file", **name, offset=0, content=PART)
    assert error["code"] == "WRONG_OFFSET"
    await shared_brand.refused(400, "append_serial_list_file", **name, offset=4, content="?")
    await shared_brand.call("append_serial_list_file", **name, offset=4, content="", last=True)
    error = await shared_brand.refused(409, "append_serial_list_file", **name, offset=4, content=PART)
    assert error["code"] == "SERIAL_LIST_STATUS"


async def test_an_empty_file_is_refused(shared_brand: Brand) -> None:
    name = {"serial_list_id": await new_list(shared_brand), "offset": 0, "content": "", "last": True}
    assert (await shared_brand.refused(400, "append_serial_list_file", **name))["code"] == "FILE_EMPTY"


async def test_another_brand_s_list_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = await new_list(await new_brand(live_server))
    seen = [
        await shared_brand.refused(400, "append_serial_list_file", serial_list_id=one, offset=0, content=PART)
        for one in (theirs, str(uuid4()))
    ]
    assert seen[0] == seen[1]
