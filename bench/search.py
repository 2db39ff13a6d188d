"""Searching among a million products against searching among a thousand, whatever is looked for."""

from bench.catalogue import LARGE, SMALL, latencies_ms, settle, sized_brand
from bench.deployment import Bench
from bench.figure import Figure, figure

NEEDLES = {
    "a SKU that is there": "{sku}",
    "the middle of a SKU": "{middle}",
    "nothing, in no text": "zzzqqq",
    "nothing, of common parts": "trail helmet 99999",
    "nothing, digits only": "99999999",
    "a word in one of seven": "helm",
    "three letters": "rad",
    "two characters": "a7",
    "a long text that is nowhere": "gravel saddle lastenleuchte sku-000000000000 m10485 cargo",
    "the first six of a serial": "{serial}",
}


async def bench_search(bench: Bench) -> Figure:
    """``search_brand_objects_v2`` for each needle, in turn in the small brand and the large one; the slowest counts."""
    small, large = await sized_brand(bench, SMALL), await sized_brand(bench, LARGE)
    settle(bench.deployment.database_url)
    products = (await large.brand.call("list_products", sort="oldest", limit=1))["items"]
    minted = (await large.brand.call("list_mint_batches"))["items"][0]
    units = (await large.brand.call("list_mint_units", mint_batch_id=minted["mint_batch_id"], limit=1))["items"]
    sku, serial = products[0]["identifiers"]["sku"], units[0]["serial"]
    given = {"sku": sku, "middle": sku[5:13], "serial": serial[:6]}
    notes: dict[str, float | int | str] = {
        "generating 1,000,000 products, s": large.generated_s,
        "building their segments, s": large.indexed_s,
        "bar for each, ms": 50.0,
    }
    slowest: tuple[list[float], list[float]] = ([], [])
    for told, needle in NEEDLES.items():
        arguments: dict[str, object] = {"_query": needle.format(**given)}
        calls = [(small.brand, arguments), (large.brand, arguments)]
        few, many = await latencies_ms(bench, "search_brand_objects_v2", calls)
        notes[f"{told}, ms of 1,000,000 and of 1,000"] = f"{min(many):.1f} and {min(few):.1f}"
        if not slowest[0] or min(many) > min(slowest[0]):
            slowest = many, few
    return figure(
        "search 1,000,000 products",
        ours=slowest[0],
        baseline=slowest[1],
        bar=("at_most", 2),
        told={
            "measured": "search_brand_objects_v2 in a brand of 1,000,000 products: the slowest of the needles below",
            "compared_with": "the same in a brand of 1,000 products on the same server",
            "unit": "ms",
        },
        notes=notes,
    )
