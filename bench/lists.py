"""The first page of every list in a brand of a million products and ten million units against one of a thousand."""

from tests.support.client import Brand

from bench.catalogue import LARGE, SMALL, latencies_ms, settle, sized_brand
from bench.deployment import Bench
from bench.figure import Figure, figure

LISTS: dict[str, tuple[str, dict[str, object]]] = {
    "products": ("list_products", {}),
    "products that are ready": ("list_products", {"_readiness": "READY"}),
    "products by name": ("list_products", {"_sort": "name"}),
    "products by SKU": ("list_products", {"_sort": "sku"}),
    "products changed last": ("list_products", {"_sort": "changed"}),
    "products found by a common text": ("list_products", {"_query": "helm"}),
    "products found by a rare text": ("list_products", {"_query": "m104857"}),
    "products found by nothing": ("list_products", {"_query": "zzzqqq"}),
    "batches": ("list_brand_batches", {}),
    "batches found by nothing": ("list_brand_batches", {"_query": "zzzqqq"}),
    "mint batches": ("list_mint_batches", {}),
    "units": ("list_mint_units", {}),
    "passports": ("list_passports", {}),
}


async def bench_lists(bench: Bench) -> Figure:
    """Each list in turn in the small brand and the large one; the worst ratio counts."""
    sized = [await sized_brand(bench, SMALL), await sized_brand(bench, LARGE)]
    settle(bench.deployment.database_url)
    notes: dict[str, float | int | str] = {"bar for each, ms": 50.0}
    worst: tuple[list[float], list[float]] = ([], [])
    for told, (operation, arguments) in LISTS.items():
        calls = [(each.brand, await _arguments(each.brand, operation, arguments)) for each in sized]
        few, many = await latencies_ms(bench, operation, calls)
        notes[f"{told}, ms of the large and the small brand"] = f"{min(many):.1f} and {min(few):.1f}"
        if not worst[0] or min(many) / min(few) > min(worst[0]) / min(worst[1]):
            worst = many, few
    return figure(
        "first page of any list",
        ours=worst[0],
        baseline=worst[1],
        bar=("at_most", 2),
        told={
            "measured": "a list in a brand of 1,000,000 products and 10,000,000 units: the one with the worst ratio",
            "compared_with": "the same in a brand of 1,000 products on the same server",
            "unit": "ms",
        },
        notes=notes,
    )


async def _arguments(brand: Brand, operation: str, arguments: dict[str, object]) -> dict[str, object]:
    """The units of a brand are listed by mint batch: one that it has."""
    if operation != "list_mint_units":
        return arguments
    minted = (await brand.call("list_mint_batches", limit=1))["items"][0]
    return {"_mint_batch_id": minted["mint_batch_id"]}
