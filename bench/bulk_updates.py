"""Changing a value of 20,000 products by a bulk update job against one plain UPDATE of the same rows.

Ours: from ``create_bulk_update_job`` over HTTP until ``get_bulk_update_job`` says ``completed``: each product is
checked, its readiness worked out, its search text kept, its old value remembered for an undo, and an audit row written.
Baseline: one statement of the superuser that lays the same value over the same products, and its commit.
"""

import asyncio
import os
import time

import psutil
import psycopg
from tests.support.client import Brand
from tests.support.waiting import until

from bench.catalogue import settle, sized_brand
from bench.deployment import Bench
from bench.figure import Figure, figure

PRODUCTS = int(os.environ.get("BENCH_BULK_PRODUCTS", "20000"))
ROUNDS = 2
FIELD = "core.repair.warranty_years"
PLAIN = "UPDATE products SET attributes = attributes || jsonb_build_object(%s::text, %s::int) WHERE brand_id = %s"


async def bench_bulk_updates(bench: Bench) -> Figure:
    """Both in turn, each round with another value; the first answer, and the worker's memory, are told beside."""
    brand = (await sized_brand(bench, PRODUCTS)).brand
    settle(bench.deployment.database_url)
    ours, plain, answers = [], [], []
    memory_before = _memory_mib()
    for years in range(1, ROUNDS + 1):
        plain.append(PRODUCTS / await asyncio.to_thread(_update_plainly, bench, brand, 10 + years))
        answer_s, done_s = await _update_by_job(brand, years)
        answers.append(answer_s)
        ours.append(PRODUCTS / done_s)
    return figure(
        "bulk update",
        ours=ours,
        baseline=plain,
        bar=("at_least", 0.02),
        told={
            "measured": f"a bulk update job over all {PRODUCTS:,} products of a brand, until it is completed",
            "compared_with": "one UPDATE of the same rows: no checks, no history, no undo, no search",
            "unit": "products/s",
        },
        notes={
            "the job's first answer, ms": min(answers) * 1_000,
            "memory of all processes before and after, MiB": f"{memory_before:.0f} and {_memory_mib():.0f}",
        },
    )


async def _update_by_job(brand: Brand, years: int) -> tuple[float, float]:
    """Seconds until the job was there, and until it was completed."""
    started = time.perf_counter()
    job = await brand.call("create_bulk_update_job", filter={}, patch={"attributes": {FIELD: years}})
    answered = time.perf_counter()
    done = await until(
        lambda: brand.call("get_bulk_update_job", job_id=job["id"]),
        lambda now: now["status"] == "completed",
        within_s=1_200,
    )
    assert done["updated_items"] == PRODUCTS
    return answered - started, time.perf_counter() - started


def _update_plainly(bench: Bench, brand: Brand, years: int) -> float:
    with psycopg.connect(bench.deployment.database_url) as connection:
        started = time.perf_counter()
        connection.execute(PLAIN, (FIELD, years, brand.id))
        connection.commit()
        return time.perf_counter() - started


def _memory_mib() -> float:
    """Of this process's children that are Python: the server and its worker."""
    children = psutil.Process().children(recursive=True)
    used: int = sum(each.memory_info().rss for each in children if "python" in each.name())
    return used / 2**20
