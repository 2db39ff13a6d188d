"""list_facilities: pages, search, by operator, two brands."""

from tests.support.client import new_brand
from tests.support.operators import new_facility, new_operator
from tests.support.server import LiveServer


async def test_it_is_paged_searched_and_filtered(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    operator_id = (await new_operator(brand))["operator_id"]
    await new_facility(brand, facility_ref="A-1", operator_id=operator_id)
    archived = await new_facility(brand, facility_ref="A-2")
    await new_facility(brand, facility_ref="B-1")
    first = await brand.call("list_facilities", limit=1)
    rest = await brand.call("list_facilities", limit=5, cursor=first["next_cursor"])
    assert [one["facility_ref"] for one in first["items"] + rest["items"]] == ["B-1", "A-2", "A-1"]
    await brand.call("archive_facility", facility_id=archived["facility_id"])
    assert [one["facility_ref"] for one in (await brand.call("list_facilities", query="a-"))["items"]] == ["A-1"]
    assert len((await brand.call("list_facilities", query="a-", with_archived=True))["items"]) == 2
    by_operator = await brand.call("list_facilities", operator_id=operator_id)
    assert [one["facility_ref"] for one in by_operator["items"]] == ["A-1"]


async def test_another_brand_sees_none_of_them(live_server: LiveServer) -> None:
    brand, other = await new_brand(live_server), await new_brand(live_server)
    await new_facility(brand)
    assert (await other.call("list_facilities"))["items"] == []
