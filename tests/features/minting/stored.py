"""What a brand's tables hold, for tests that assert what was not written."""

from typing import Any
from uuid import UUID

from countermark.db.pool import Pool
from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from tests.support.client import Brand

WRITTEN_BY_A_MINT = ("mint_batches", "lots", "mint_jobs", "unit_states", "idempotency_keys", "audit_log")


async def stored(pool: Pool, brand: Brand, query: str, *arguments: Any) -> Any:
    """The first value that ``query`` gives when row-level security shows this brand."""
    async with brand_transaction(pool, UUID(brand.id), SYSTEM_ACTOR, b"") as tx:
        return await tx.connection.fetchval(query, *arguments)


async def counts(pool: Pool, brand: Brand) -> dict[str, int]:
    """Rows by table, and the brand's next unit number."""
    rows = {table: await stored(pool, brand, f"SELECT count(*) FROM {table}") for table in WRITTEN_BY_A_MINT}
    return rows | {"next_unit_number": await stored(pool, brand, "SELECT next_unit_number FROM unit_counters")}
