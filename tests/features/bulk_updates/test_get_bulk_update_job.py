"""get_bulk_update_job: how far it is, and what it does."""

from tests.features.bulk_updates.bulk import items, products, run
from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.server import LiveServer


async def test_it_tells_what_the_job_does_and_what_came_of_it(shared_brand: Brand) -> None:
    job = await run(shared_brand, items=items(await products(shared_brand, 2), "City 60"))
    assert list(job)[:7] == [
        "id",
        "status",
        "total_items",
        "processed_items",
        "success_items",
        "error_items",
        "created_at",
    ]
    assert (job["status"], job["processed_items"], job["updated_items"]) == ("completed", 2, 2)
    assert job["started_at"] is not None
    assert job["ended_at"] is not None
    assert (job["patch"], job["filter"], job["undo_of"], job["undone_by"], job["error"]) == (None,) * 5
    assert job["created_by"] == shared_brand.owner.user_id


async def test_another_brand_cannot_tell_it_from_none(shared_brand: Brand, live_server: LiveServer) -> None:
    job = await run(shared_brand, items=items(await products(shared_brand, 1), "City 61"))
    other = await new_brand(live_server)
    error = await other.refused(400, "get_bulk_update_job", job_id=job["id"])
    assert error == await other.refused(400, "get_bulk_update_job", job_id=NOBODYS_ID)
