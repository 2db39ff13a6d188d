"""create_role: out of permission keys, none that its maker lacks."""

from pathlib import Path

from tests.support.client import Brand, new_brand
from tests.support.members import new_member, new_role
from tests.support.server import LiveServer


async def test_it_allows_what_it_says_and_nothing_else(
    live_server: LiveServer, shared_brand: Brand, home: Path
) -> None:
    made = await shared_brand.call("create_role", title="Été & Söhne", permissions=["brand.read", "brand.read"])
    assert (made["role"], made["permissions"], made["is_built_in"]) == ("ete_sohne", ["brand.read"], False)
    person = await new_member(live_server, home, shared_brand, made["role"])
    await person.call("get_brand", brand_id=shared_brand.id)
    await person.refused(403, "list_products", brand_id=shared_brand.id)
    again = await shared_brand.refused(409, "create_role", title="ete sohne", permissions=[])
    assert again["code"] == "ROLE_TAKEN"


async def test_nobody_puts_in_what_he_lacks(live_server: LiveServer, shared_brand: Brand, home: Path) -> None:
    maker = await new_member(live_server, home, shared_brand, await new_role(shared_brand, "roles.manage"))
    wanted = {"brand_id": shared_brand.id, "title": "All of it", "permissions": ["roles.manage", "products.read"]}
    assert (await maker.refused(400, "create_role", **wanted))["code"] == "PERMISSION_NOT_HELD"
    unknown = await shared_brand.refused(400, "create_role", title="X", permissions=["everything"])
    assert unknown["details"].startswith("_permissions")


async def test_another_brand_s_roles_cannot_be_made(live_server: LiveServer, shared_brand: Brand) -> None:
    mine = await new_brand(live_server)
    await mine.owner.refused(403, "create_role", brand_id=shared_brand.id, title="Mine", permissions=[])
