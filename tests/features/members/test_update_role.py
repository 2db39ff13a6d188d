"""update_role: for everybody who holds it, at once; built-in ones stay."""

from pathlib import Path

from tests.support.client import Brand, new_brand
from tests.support.members import new_member, new_role
from tests.support.server import LiveServer


async def test_it_counts_for_who_holds_it(live_server: LiveServer, shared_brand: Brand, home: Path) -> None:
    role = await new_role(shared_brand, "brand.read")
    person = await new_member(live_server, home, shared_brand, role)
    await person.refused(403, "list_products", brand_id=shared_brand.id)
    patch = {"title": "Catalogue", "permissions": ["products.read"]}
    changed = await shared_brand.call("update_role", role=role, patch=patch)
    assert (changed["role"], changed["title"], changed["members"]) == (role, "Catalogue", 1)
    await person.call("list_products", brand_id=shared_brand.id)
    await person.refused(403, "get_brand", brand_id=shared_brand.id)


async def test_nobody_widens_his_own_role(live_server: LiveServer, shared_brand: Brand, home: Path) -> None:
    role = await new_role(shared_brand, "roles.manage")
    person = await new_member(live_server, home, shared_brand, role)
    wanted = {"brand_id": shared_brand.id, "role": role, "patch": {"permissions": ["roles.manage", "brand.read"]}}
    assert (await person.refused(400, "update_role", **wanted))["code"] == "PERMISSION_NOT_HELD"
    built_in = await shared_brand.refused(400, "update_role", role="viewer", patch={"title": "Guest"})
    assert built_in["code"] == "ROLE_IS_BUILT_IN"


async def test_another_brand_s_role_is_not_changed(live_server: LiveServer, shared_brand: Brand) -> None:
    mine = await new_brand(live_server)
    error = await mine.refused(400, "update_role", role=await new_role(shared_brand), patch={"title": "Mine"})
    assert error["code"] == "NOT_FOUND"
