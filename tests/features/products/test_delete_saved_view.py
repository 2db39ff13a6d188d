"""delete_saved_view."""

from uuid import uuid4

import psycopg

from tests.support.client import Brand, new_brand, sign_up
from tests.support.server import LiveServer


async def test_it_is_gone(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    view = await brand.call("create_saved_view", name="For a moment")
    await brand.call("delete_saved_view", saved_view_id=view["saved_view_id"])
    assert await brand.call("list_saved_views") == []


async def test_a_colleague_s_view_is_as_good_as_none(live_server: LiveServer, owner: psycopg.Connection) -> None:
    brand, colleague = await new_brand(live_server), await sign_up(live_server)
    owner.execute(
        "INSERT INTO memberships (brand_id, user_id, role) VALUES (%s, %s, 'viewer')", (brand.id, colleague.user_id)
    )
    view = await brand.call("create_saved_view", name="Mine")
    theirs = Brand(brand.id, brand.subdomain, colleague)
    assert await theirs.call("list_saved_views") == []
    error = await theirs.refused(400, "delete_saved_view", saved_view_id=view["saved_view_id"])
    assert error["code"] == "NOT_FOUND"
    assert len(await brand.call("list_saved_views")) == 1


async def test_another_brand_s_view_is_as_good_as_none(live_server: LiveServer) -> None:
    mine, theirs = await new_brand(live_server), await new_brand(live_server)
    view_id = (await theirs.call("create_saved_view", name="Theirs"))["saved_view_id"]
    refusals = [await mine.refused(400, "delete_saved_view", saved_view_id=one) for one in (view_id, str(uuid4()))]
    assert refusals[0] == refusals[1]
    assert len(await theirs.call("list_saved_views")) == 1
