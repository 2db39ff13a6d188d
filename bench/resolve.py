"""Resolving scans of a million units against looking a serial up in a million rows.

Ours: the whole resolver, scans recorded, serials drawn at random from a million minted units that nothing happened
to. Baseline: see ``bare_lookup``; beside both ``bare_answer``, the ceiling. All are served by Granian with the same
options, one process each, and take turns under the same load from another process. Last, a resolver is stopped in the
middle and its scans are counted.
"""

import asyncio
import random
import signal
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import LiteralString
from uuid import UUID

import msgspec
import psycopg
from tests.support.factories import new_mint_batch
from tests.support.server import start_server
from tests.support.waiting import until

from bench.create_product_batch import bare_server
from bench.deployment import Bench
from bench.figure import Figure, figure
from bench.scan_load import ScanLoadResult
from countermark.db.pool import open_pool
from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from countermark.entrypoints.services import read_master_key
from countermark.features.brands.unit_keys import unit_codec
from countermark.kit.settings import Settings
from countermark.serials import UnitCodec

UNITS = 1_000_000
SCANNED = 200_000
ROUNDS = 3
ROUND_S = 5.0
CONNECTIONS = (16, 64)
TABLE = """
    CREATE TABLE bench_scanned_units (
        brand_id uuid NOT NULL,
        unit_id uuid NOT NULL DEFAULT uuidv7(),
        serial text NOT NULL UNIQUE,
        passport_id uuid NOT NULL DEFAULT uuidv4(),
        PRIMARY KEY (brand_id, unit_id)
    )
"""


@dataclass(frozen=True)
class Scans:
    """What both are asked for: the brand's host, and a file with paths in random order."""

    host: str
    paths: Path


async def bench_resolve(bench: Bench) -> Figure:
    """Alternating rounds of all three at each number of connections."""
    scans = await _mint(bench)
    url, home = bench.deployment.database_url, bench.deployment.home
    with (
        bare_server("bench.bare_lookup:app", url) as lookup,
        bare_server("bench.bare_answer:app", url) as nothing,
        start_server(url, home, "--only", "resolver") as server,
    ):
        ports = {"ours": server.port, "lookup": lookup, "nothing": nothing}
        seen: dict[str, dict[int, list[ScanLoadResult]]] = {
            name: {connections: [] for connections in CONNECTIONS} for name in ports
        }
        for port in ports.values():
            await _load(port, scans, 16, 1.0)
        for connections in CONNECTIONS:
            for _ in range(ROUNDS):
                for name, port in ports.items():
                    seen[name][connections].append(await _load(port, scans, connections, ROUND_S))
    ours, baseline, ceiling = seen["ours"], seen["lookup"], seen["nothing"]
    few, many = CONNECTIONS
    return figure(
        "resolve, 1,000,000 units minted",
        ours=_rates(ours[few]),
        baseline=_rates(baseline[few]),
        bar=("at_least", 2.5),
        told={
            "measured": f"scans a second over {few} connections, random serials, every scan recorded",
            "compared_with": "a bare ASGI handler with asyncpg on the same Granian: one lookup by a unique serial",
            "unit": "scans/s",
        },
        notes={
            f"ratio over {many} connections": _middle(ours[many]) / _middle(baseline[many]),
            **{
                f"of a handler that does nothing, over {count}": _middle(ours[count]) / _middle(ceiling[count])
                for count in CONNECTIONS
            },
            **{
                f"a handler that does nothing against the baseline, over {count}": _middle(ceiling[count])
                / _middle(baseline[count])
                for count in CONNECTIONS
            },
            **{f"p99 of ours over {count}, ms (bar 20)": _worst(ours[count]) for count in CONNECTIONS},
            **{f"p99 of the baseline over {count}, ms": _worst(baseline[count]) for count in CONNECTIONS},
            "failed answers": sum(result.failed for results in ours.values() for result in results),
            "scans lost by a stop under load": await _lost_by_a_stop(bench, scans),
        },
    )


async def _mint(bench: Bench) -> Scans:
    """A million published units, and the same serials as rows of the baseline."""
    batch = await new_mint_batch(
        bench.brand, bench.product["product_id"], requested_quantity=UNITS, activation_mode="active_at_mint"
    )
    target = {"kind": "mint_batch", "id": batch["mint_batch_id"]}
    await bench.brand.call("transition_passport_lifecycle", target=target, to_state="published")
    codec = await _codec(bench)
    serials = [serial.decode() for serial in codec.serials_of(0, UNITS).tolist()]
    with psycopg.connect(bench.deployment.database_url, autocommit=True) as connection:
        connection.execute(TABLE)
        with connection.cursor().copy("COPY bench_scanned_units (brand_id, serial) FROM STDIN") as copy:
            copy.write("".join(f"{bench.brand.id}\t{serial}\n" for serial in serials))
        connection.execute("VACUUM ANALYZE bench_scanned_units")
    paths = bench.deployment.home / "scanned-paths.txt"
    paths.write_text("\n".join(f"/01/{batch['gtin']}/21/{serial}" for serial in random.sample(serials, SCANNED)))
    return Scans(bench.brand.host, paths)


async def _codec(bench: Bench) -> UnitCodec:
    key = read_master_key(Settings(home=bench.deployment.home))
    assert key is not None
    pool = await open_pool(bench.deployment.database_url, size=1)
    try:
        async with brand_transaction(pool, UUID(bench.brand.id), SYSTEM_ACTOR, key) as tx:
            return await unit_codec(tx)
    finally:
        await pool.close()


async def _load(port: int, scans: Scans, connections: int, duration_s: float) -> ScanLoadResult:
    arguments = (str(port), scans.host, str(scans.paths), str(connections), str(duration_s))
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.scan_load", *arguments, stdout=asyncio.subprocess.PIPE
    )
    output, _ = await process.communicate()
    return msgspec.json.decode(output, type=ScanLoadResult)


async def _lost_by_a_stop(bench: Bench, scans: Scans) -> int:
    """Stops a resolver in the middle of a load: how many of the answered scans are not in the table."""
    before = await _scans_recorded(bench)
    url, home = bench.deployment.database_url, bench.deployment.home
    with start_server(url, home, "--only", "resolver") as server:
        load = asyncio.create_task(_load(server.port, scans, CONNECTIONS[0], 3.0))
        await asyncio.sleep(2.0)
        server.process.send_signal(signal.SIGTERM)
        result = await load
        await asyncio.to_thread(server.process.wait, 30)
    return result.answered - (await _scans_recorded(bench) - before)


async def _scans_recorded(bench: Bench) -> int:
    """How many rows there are once the worker, which runs all the time, has unfolded everything that is recorded."""
    waiting: LiteralString = "SELECT count(*) FROM scan_log WHERE brand_id = %s"
    rows: LiteralString = "SELECT count(*) FROM scan_events WHERE brand_id = %s"
    with psycopg.connect(bench.deployment.database_url, autocommit=True) as connection:

        async def count(query: LiteralString) -> int:
            row = connection.execute(query, (bench.brand.id,)).fetchone()
            return int(row[0]) if row else 0

        await until(lambda: count(waiting), lambda chunks: chunks == 0, within_s=60)
        return await count(rows)


def _rates(results: Sequence[ScanLoadResult]) -> list[float]:
    return [result.per_second for result in results]


def _middle(results: Sequence[ScanLoadResult]) -> float:
    return statistics.median(_rates(results))


def _worst(results: Sequence[ScanLoadResult]) -> float:
    return max(result.p99_ms for result in results)
