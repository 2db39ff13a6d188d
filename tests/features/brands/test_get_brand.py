"""get_brand: a brand's settings, for its members."""

from uuid import uuid4

from tests.support.client import new_brand
from tests.support.server import LiveServer


async def test_a_member_reads_the_settings(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    assert (await brand.call("get_brand"))["subdomain"] == brand.subdomain


async def test_another_brand_reads_as_one_that_does_not_exist(live_server: LiveServer) -> None:
    mine, theirs = await new_brand(live_server), await new_brand(live_server)
    not_mine = await mine.owner.refused(403, "get_brand", brand_id=theirs.id)
    assert not_mine == await mine.owner.refused(403, "get_brand", brand_id=str(uuid4()))
