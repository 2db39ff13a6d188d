"""change_member_role: at once, within what the caller has, and never without an owner."""

import asyncio
from pathlib import Path

from tests.support.client import Brand, new_brand
from tests.support.members import new_member, new_role
from tests.support.server import LiveServer


async def test_it_counts_from_the_next_request_on(live_server: LiveServer, shared_brand: Brand, home: Path) -> None:
    person = await new_member(live_server, home, shared_brand, "viewer")
    await person.refused(403, "update_brand", brand_id=shared_brand.id, patch={})
    changed = await shared_brand.call("change_member_role", user_id=person.user_id, role="admin")
    assert changed["role_title"] == "Administrator"
    await person.call("update_brand", brand_id=shared_brand.id, patch={})


async def test_nobody_gives_or_takes_more_than_he_has(live_server: LiveServer, shared_brand: Brand, home: Path) -> None:
    role = await new_role(shared_brand, "members.read", "members.manage")
    manager = await new_member(live_server, home, shared_brand, role)
    viewer = await new_member(live_server, home, shared_brand, "viewer")
    vendor = await new_member(live_server, home, shared_brand, "vendor")
    change = {"brand_id": shared_brand.id}
    tried = (
        (manager.user_id, "admin", "ROLE_EXCEEDS_YOURS"),
        (vendor.user_id, "viewer", "ROLE_EXCEEDS_YOURS"),
        (viewer.user_id, "vendor", "MEMBER_EXCEEDS_YOU"),
        (shared_brand.owner.user_id, "vendor", "MEMBER_EXCEEDS_YOU"),
    )
    for user_id, wanted, code in tried:
        error = await manager.refused(400, "change_member_role", user_id=user_id, role=wanted, **change)
        assert error["code"] == code
    await manager.call("change_member_role", user_id=vendor.user_id, role=role, **change)


async def test_an_administrator_neither_makes_nor_unmakes_owners(
    live_server: LiveServer, shared_brand: Brand, home: Path
) -> None:
    admin = await new_member(live_server, home, shared_brand, "admin")
    for user_id, role in ((admin.user_id, "owner"), (shared_brand.owner.user_id, "viewer")):
        arguments = {"brand_id": shared_brand.id, "user_id": user_id, "role": role}
        await admin.refused(400, "change_member_role", **arguments)


async def test_of_two_owners_who_unmake_each_other_at_once_one_stays(live_server: LiveServer, home: Path) -> None:
    brand = await new_brand(live_server)
    other = await new_member(live_server, home, brand, "owner")
    for _ in range(3):
        answers = await asyncio.gather(
            brand.owner.post("change_member_role", brand_id=brand.id, user_id=other.user_id, role="viewer"),
            other.post("change_member_role", brand_id=brand.id, user_id=brand.owner.user_id, role="viewer"),
        )
        assert sorted(answer.status_code for answer in answers) == [200, 403]
        won, lost = (brand.owner, other) if answers[0].status_code == 200 else (other, brand.owner)
        alone = await won.refused(400, "change_member_role", brand_id=brand.id, user_id=won.user_id, role="viewer")
        assert alone["code"] == "LAST_OWNER"
        await won.call("change_member_role", brand_id=brand.id, user_id=lost.user_id, role="owner")


async def test_another_brand_s_member_is_not_changed(live_server: LiveServer, shared_brand: Brand) -> None:
    mine = await new_brand(live_server)
    error = await mine.refused(400, "change_member_role", user_id=shared_brand.owner.user_id, role="viewer")
    assert error["code"] == "NOT_FOUND"
