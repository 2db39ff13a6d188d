"""list_api_credentials: paged, ended ones when asked for."""

from tests.support.client import new_brand
from tests.support.machines import new_program
from tests.support.server import LiveServer


async def test_pages_hold_each_once_and_ended_ones_only_when_asked_for(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    made = [(await new_program(brand, name=f"Program {number}")).id for number in range(5)]
    await brand.call("revoke_api_credential_record", credential_id=made[1])
    listed: list[str] = []
    cursor = None
    while True:
        page = await brand.call("list_api_credentials", limit=2, cursor=cursor, with_ended=True)
        listed += [item["credential_id"] for item in page["items"]]
        cursor = page["next_cursor"]
        if not page["has_more"]:
            break
    assert listed == made[::-1]
    in_use = [item["credential_id"] for item in (await brand.call("list_api_credentials"))["items"]]
    assert in_use == [made[number] for number in (4, 3, 2, 0)]
    assert (await brand.refused(400, "list_api_credentials", limit=0))["details"].startswith("_limit")


async def test_another_brand_s_credentials_do_not_show(live_server: LiveServer) -> None:
    mine, theirs = await new_brand(live_server), await new_brand(live_server)
    await new_program(theirs)
    assert (await mine.call("list_api_credentials"))["items"] == []
    await mine.owner.refused(403, "list_api_credentials", brand_id=theirs.id)
