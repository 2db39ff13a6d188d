"""The audit chain: sealed by the worker, verifiable, tamper-evident."""

from uuid import UUID

import psycopg
import pytest

from countermark.audit.chain import ChainReport, seal, verify
from countermark.db.pool import Pool
from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from tests.support.client import Brand, new_brand
from tests.support.server import LiveServer


@pytest.fixture
async def brand(live_server: LiveServer) -> Brand:
    brand = await new_brand(live_server)
    for name in ("One", "Two", "Three"):
        await brand.call("update_brand", patch={"name": name})
    return brand


async def sealed_report(pool: Pool, brand: Brand) -> ChainReport:
    async with brand_transaction(pool, UUID(brand.id), SYSTEM_ACTOR, b"") as tx:
        await seal(tx)
    return await report(pool, brand)


async def report(pool: Pool, brand: Brand) -> ChainReport:
    async with brand_transaction(pool, UUID(brand.id), SYSTEM_ACTOR, b"") as tx:
        return await verify(tx)


async def test_an_untouched_chain_verifies(pool: Pool, brand: Brand) -> None:
    found = await sealed_report(pool, brand)
    assert (found.intact, found.sealed_rows + found.unsealed_rows) == (True, 4)


async def test_the_unsealed_tail_is_reported(pool: Pool, brand: Brand, owner: psycopg.Connection) -> None:
    await sealed_report(pool, brand)
    owner.execute("DELETE FROM audit_seals WHERE brand_id = %s AND sequence >= 3", (brand.id,))
    found = await report(pool, brand)
    assert found.intact
    assert found.unsealed_rows + found.sealed_rows == 4


@pytest.mark.parametrize(
    ("tamper", "problem"),
    [
        ("UPDATE audit_log SET new_value = '{}' WHERE {row}", "changed"),
        ("UPDATE audit_log SET actor_id = NULL WHERE {row}", "changed"),
        ("UPDATE audit_log SET occurred_at = occurred_at - interval '1 s' WHERE {row}", "changed"),
        ("UPDATE audit_seals SET hash = sha256('x') WHERE brand_id = %(brand)s AND sequence = 2", "changed"),
        ("DELETE FROM audit_seals WHERE brand_id = %(brand)s AND sequence = 2", "missing"),
    ],
)
async def test_the_first_broken_link_is_found(
    pool: Pool, brand: Brand, owner: psycopg.Connection, tamper: str, problem: str
) -> None:
    await sealed_report(pool, brand)
    second = "(brand_id, audit_id) = (SELECT brand_id, audit_id FROM audit_seals"
    second += " WHERE brand_id = %(brand)s AND sequence = 2)"
    owner.execute(tamper.replace("{row}", second), {"brand": brand.id})
    found = await report(pool, brand)
    assert (found.intact, found.first_broken_sequence) == (False, 2)
    assert problem in (found.problem or "")


async def test_a_removed_row_is_found(pool: Pool, brand: Brand, owner: psycopg.Connection) -> None:
    await sealed_report(pool, brand)
    with owner.transaction():
        owner.execute("ALTER TABLE audit_seals DROP CONSTRAINT audit_seals_brand_id_audit_id_fkey")
        owner.execute(
            "DELETE FROM audit_log WHERE (brand_id, audit_id) ="
            " (SELECT brand_id, audit_id FROM audit_seals WHERE brand_id = %s AND sequence = 3)",
            (brand.id,),
        )
        owner.execute(
            "ALTER TABLE audit_seals ADD CONSTRAINT audit_seals_brand_id_audit_id_fkey"
            " FOREIGN KEY (brand_id, audit_id) REFERENCES audit_log NOT VALID"
        )
    assert (await report(pool, brand)).problem == "the sealed row was removed"


async def test_the_application_role_can_neither_change_nor_delete_the_log(pool: Pool, brand: Brand) -> None:
    for statement in ("UPDATE audit_log SET action = 'x'", "DELETE FROM audit_log", "DELETE FROM audit_seals"):
        with pytest.raises(Exception, match="permission denied"):
            await pool.execute(statement)
