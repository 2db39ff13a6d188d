"""What a role allows, and how a lost membership shows."""

import psycopg
import pytest

from tests.support.client import Brand, Person, new_brand, sign_up
from tests.support.server import LiveServer


async def member(live_server: LiveServer, owner: psycopg.Connection, brand: Brand, role: str) -> Person:
    person = await sign_up(live_server)
    statement = "INSERT INTO memberships (brand_id, user_id, role) VALUES (%s, %s, %s)"
    owner.execute(statement, (brand.id, person.user_id, role))
    return person


@pytest.mark.parametrize("role", ["owner", "admin"])
async def test_owners_and_administrators_manage_the_brand(
    live_server: LiveServer, owner: psycopg.Connection, role: str
) -> None:
    brand = await new_brand(live_server)
    person = await member(live_server, owner, brand, role)
    await person.call("update_brand", brand_id=brand.id, patch={"name": "Managed"})


@pytest.mark.parametrize("role", ["marketing_editor", "compliance_approver", "viewer"])
async def test_other_roles_read_the_brand_and_cannot_manage_it(
    live_server: LiveServer, owner: psycopg.Connection, role: str
) -> None:
    brand = await new_brand(live_server)
    person = await member(live_server, owner, brand, role)
    await person.call("get_brand", brand_id=brand.id)
    error = await person.refused(403, "update_brand", brand_id=brand.id, patch={"name": "Taken"})
    assert (error["message"], "brand.manage" in error["details"]) == ("Forbidden", True)


async def test_a_vendor_sees_nothing_that_is_not_shared(live_server: LiveServer, owner: psycopg.Connection) -> None:
    brand = await new_brand(live_server)
    person = await member(live_server, owner, brand, "vendor")
    await person.refused(403, "list_products", brand_id=brand.id)


async def test_a_removed_member_is_told_what_a_stranger_is_told(
    live_server: LiveServer, owner: psycopg.Connection
) -> None:
    brand = await new_brand(live_server)
    person, stranger = await member(live_server, owner, brand, "admin"), await sign_up(live_server)
    owner.execute("DELETE FROM memberships WHERE user_id = %s", (person.user_id,))
    removed = await person.refused(403, "get_brand", brand_id=brand.id)
    assert removed == await stranger.refused(403, "get_brand", brand_id=brand.id)
