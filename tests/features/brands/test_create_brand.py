"""create_brand: a tenant with its own key, roles and host name."""

import asyncio
from uuid import UUID, uuid4

import pytest

from countermark.db.pool import Pool
from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from tests.support.client import new_brand, sign_up
from tests.support.server import LiveServer


async def test_the_caller_becomes_owner_and_the_built_in_roles_are_rows(live_server: LiveServer, pool: Pool) -> None:
    brand = await new_brand(live_server)
    assert (await brand.owner.call("list_brands"))[0]["role"] == "owner"
    async with brand_transaction(pool, UUID(brand.id), SYSTEM_ACTOR, b"") as tx:
        roles = await tx.connection.fetch("SELECT role FROM roles ORDER BY role")
    assert [row["role"] for row in roles] == [
        "admin",
        "compliance_approver",
        "marketing_editor",
        "owner",
        "vendor",
        "viewer",
    ]


async def test_a_person_works_in_several_brands(live_server: LiveServer) -> None:
    person = await sign_up(live_server)
    made = {(await new_brand(live_server, person)).id for _ in range(3)}
    assert {brand["brand_id"] for brand in await person.call("list_brands")} == made


async def test_a_taken_subdomain_is_a_conflict_also_for_two_at_once(live_server: LiveServer) -> None:
    people = [await sign_up(live_server) for _ in range(4)]
    wanted = f"w{uuid4().hex[:10]}"
    answers = await asyncio.gather(*(person.post("create_brand", name="X", subdomain=wanted) for person in people))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]


@pytest.mark.parametrize("subdomain", ["", "UPPER", "-x", "x-", "a.b", "ä", "x" * 64, "api", "www", "a b", "a\x00b"])
async def test_a_bad_subdomain_is_named(live_server: LiveServer, subdomain: str) -> None:
    error = await (await sign_up(live_server)).refused(400, "create_brand", name="X", subdomain=subdomain)
    assert error["details"].startswith("_subdomain:")


@pytest.mark.parametrize("name", ["", "   ", "x" * 121, "a\x00b", "a\nb"])
async def test_a_bad_name_is_named(live_server: LiveServer, name: str) -> None:
    error = await (await sign_up(live_server)).refused(400, "create_brand", name=name, subdomain="fine")
    assert error["details"].startswith("_name:")


async def test_another_brand_is_not_seen_through_create_brand(live_server: LiveServer) -> None:
    first, second = await new_brand(live_server), await new_brand(live_server)
    assert [brand["brand_id"] for brand in await second.owner.call("list_brands")] == [second.id]
    assert first.id != second.id
