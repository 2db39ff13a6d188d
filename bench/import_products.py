"""Importing 200,000 CSV rows against COPY of the same rows into a plain table, and against a loader without checks.

Ours: from ``validate_import_job`` over HTTP until ``get_import_job`` says ``validated``, then from
``commit_import_job`` until ``completed``: every row is read, checked, compared with the catalogue, and made a product
with two identifiers, a passport, readiness, search text and an audit row. The file is uploaded before. Baseline:
``COPY ... FROM STDIN`` of the same file into a table of texts without key or index, and its commit. Beside it: the same
rows by hand-written SQL (``import_products.sql``) out of that table into the very tables a product is made of, with
their keys, in one transaction of the superuser, whom no policy binds (docs/decisions/0016).

``BENCH_IMPORT_ROWS`` sets another number of rows, to see that the worker's memory stays flat.
"""

import asyncio
import base64
import os
import time
from pathlib import Path

import psutil
import psycopg

from bench.deployment import Bench
from bench.figure import Figure, figure
from countermark.gs1 import check_digit

LOADER = Path(__file__).with_suffix(".sql").read_text()
ROWS = int(os.environ.get("BENCH_IMPORT_ROWS", "200000"))
FEW_ROWS = 20_000
ROUNDS = 1 if ROWS > 200_000 else 2
PART_BYTES = 700_000
LOOK_EVERY_S = 0.05
COLUMNS = (
    "SKU",
    "GTIN",
    "Name",
    "Name.de",
    "Brand",
    "Model",
    "Manufacturer",
    "Country of origin",
    "Weight [g]",
    "Warranty",
)
TABLE = f"CREATE TABLE bench_rows ({', '.join(f'c{place} text' for place in range(len(COLUMNS)))})"


async def bench_import_products(bench: Bench) -> Figure:
    """Alternating rounds of both, each of new products in a catalogue that grows."""
    ours: list[float] = []
    baseline: list[float] = []
    checked: list[float] = []
    by_hand: list[float] = []
    await _import(bench, _file(FEW_ROWS, 9))
    few = _peak_rss_bytes(bench)
    with psycopg.connect(bench.deployment.database_url, autocommit=True) as connection:
        connection.execute(TABLE)
        for number in range(ROUNDS):
            file = _file(ROWS, number)
            baseline.append(await asyncio.to_thread(_copy, connection, file))
            by_hand.append(await asyncio.to_thread(_load_by_hand, connection, bench.brand.id))
            validated_s, committed_s = await _import(bench, file)
            checked.append(validated_s)
            ours.append(validated_s + committed_s)
    many = _peak_rss_bytes(bench)
    return figure(
        f"import {ROWS:,} products",
        ours=ours,
        baseline=baseline,
        bar=("at_most", 4),
        told={
            "measured": "validate_import_job until validated, then commit_import_job until completed, by the worker",
            "compared_with": "COPY of the same CSV into a plain table without key or index",
            "unit": "s",
        },
        notes={
            "of which checking, s": min(checked),
            "the same tables by hand, without a check, s": min(by_hand),
            "ratio to that": min(ours) / min(by_hand),
            "rows a second": round(ROWS / min(ours)),
            f"worker's peak memory after {FEW_ROWS:,} rows, MB": few >> 20,
            f"worker's peak memory after {ROWS:,} rows, MB": many >> 20,
        },
    )


def _file(rows: int, number: int) -> bytes:
    lines = [",".join(COLUMNS)]
    for place in range(rows):
        digits = f"{952_000_000_000 + number * 10_000_000 + place:012}"
        lines.append(
            f"SKU-{number}-{place:07},{digits}{check_digit(digits)},City bicycle {place},Stadtrad {place},Alpenrad,"
            f"City {place % 40},Alpenrad GmbH,AT,{12_000 + place % 9_000},{2 + place % 4}"
        )
    return "\n".join(lines).encode()


async def _import(bench: Bench, file: bytes) -> tuple[float, float]:
    created = await bench.brand.call("create_import_job", filename="products.csv")
    job = {"import_job_id": created["import_job_id"]}
    for offset in range(0, len(file), PART_BYTES):
        part = file[offset : offset + PART_BYTES]
        content, last = base64.b64encode(part).decode(), offset + PART_BYTES >= len(file)
        await bench.brand.call("append_import_file", **job, offset=offset, content=content, last=last)
    started = time.perf_counter()
    await bench.brand.call("validate_import_job", **job)
    await _until(bench, job, "validated")
    validated = time.perf_counter()
    await bench.brand.call("commit_import_job", **job)
    counts = await _until(bench, job, "completed")
    done = time.perf_counter()
    if counts["failed"] or counts["excluded"]:
        raise RuntimeError(f"not every row was imported: {counts}")
    return validated - started, done - validated


async def _until(bench: Bench, job: dict[str, str], status: str) -> dict[str, int]:
    while True:
        seen = await bench.brand.call("get_import_job", **job)
        if seen["status"] == status:
            counts: dict[str, int] = seen["counts"]
            return counts
        if seen["status"] in ("failed", "uploaded"):
            raise RuntimeError(seen["error"])
        await asyncio.sleep(LOOK_EVERY_S)


def _copy(connection: psycopg.Connection, file: bytes) -> float:
    connection.execute("TRUNCATE bench_rows")
    connection.execute("CHECKPOINT")
    started = time.perf_counter()
    with connection.cursor().copy("COPY bench_rows FROM STDIN (FORMAT csv, HEADER)") as copy:
        for offset in range(0, len(file), 1 << 18):
            copy.write(file[offset : offset + (1 << 18)])
    return time.perf_counter() - started


def _load_by_hand(connection: psycopg.Connection, brand_id: str) -> float:
    """Takes its identifiers out of the way of ours afterwards, which is not counted."""
    connection.execute("CHECKPOINT")
    started = time.perf_counter()
    with connection.transaction():
        connection.execute("SELECT set_config('bench.brand_id', %s, true)", [brand_id])
        for statement in LOADER.split(";\n"):
            connection.execute(statement.encode())
    taken = time.perf_counter() - started
    connection.execute(
        "UPDATE product_identifiers SET status = 'retired', deactivated_at = now()"
        " WHERE brand_id = %s AND status = 'active' AND created_by = brand_id",
        [brand_id],
    )
    return taken


def _peak_rss_bytes(bench: Bench) -> int:
    """The most memory the worker ever had: it is the server's child that is called so."""
    children = psutil.Process(bench.server.process.pid).children(recursive=True)
    worker = next(child for child in children if child.cmdline()[-1] == "worker")
    lines = Path(f"/proc/{worker.pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) << 10
