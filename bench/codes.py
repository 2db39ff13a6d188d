"""Codes encoded and read back, and labels of a finished PDF job, against codes that are only encoded."""

import time

import numpy as np
from tests.support.factories import new_mint_batch
from tests.support.labels import SHEETS, ended, new_template

from bench.deployment import Bench
from bench.figure import Figure, figure
from countermark.carriers import Symbol, Symbology, make_symbol, read_back

CODES = 2_000
LABELS = 10_000
ROUNDS = 3
PIXELS_A_MODULE = 4
ADDRESS = "https://demo.example.org/01/09506000134352/21/ABCD1234EF{number:06}"


async def bench_codes(bench: Bench) -> Figure:
    """Rounds of encoding alone and of encoding with reading back, and one print job of 10,000 labels."""
    with_reading, alone = [], []
    for _ in range(ROUNDS):
        alone.append(_codes_a_second(read=False))
        with_reading.append(_codes_a_second(read=True))
    notes = await _print_job(bench)
    return figure(
        "codes encoded and read back",
        ours=with_reading,
        baseline=alone,
        bar=("at_least", 0.3),
        told={
            "measured": f"{CODES:,} QR codes encoded by zint, drawn as pixels and read by zxing, one process",
            "compared_with": "the same codes, encoded only",
            "unit": "codes/s",
        },
        notes=notes,
    )


def _codes_a_second(*, read: bool) -> float:
    begun = time.perf_counter()
    for number in range(CODES):
        symbol = make_symbol(Symbology.QR, ADDRESS.format(number=number))
        if read and not read_back(_pixels(symbol), symbol).is_right:
            raise AssertionError(f"code {number} does not read back")
    return CODES / (time.perf_counter() - begun)


def _pixels(symbol: Symbol) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    modules = np.where(np.pad(symbol.modules, symbol.quiet_zone_modules), 0, 255).astype(np.uint8)
    return np.kron(modules, np.ones((PIXELS_A_MODULE, PIXELS_A_MODULE), np.uint8))


async def _print_job(bench: Bench) -> dict[str, float | int | str]:
    """From the request to the released file, as the API tells it: every label drawn, rendered and read back."""
    brand = bench.brand
    minted = await new_mint_batch(brand, requested_quantity=LABELS)
    template = await new_template(brand, SHEETS)
    begun = time.perf_counter()
    job = await brand.call("create_label_job", mint_batch_id=minted["mint_batch_id"], label_template_id=template)
    done = await ended(brand, job, within_s=600)
    taken_s = time.perf_counter() - begun
    if done["status"] != "completed":
        raise AssertionError(done["error"])
    return {
        "labels of the PDF job": LABELS,
        "its seconds, request to released file": taken_s,
        "labels/s, each rendered and read back": LABELS / taken_s,
        "its file, MB": done["size_bytes"] / 1e6,
    }
