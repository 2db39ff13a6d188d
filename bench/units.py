"""Page 1,000 of ten million units against page 1, and how long a scanned serial takes to decode."""

import time
from typing import Any

import psycopg
from tests.support.factories import new_mint_batch

from bench.deployment import Bench
from bench.figure import Figure, figure
from countermark.serials import UnitCodec, new_key

MINTS = 10
UNITS = 1_000_000
PAGE = 200
FAR_PAGE = 1_000
ROUNDS = 30
DECODED = 5_000
SCAN = """
    INSERT INTO unit_states (brand_id, unit_number, mint_batch_id, activated_at)
    SELECT brand_id, first_unit_number + place, mint_batch_id, now() - place * interval '1 second'
    FROM mint_batches, generate_series(0, %s - 1) AS place WHERE mint_batch_id = %s
"""


async def bench_units(bench: Bench) -> Figure:
    """Alternating rounds of both pages; then the filters, each on page 1."""
    product_id = bench.product["product_id"]
    batches = [await new_mint_batch(bench.brand, product_id, requested_quantity=UNITS) for _ in range(MINTS)]
    far = await _cursor_of_page(bench, FAR_PAGE)
    first_ms: list[float] = []
    far_ms: list[float] = []
    for _ in range(ROUNDS):
        first_ms.append(await _page_ms(bench))
        far_ms.append(await _page_ms(bench, cursor=far))
    notes: dict[str, float | int | str] = {"decode one scanned serial, microseconds": _decode_us()}
    return figure(
        f"page {FAR_PAGE:,} of 10,000,000 units",
        ours=far_ms,
        baseline=first_ms,
        bar=("at_most", 2),
        told={
            "measured": f"list_mint_units of a brand over HTTP, page {FAR_PAGE:,} of {PAGE} units",
            "compared_with": "its page 1",
            "unit": "ms",
        },
        notes=notes | await _filters(bench, batches[0]["mint_batch_id"]),
    )


async def _filters(bench: Bench, mint_batch_id: str) -> dict[str, float | int | str]:
    """A page of each filter in a mint batch of which all units but the last hundred were scanned."""
    with psycopg.connect(bench.deployment.database_url, autocommit=True) as connection:
        connection.execute(SCAN, (UNITS - 100, mint_batch_id))
        connection.execute("VACUUM ANALYZE unit_states")
    unit = (await bench.brand.call("list_mint_units", mint_batch_id=mint_batch_id, limit=1))["items"][0]
    asked: dict[str, dict[str, Any]] = {
        "minted, where nearly all are active": {"status": "minted"},
        "active": {"status": "active"},
        "revoked": {"status": "revoked"},
        "one serial": {"serial": unit["serial"]},
        "a serial from its fifth character on": {"serial_prefix": unit["serial"][:5]},
        "activated within a time": {"activated_from": "2020-01-01T00:00:00Z"},
    }
    return {
        f"page 1 of units {name}, ms": await _page_ms(bench, mint_batch_id=mint_batch_id, **arguments)
        for name, arguments in asked.items()
    }


async def _cursor_of_page(bench: Bench, number: int) -> str:
    cursor = None
    for _ in range(number - 1):
        cursor = (await bench.brand.call("list_mint_units", limit=PAGE, cursor=cursor))["next_cursor"]
    return str(cursor)


async def _page_ms(bench: Bench, **arguments: Any) -> float:
    started = time.perf_counter()
    await bench.brand.call("list_mint_units", limit=PAGE, **arguments)
    return (time.perf_counter() - started) * 1e3


def _decode_us() -> float:
    codec = UnitCodec(new_key())
    serials = [serial.decode() for serial in codec.serials_of(0, DECODED).tolist()]
    started = time.perf_counter()
    for serial in serials:
        codec.number_of(serial)
    return (time.perf_counter() - started) / DECODED * 1e6
