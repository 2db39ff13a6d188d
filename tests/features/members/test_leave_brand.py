"""leave_brand: everybody may, but the last owner."""

from pathlib import Path

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.members import new_member
from tests.support.server import LiveServer


async def test_whoever_may_nothing_may_leave(live_server: LiveServer, shared_brand: Brand, home: Path) -> None:
    vendor = await new_member(live_server, home, shared_brand, "vendor")
    assert await vendor.call("leave_brand", brand_id=shared_brand.id) == {"brand_id": shared_brand.id, "role": "vendor"}
    again = await vendor.refused(403, "leave_brand", brand_id=shared_brand.id)
    assert again == await vendor.refused(403, "leave_brand", brand_id=NOBODYS_ID)


async def test_the_only_owner_stays(live_server: LiveServer, home: Path) -> None:
    brand = await new_brand(live_server)
    assert (await brand.owner.refused(400, "leave_brand", brand_id=brand.id))["code"] == "LAST_OWNER"
    await new_member(live_server, home, brand, "owner")
    await brand.owner.call("leave_brand", brand_id=brand.id)
