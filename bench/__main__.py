"""``python -m bench [name ...]``: measures, prints a table and writes ``bench/results.json``."""

import asyncio
import os
import platform
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec
from rich.console import Console
from rich.table import Table

from bench.bulk_updates import bench_bulk_updates
from bench.codes import bench_codes
from bench.concurrent_mints import bench_concurrent_mints
from bench.create_product_batch import bench_create_product_batch
from bench.deployment import Bench, fresh_deployment, served_bench
from bench.figure import Figure
from bench.import_products import bench_import_products
from bench.lists import bench_lists
from bench.mint import bench_mint
from bench.resolve import bench_resolve
from bench.search import bench_search
from bench.units import bench_units

RESULTS = Path(__file__).with_name("results.json")
BENCHES: dict[str, Callable[[Bench], Awaitable[Figure]]] = {
    "mint": bench_mint,
    "concurrent_mints": bench_concurrent_mints,
    "units": bench_units,
    "codes": bench_codes,
    "resolve": bench_resolve,
    "create_product_batch": bench_create_product_batch,
    "import_products": bench_import_products,
    "bulk_updates": bench_bulk_updates,
    "search": bench_search,
    "lists": bench_lists,
}


async def measure(names: list[str]) -> list[Figure]:
    """The figures of these names, each on a deployment of its own."""
    figures = []
    for name in names:
        with fresh_deployment() as deployment:
            async with served_bench(deployment) as bench:
                print(f"measuring {name} ...", file=sys.stderr)
                figures.append(await BENCHES[name](bench))
    return figures


def show(figures: list[Figure]) -> None:
    """The table for people."""
    table = Table("figure", "ours", "baseline", "unit", "ratio", "bar", "reached")
    for each in figures:
        bar = f"{'<=' if each.direction == 'at_most' else '>='} {each.bar:g}"
        numbers = (f"{each.ours:.4g}", f"{each.baseline:.4g}", each.unit, f"{each.ratio:.3g}", bar)
        table.add_row(each.name, *numbers, "yes" if each.reached else "NO")
    Console().print(table)
    for each in figures:
        print(f"\n{each.name}\n  ours: {each.measured}\n  baseline: {each.compared_with}")
        for note, value in each.notes.items():
            print(f"  {note}: {value:.4g}" if isinstance(value, float) else f"  {note}: {value}")


def main() -> None:
    """Measures what is named, or everything."""
    names = sys.argv[1:] or list(BENCHES)
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        sys.exit(f"no such figure: {', '.join(unknown)}; there are {', '.join(BENCHES)}")
    figures = asyncio.run(measure(names))
    machine = {"cores": os.cpu_count(), "machine": platform.machine(), "python": platform.python_version()}
    RESULTS.write_bytes(msgspec.json.format(msgspec.json.encode({"machine": machine, "figures": figures})) + b"\n")
    show(figures)


if __name__ == "__main__":
    main()
