"""list_economic_operators: pages, search, archived ones, two brands."""

from tests.support.client import new_brand
from tests.support.operators import new_operator
from tests.support.server import LiveServer


async def test_it_is_paged_searched_and_leaves_archived_ones_out(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    made = [await new_operator(brand, name=f"Werk {number}", city="Graz") for number in range(3)]
    first = await brand.call("list_economic_operators", limit=2)
    assert [one["name"] for one in first["items"]] == ["Werk 2", "Werk 1"]
    rest = await brand.call("list_economic_operators", limit=2, cursor=first["next_cursor"])
    assert ([one["name"] for one in rest["items"]], rest["has_more"]) == (["Werk 0"], False)
    by_gln = await brand.call("list_economic_operators", query=made[1]["gln"])
    assert [one["name"] for one in by_gln["items"]] == ["Werk 1"]
    await brand.call("archive_economic_operator", operator_id=made[1]["operator_id"])
    assert len((await brand.call("list_economic_operators", query="GRAZ"))["items"]) == 2
    assert len((await brand.call("list_economic_operators", query="werk", with_archived=True))["items"]) == 3
    await brand.refused(400, "list_economic_operators", limit=0)


async def test_another_brand_sees_none_of_them(live_server: LiveServer) -> None:
    brand, other = await new_brand(live_server), await new_brand(live_server)
    await new_operator(brand)
    assert (await other.call("list_economic_operators"))["items"] == []
