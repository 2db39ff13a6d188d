"""get_export: counts of files and units."""

from tests.features.exports.exporting import exported
from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.factories import new_mint_batch
from tests.support.server import LiveServer


async def test_it_counts_files_and_units(shared_brand: Brand) -> None:
    batch = (await new_mint_batch(shared_brand, requested_quantity=10_001))["mint_batch_id"]
    export = await exported(shared_brand, batch, format="packs", packs=[2])
    counts = ("total_units", "wanted_units", "done_units", "total_files", "wanted_files", "completed_files")
    assert [export[count] for count in counts] == [10_001, 1, 1, 2, 1, 1]
    assert export == await shared_brand.call("get_export", export_id=export["export_id"])


async def test_another_brand_reads_none(shared_brand: Brand, live_server: LiveServer) -> None:
    export = await exported(shared_brand, (await new_mint_batch(shared_brand))["mint_batch_id"])
    other = await new_brand(live_server)
    error = await other.refused(400, "get_export", export_id=export["export_id"])
    assert error == await other.refused(400, "get_export", export_id=NOBODYS_ID)
