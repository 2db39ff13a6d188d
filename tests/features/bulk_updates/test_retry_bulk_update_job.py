"""retry_bulk_update_job: what failed is done again, what was done is not."""

from tests.features.bulk_updates.bulk import MODEL, ended, items, models, outcomes, products, run
from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.server import LiveServer


async def test_failed_items_are_done_again(shared_brand: Brand) -> None:
    ids = await products(shared_brand, 1)
    job = await run(shared_brand, items=items([*ids, NOBODYS_ID], "City 95"))
    await shared_brand.call("update_product", product_id=ids[0], patch={"attributes": {MODEL: "mine"}})
    queued = await shared_brand.call("retry_bulk_update_job", job_id=job["id"])
    assert (queued["processed_items"], queued["error_items"], queued["ended_at"]) == (1, 0, None)
    done = await ended(shared_brand, job)
    assert (done["status"], done["processed_items"], done["error_items"]) == ("completed", 2, 1)
    assert await models(shared_brand, ids) == ["mine"]


async def test_conflicts_are_overruled_only_when_asked_for(shared_brand: Brand) -> None:
    ids = await products(shared_brand, 1)
    wish = items(ids, "City 96")[0] | {"expected": {"attributes": {MODEL: "City 1"}}}
    job = await run(shared_brand, items=[wish])
    assert (job["conflict_items"], job["error_items"]) == (1, 1)
    error = await shared_brand.refused(409, "retry_bulk_update_job", job_id=job["id"])
    assert error["code"] == "NOTHING_TO_RETRY"
    await shared_brand.call("retry_bulk_update_job", job_id=job["id"], include_conflicts=True)
    done = await ended(shared_brand, job)
    assert (done["conflict_items"], done["error_items"], done["updated_items"]) == (0, 0, 1)
    assert await outcomes(shared_brand, job) == {ids[0]: "updated"}


async def test_another_brand_retries_nothing(shared_brand: Brand, live_server: LiveServer) -> None:
    job = await run(shared_brand, items=items([NOBODYS_ID], "x"))
    other = await new_brand(live_server)
    error = await other.refused(400, "retry_bulk_update_job", job_id=job["id"])
    assert error == await other.refused(400, "retry_bulk_update_job", job_id=NOBODYS_ID)
