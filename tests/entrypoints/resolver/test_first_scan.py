"""First-scan activation: once, by people, and under concurrency."""

import asyncio
from uuid import UUID

import pytest

from countermark.db.pool import Pool
from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from tests.support.client import Brand
from tests.support.scanning import GOOGLEBOT, WHATSAPP, Minted, minted
from tests.support.server import LiveServer

PENDING = "no-store, max-age=0"
SETTLED = "public, max-age=3600"


@pytest.fixture
async def batch(live_server: LiveServer, brand: Brand) -> Minted:
    """A published batch whose units become active when scanned."""
    return await minted(live_server, brand, published=True)


async def activations(pool: Pool, brand: Brand, object_id: str) -> int:
    """How many audit rows tell of the activation of a unit or lot."""
    async with brand_transaction(pool, UUID(brand.id), SYSTEM_ACTOR, b"") as tx:
        count: int = await tx.connection.fetchval(
            "SELECT count(*) FROM audit_log WHERE object_id = $1 AND actor_kind = 'system' "
            "AND action IN ('resolution:activate_unit', 'resolution:activate_lot')",
            object_id,
        )
    return count


async def test_the_first_scan_activates_and_the_second_may_be_cached(batch: Minted) -> None:
    assert batch.unit["status"] == "minted"
    assert (await batch.scan()).headers["cache-control"] == PENDING
    now = await batch.unit_now()
    assert now["status"] == "active"
    assert now["activated_at"] is not None
    assert (await batch.scan()).headers["cache-control"] == SETTLED


async def test_200_first_scans_at_once_activate_once(batch: Minted, pool: Pool) -> None:
    answers = await asyncio.gather(*(batch.scan() for _ in range(200)))
    assert {answer.status_code for answer in answers} == {307}
    assert sum(answer.headers["cache-control"] == PENDING for answer in answers) == 1
    assert await activations(pool, batch.brand, batch.unit["unit_id"]) == 1


@pytest.mark.parametrize("user_agent", [WHATSAPP, GOOGLEBOT, "facebookexternalhit/1.1", "Slackbot-LinkExpanding 1.0"])
async def test_a_program_never_activates(batch: Minted, user_agent: str) -> None:
    answer = await batch.scan(user_agent=user_agent)
    assert answer.headers["cache-control"] == PENDING
    assert (await batch.unit_now())["status"] == "minted"


async def test_asking_for_headers_only_does_not_activate(batch: Minted) -> None:
    await batch.scan(method="HEAD")
    assert (await batch.unit_now())["status"] == "minted"


async def test_a_scan_before_publishing_activates_as_well(live_server: LiveServer, brand: Brand) -> None:
    batch = await minted(live_server, brand)
    await batch.scan()
    assert (await batch.unit_now())["status"] == "active"
    assert (await batch.scan()).headers["cache-control"] == PENDING


async def test_a_revoked_unit_is_never_activated(batch: Minted, pool: Pool) -> None:
    await batch.move("revoked", "unit", batch.unit["unit_id"])
    assert (await batch.scan()).headers["cache-control"] == SETTLED
    now = await batch.unit_now()
    assert (now["status"], now["activated_at"]) == ("revoked", None)
    assert await activations(pool, batch.brand, batch.unit["unit_id"]) == 0


async def test_a_unit_published_on_its_own_keeps_that_when_activated(live_server: LiveServer, brand: Brand) -> None:
    batch = await minted(live_server, brand)
    await batch.move("published", "unit", batch.unit["unit_id"])
    assert (await batch.scan()).headers["cache-control"] == PENDING
    now = await batch.unit_now()
    assert (now["status"], now["passport_state"]) == ("active", "published")


async def test_a_lot_becomes_active_as_one(live_server: LiveServer, brand: Brand) -> None:
    lots = [{"lot_code": "A", "qty": 4}, {"lot_code": "B", "qty": 6}]
    batch = await minted(live_server, brand, published=True, identity_mode="batch", lots=lots)
    answers = await asyncio.gather(*(batch.scan() for _ in range(20)))
    assert sum(answer.headers["cache-control"] == PENDING for answer in answers) == 1
    assert [(await batch.unit_now(place))["status"] for place in (0, 3, 4)] == ["active", "active", "minted"]


async def test_units_active_at_mint_need_no_scan(live_server: LiveServer, brand: Brand, pool: Pool) -> None:
    batch = await minted(live_server, brand, published=True, activation_mode="active_at_mint")
    assert (await batch.scan()).headers["cache-control"] == SETTLED
    assert await activations(pool, brand, batch.unit["unit_id"]) == 0
