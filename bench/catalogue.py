"""Brands to measure lists and searches on: one with a thousand products, one with a million, generated in the database.

The rows are what the program itself writes, product texts included; the segments of the search are built by the
program's own step, as its worker does after an import. Ten million units are ten ranges; of the last, nearly all were
scanned.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import msgspec
import psycopg
from tests.support.client import Brand, new_brand

from bench.deployment import Bench
from bench.load import Request, run_load
from countermark.db.pool import open_pool
from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from countermark.features.minting.sum_activations import sum_activations
from countermark.features.products.build_search_segment import build_search_segment

SMALL, LARGE = 1_000, 1_000_000
RANGE = 1_000_000
STATEMENTS = Path(__file__).with_suffix(".sql").read_text()


@dataclass(frozen=True)
class Sized:
    """A brand and what generating it took."""

    brand: Brand
    products: int
    generated_s: float
    indexed_s: float


async def sized_brand(bench: Bench, products: int) -> Sized:
    """A brand of so many products, a tenth as many batches, and ten units a product."""
    brand = await new_brand(bench.server, bench.brand.owner)
    started = time.perf_counter()
    await asyncio.to_thread(_generate, bench.deployment.database_url, brand.id, products)
    generated = time.perf_counter()
    pool = await open_pool(bench.deployment.database_url, size=1)
    is_more = True
    while is_more:
        async with brand_transaction(pool, UUID(brand.id), SYSTEM_ACTOR, b"") as tx:
            is_more = await build_search_segment(tx)
    async with brand_transaction(pool, UUID(brand.id), SYSTEM_ACTOR, b"") as tx:
        await sum_activations(tx)
    await pool.close()
    return Sized(brand, products, generated - started, time.perf_counter() - generated)


def _generate(database_url: str, brand_id: str, products: int) -> None:
    values = {"brand_id": brand_id, "products": products, "ranges": max(1, products * 10 // RANGE)}
    with psycopg.connect(database_url, autocommit=True) as connection:
        # Foreign keys of generated rows hold by construction; the superuser may say so.
        connection.execute("SET session_replication_role = replica")
        for statement in STATEMENTS.split(";\n"):
            if statement.strip():
                connection.execute(statement.encode(), values)


def settle(database_url: str) -> None:
    """What autovacuum would do within minutes."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
        connection.execute("CHECKPOINT")


async def latencies_ms(
    bench: Bench, operation: str, calls: Sequence[tuple[Brand, dict[str, object]]], rounds: int = 3, requests: int = 20
) -> list[list[float]]:
    """The median answer of an operation for each of the calls, in rounds that take turns, after a warm-up."""
    sent = [_requests(brand, operation, arguments, requests) for brand, arguments in calls]
    for each in sent:
        await run_load(bench.server.port, each[: requests // 2], 1)
    medians: list[list[float]] = [[] for _ in calls]
    for _ in range(rounds):
        for place, each in enumerate(sent):
            medians[place].append((await run_load(bench.server.port, each, 1)).p50_ms)
    return medians


def _requests(brand: Brand, operation: str, arguments: dict[str, object], count: int) -> list[Request]:
    headers = {"authorization": f"Bearer {brand.owner.access_token}", "content-type": "application/json"}
    body = msgspec.json.encode({"_brand_id": brand.id, **arguments})
    return [Request("POST", f"/rest/v1/rpc/{operation}", headers, body) for _ in range(count)]
