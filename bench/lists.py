"""The first page of every list in a brand of a million products and ten million units against one of a thousand."""

from tests.support.client import Brand

from bench.catalogue import LARGE, SMALL, latencies_ms, settle, sized_brand
from bench.deployment import Bench
from bench.figure import Figure, figure

BAR, BAR_MS = 2.0, 50.0
LISTS: dict[str, tuple[str, dict[str, object]]] = {
    "products": ("list_products", {}),
    "products, the oldest first": ("list_products", {"_sort": "oldest"}),
    "products that are ready": ("list_products", {"_readiness": "READY"}),
    "products that are inactive, of which there are none": ("list_products", {"_commercial_status": "INACTIVE"}),
    "products of a pack": ("list_products", {"_pack": "battery"}),
    "products that lack a field": ("list_products", {"_missing_field": "core.identity.product_brand_name"}),
    "products with a GTIN, of which there are none": ("list_products", {"_has_gtin": True}),
    "products changed since a day": ("list_products", {"_updated_from": "2099-01-01"}),
    "products by name": ("list_products", {"_sort": "name"}),
    "products by name backwards": ("list_products", {"_sort": "name_backwards"}),
    "products by SKU": ("list_products", {"_sort": "sku"}),
    "products changed last": ("list_products", {"_sort": "changed"}),
    "products, the least complete first": ("list_products", {"_sort": "least_complete"}),
    "products, the most complete first": ("list_products", {"_sort": "most_complete"}),
    "products found by a common text": ("list_products", {"_query": "helm"}),
    "products found by a rare text": ("list_products", {"_query": "m104857"}),
    "products found by nothing": ("list_products", {"_query": "zzzqqq"}),
    "batches": ("list_brand_batches", {}),
    "batches that are recalled, of which there are none": ("list_brand_batches", {"_status": "recalled"}),
    "batches found by nothing": ("list_brand_batches", {"_query": "zzzqqq"}),
    "mint batches": ("list_mint_batches", {}),
    "mint batches that failed, of which there are none": ("list_mint_batches", {"_status": "failed"}),
    "units": ("list_mint_units", {"_mint_batch_id": "the last"}),
    "units of the brand": ("list_mint_units", {}),
    "units left among nearly all active ones": ("list_mint_units", {"_mint_batch_id": "the last", "_status": "minted"}),
    "units that are active": ("list_mint_units", {"_status": "active"}),
    "units that are revoked, of which there are none": ("list_mint_units", {"_status": "revoked"}),
    "units by the beginning of a serial": ("list_mint_units", {"_serial_prefix": "ABCD"}),
    "units by their first scan": ("list_mint_units", {"_activated_from": "2020-01-01T00:00:00Z"}),
    "passports": ("list_passports", {}),
    "passports that are published, of which there are none": ("list_passports", {"_state": "published"}),
    "imports": ("list_import_jobs", {}),
    "bulk updates": ("list_bulk_update_jobs", {}),
    "exports": ("list_exports", {}),
    "labels": ("list_label_jobs", {}),
    "links": ("list_links", {}),
    "scans": ("list_scan_events", {}),
}


async def bench_lists(bench: Bench) -> Figure:
    """Each list in turn in the small brand and the large one; the worst ratio counts."""
    sized = [await sized_brand(bench, SMALL), await sized_brand(bench, LARGE)]
    settle(bench.deployment.database_url)
    notes: dict[str, float | int | str] = {"bar for each, ms": BAR_MS}
    worst: tuple[list[float], list[float]] = ([], [])
    for told, (operation, arguments) in LISTS.items():
        calls = [(each.brand, await _arguments(each.brand, operation, arguments)) for each in sized]
        few, many = await latencies_ms(bench, operation, calls)
        ratio = min(many) / min(few)
        missed = " MISSED" if ratio > BAR or min(many) > BAR_MS else ""
        notes[f"{told}, ms of the large and the small brand"] = (
            f"{min(many):.1f} and {min(few):.1f}: {ratio:.1f}{missed}"
        )
        if not worst[0] or min(many) / min(few) > min(worst[0]) / min(worst[1]):
            worst = many, few
    return figure(
        "first page of any list",
        ours=worst[0],
        baseline=worst[1],
        bar=("at_most", BAR),
        told={
            "measured": "a list in a brand of 1,000,000 products and 10,000,000 units: the one with the worst ratio",
            "compared_with": "the same in a brand of 1,000 products on the same server",
            "unit": "ms",
        },
        notes=notes,
    )


async def _arguments(brand: Brand, operation: str, arguments: dict[str, object]) -> dict[str, object]:
    """The mint batch that is the last is named: all but a few of its units were scanned."""
    if arguments.get("_mint_batch_id") != "the last":
        return arguments
    last = (await brand.call("list_mint_units", limit=1))["items"][0]
    return {**arguments, "_mint_batch_id": last["mint_batch_id"]}
