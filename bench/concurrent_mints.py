"""Ten mints of a million units at once against the same ten one after the other."""

import asyncio
import time

from tests.support.factories import new_product

from bench.deployment import Bench
from bench.figure import Figure, figure
from bench.mint import LOOK_EVERY_S, UNITS

MINTS = 10
ROUNDS = 2


async def bench_concurrent_mints(bench: Bench) -> Figure:
    """Alternating rounds of both; no unit number is given out twice."""
    products = [(await new_product(bench.brand))["product_id"] for _ in range(MINTS)]
    at_once: list[float] = []
    in_turn: list[float] = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        await asyncio.gather(*[_mint(bench, product_id) for product_id in products])
        at_once.append(time.perf_counter() - started)
        started = time.perf_counter()
        for product_id in products:
            await _mint(bench, product_id)
        in_turn.append(time.perf_counter() - started)
    told = (await bench.brand.call("get_mint_usage"))["live_units"]
    return figure(
        "10 mints of 1,000,000 units at once",
        ours=at_once,
        baseline=in_turn,
        bar=("at_most", 1.5),
        told={
            "measured": "10 requests sent at once, until every job is COMPLETED by the worker",
            "compared_with": "the same 10 requests one after the other",
            "unit": "s",
        },
        notes={"units metered, as many as were minted": f"{told:,} of {2 * ROUNDS * MINTS * UNITS:,}"},
    )


async def _mint(bench: Bench, product_id: str) -> None:
    queued = await bench.brand.call(
        "submit_mint_request",
        product_id=product_id,
        requested_quantity=UNITS,
        identity_mode="serial",
        activation_mode="first_scan",
    )
    while (await bench.brand.call("get_mint_job", mint_job_id=queued["mint_job_id"]))["status"] != "COMPLETED":  # noqa: ASYNC110  # a client can only look
        await asyncio.sleep(LOOK_EVERY_S)
