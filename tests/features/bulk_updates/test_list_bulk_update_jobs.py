"""list_bulk_update_jobs: the newest first, page by page."""

from tests.features.bulk_updates.bulk import ended, items, products
from tests.support.client import Brand, new_brand
from tests.support.server import LiveServer


async def test_the_newest_come_first_page_by_page(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    ids = await products(brand, 1)
    jobs = [await brand.call("create_bulk_update_job", items=items(ids, f"City {number}")) for number in range(3)]
    first = await brand.call("list_bulk_update_jobs", limit=2)
    second = await brand.call("list_bulk_update_jobs", limit=2, cursor=first["next_cursor"])
    assert [job["id"] for job in first["items"] + second["items"]] == [job["id"] for job in jobs[::-1]]
    assert (first["has_more"], second["has_more"]) == (True, False)
    for job in jobs:
        await ended(brand, job)
    completed = await brand.call("list_bulk_update_jobs", status="completed")
    assert len(completed["items"]) == 3
    assert (await brand.call("list_bulk_update_jobs", status="queued"))["items"] == []


async def test_another_brand_sees_none_of_them(shared_brand: Brand, live_server: LiveServer) -> None:
    await shared_brand.call("create_bulk_update_job", items=items(await products(shared_brand, 1), "City 70"))
    other = await new_brand(live_server)
    assert (await other.call("list_bulk_update_jobs"))["items"] == []
    await other.owner.refused(403, "list_bulk_update_jobs", brand_id=shared_brand.id)
