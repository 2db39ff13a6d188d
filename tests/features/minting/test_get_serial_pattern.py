"""get_serial_pattern; what it does is tried where a pattern is set."""

from tests.support.client import Brand, new_brand
from tests.support.server import LiveServer


async def test_another_brand_cannot_read_it(live_server: LiveServer, shared_brand: Brand) -> None:
    other = await new_brand(live_server)
    assert await other.call("get_serial_pattern") == {"pattern": None}
    await other.owner.refused(403, "get_serial_pattern", brand_id=shared_brand.id)
