"""list_brands: where the caller works, and nothing else."""

from tests.support.client import new_brand, sign_up
from tests.support.server import LiveServer


async def test_a_person_s_brands_come_with_the_role(live_server: LiveServer) -> None:
    person = await sign_up(live_server)
    made = {(await new_brand(live_server, person)).id for _ in range(3)}
    listed = await person.call("list_brands")
    assert {(brand["brand_id"], brand["role"]) for brand in listed} == {(brand_id, "owner") for brand_id in made}


async def test_another_brand_does_not_show(live_server: LiveServer) -> None:
    await new_brand(live_server)
    assert await (await sign_up(live_server)).call("list_brands") == []
