"""``create_product_batch`` against a bare handler doing the same insert and commit.

Both are served by Granian with the same options, one process each, on the same PostgreSQL with durable commits, and
take turns under the same load from one client process.
"""

import itertools
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
from tests.support.server import free_port

from bench.deployment import Bench
from bench.figure import Figure, figure
from bench.load import Request, run_load

ROUNDS = 3
REQUESTS = 1_500
CONNECTIONS = 16
_numbers = itertools.count()


async def bench_create_product_batch(bench: Bench) -> Figure:
    """Alternating rounds of both, after a short warm-up of each."""
    with bare_server("bench.bare_insert:app", bench.deployment.database_url) as port:
        for warm_up in (bench.server.port, port):
            await run_load(warm_up, _requests(bench, 200), CONNECTIONS)
        ours, baseline = [], []
        for _ in range(ROUNDS):
            ours.append(await run_load(bench.server.port, _requests(bench, REQUESTS), CONNECTIONS))
            baseline.append(await run_load(port, _requests(bench, REQUESTS), CONNECTIONS))
    return figure(
        "create_product_batch",
        ours=[result.per_second for result in ours],
        baseline=[result.per_second for result in baseline],
        bar=("at_least", 0.5),
        told={
            "measured": f"requests a second over {CONNECTIONS} connections: token, permission, row security, audit row",
            "compared_with": "a bare ASGI handler with asyncpg on the same Granian: the same insert and commit only",
            "unit": "requests/s",
        },
        notes={
            "p99 of ours, ms": max(result.p99_ms for result in ours),
            "p99 of the baseline, ms": max(result.p99_ms for result in baseline),
        },
    )


def _requests(bench: Bench, count: int) -> list[Request]:
    headers = {"authorization": f"Bearer {bench.brand.owner.access_token}", "content-type": "application/json"}
    return [Request("POST", "/rest/v1/rpc/create_product_batch", headers, _body(bench)) for _ in range(count)]


def _body(bench: Bench) -> bytes:
    arguments = {
        "_brand_id": bench.brand.id,
        "_product_id": bench.product["product_id"],
        "_batch_number": f"BATCH-{next(_numbers):08}",
        "_production_date": "2026-01-15",
        "_quantity": 500,
        "_facility_ref": "FAC-EU-01",
        "_attributes": {},
    }
    return msgspec.json.encode(arguments)


@contextmanager
def bare_server(app: str, database_url: str) -> Iterator[int]:
    """A bare application on a free port, served as ours is."""
    port = free_port()
    options = "--interface asgi --loop uvloop --runtime-mode st --workers 1 --no-ws --log-level warning".split()
    command = [sys.executable, "-m", "granian", app, "--host", "127.0.0.1", "--port", str(port), *options]
    process = subprocess.Popen(command, env=os.environ | {"DATABASE_URL": database_url})
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(f"nothing listens on port {port}")
