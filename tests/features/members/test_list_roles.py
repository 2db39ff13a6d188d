"""list_roles: built-in ones, then the brand's own."""

from tests.support.client import new_brand
from tests.support.members import new_role
from tests.support.server import LiveServer


async def test_built_in_roles_come_first_with_their_members(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    own = await new_role(brand, "products.read")
    roles = await brand.call("list_roles")
    built_in = ["owner", "admin", "marketing_editor", "compliance_approver", "viewer", "vendor"]
    assert [role["role"] for role in roles] == [*built_in, own]
    assert [role["members"] for role in roles] == [1, 0, 0, 0, 0, 0, 0]


async def test_another_brand_s_roles_do_not_show(live_server: LiveServer) -> None:
    mine, theirs = await new_brand(live_server), await new_brand(live_server)
    own = await new_role(theirs, "products.read")
    assert own not in [role["role"] for role in await mine.call("list_roles")]
    await mine.owner.refused(403, "list_roles", brand_id=theirs.id)
