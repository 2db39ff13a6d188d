"""Minting a million units against inserting a million rows.

Ours: from sending ``submit_mint_request`` over HTTP until ``get_mint_job`` says COMPLETED, the worker's part and the
polling included. Baseline: one ``INSERT ... SELECT`` and its commit on the same server, of a million rows with the two
keys a table of units would have, from a table of serials that were computed and stored beforehand. The baseline is
spared what would cost it more: network, parsing, foreign keys, row-level security.
"""

import asyncio
import time
from typing import LiteralString

import psycopg

from bench.deployment import Bench
from bench.figure import Figure, figure
from countermark.serials import UnitCodec, new_key

UNITS = 1_000_000
ROUNDS = 3
LOOK_EVERY_S = 0.005
TABLES = """
    CREATE TABLE bench_serials (unit_number bigint NOT NULL, serial text NOT NULL);
    CREATE TABLE bench_units (
        brand_id uuid NOT NULL,
        unit_id uuid NOT NULL DEFAULT uuidv7(),
        mint_batch_id uuid NOT NULL,
        serial text NOT NULL,
        status text NOT NULL DEFAULT 'minted',
        PRIMARY KEY (brand_id, unit_id),
        UNIQUE (brand_id, serial)
    );
"""
INSERT = """
    INSERT INTO bench_units (brand_id, mint_batch_id, serial)
    SELECT %(brand_id)s, %(brand_id)s, serial FROM bench_serials
"""


async def bench_mint(bench: Bench) -> Figure:
    """Alternating rounds of both."""
    ours: list[float] = []
    baseline: list[float] = []
    with psycopg.connect(bench.deployment.database_url, autocommit=True) as connection:
        _prepare(connection)
        before = _storage_bytes(connection)
        for _ in range(ROUNDS):
            ours.append(await _mint(bench))
            baseline.append(await asyncio.to_thread(_insert, connection, bench.brand.id))
        stored = _storage_bytes(connection) - before
        table_bytes = _value(connection, "SELECT pg_total_relation_size('bench_units')")
    return figure(
        "mint 1,000,000 units",
        ours=ours,
        baseline=baseline,
        bar=("at_most", 0.1),
        told={
            "measured": "submit_mint_request over HTTP until the job is COMPLETED by the worker",
            "compared_with": "INSERT ... SELECT of 1,000,000 rows with primary key and unique serial, and its commit",
            "unit": "s",
        },
        notes={
            "bar for ours alone, s": 1.0,
            "bytes of rows a minted unit": stored / (ROUNDS * UNITS),
            "bytes a row of the baseline": table_bytes / UNITS,
        },
    )


async def _mint(bench: Bench) -> float:
    started = time.perf_counter()
    queued = await bench.brand.call(
        "submit_mint_request",
        product_id=bench.product["product_id"],
        requested_quantity=UNITS,
        identity_mode="serial",
        activation_mode="first_scan",
    )
    while (await bench.brand.call("get_mint_job", mint_job_id=queued["mint_job_id"]))["status"] != "COMPLETED":  # noqa: ASYNC110  # a client can only look
        await asyncio.sleep(LOOK_EVERY_S)
    return time.perf_counter() - started


def _insert(connection: psycopg.Connection, brand_id: str) -> float:
    connection.execute("TRUNCATE bench_units")
    connection.execute("CHECKPOINT")
    started = time.perf_counter()
    connection.execute(INSERT, {"brand_id": brand_id})
    return time.perf_counter() - started


def _prepare(connection: psycopg.Connection) -> None:
    connection.execute(TABLES)
    serials = UnitCodec(new_key()).serials_of(0, UNITS).tolist()
    with connection.cursor().copy("COPY bench_serials FROM STDIN") as copy:
        copy.write(b"".join(b"%d\t%s\n" % (number, serial) for number, serial in enumerate(serials)))
    connection.execute("VACUUM ANALYZE bench_serials")


def _storage_bytes(connection: psycopg.Connection) -> int:
    """Of the table that holds units to which something happened."""
    return _value(connection, "SELECT pg_total_relation_size('unit_states')")


def _value(connection: psycopg.Connection, query: LiteralString) -> int:
    row = connection.execute(query).fetchone()
    return int(row[0]) if row else 0
