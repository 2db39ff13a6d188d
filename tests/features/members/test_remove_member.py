"""remove_member: refused from the next request on; a brand keeps an owner."""

import asyncio
from pathlib import Path

from tests.support.client import Brand, new_brand, sign_up
from tests.support.members import new_member
from tests.support.server import LiveServer


async def test_a_removed_member_is_told_what_a_stranger_is_told(
    live_server: LiveServer, shared_brand: Brand, home: Path
) -> None:
    person, stranger = await new_member(live_server, home, shared_brand, "admin"), await sign_up(live_server)
    assert (await shared_brand.call("remove_member", user_id=person.user_id))["email"] == person.email
    removed = await person.refused(403, "get_brand", brand_id=shared_brand.id)
    assert removed == await stranger.refused(403, "get_brand", brand_id=shared_brand.id)
    assert (await shared_brand.refused(400, "remove_member", user_id=person.user_id))["code"] == "NOT_FOUND"


async def test_of_two_owners_who_remove_each_other_at_once_one_stays(live_server: LiveServer, home: Path) -> None:
    brand = await new_brand(live_server)
    other = await new_member(live_server, home, brand, "owner")
    answers = await asyncio.gather(
        brand.owner.post("remove_member", brand_id=brand.id, user_id=other.user_id),
        other.post("remove_member", brand_id=brand.id, user_id=brand.owner.user_id),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 403]
    won = brand.owner if answers[0].status_code == 200 else other
    error = await won.refused(400, "remove_member", brand_id=brand.id, user_id=won.user_id)
    assert error["code"] == "LAST_OWNER"


async def test_another_brand_s_member_is_not_removed(live_server: LiveServer, shared_brand: Brand) -> None:
    mine = await new_brand(live_server)
    error = await mine.refused(400, "remove_member", user_id=shared_brand.owner.user_id)
    assert error["code"] == "NOT_FOUND"
