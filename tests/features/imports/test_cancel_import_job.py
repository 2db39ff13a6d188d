"""cancel_import_job."""

from uuid import uuid4

from tests.support.client import Brand, new_brand
from tests.support.factories import new_sku
from tests.support.importing import checked_file, imported, job_of, uploaded
from tests.support.server import LiveServer


async def test_a_cancelled_import_is_ended_and_its_rows_stay_to_be_seen(shared_brand: Brand) -> None:
    job = await checked_file(shared_brand, f"SKU,Name\n{new_sku()},A\n")
    for _ in range(2):
        answer = await shared_brand.call("cancel_import_job", import_job_id=job["import_job_id"])
        assert answer["status"] == "cancelled"
    now = await job_of(shared_brand, job)
    assert (now["total_rows"], now["ended_at"] is not None) == (1, True)
    error = await shared_brand.refused(409, "commit_import_job", import_job_id=job["import_job_id"])
    assert error["code"] == "IMPORT_STATUS"


async def test_what_is_done_cannot_be_cancelled(shared_brand: Brand) -> None:
    job = await imported(shared_brand, f"SKU,Name\n{new_sku()},A\n")
    error = await shared_brand.refused(409, "cancel_import_job", import_job_id=job["import_job_id"])
    assert error["code"] == "IMPORT_STATUS"


async def test_another_brand_s_import_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = await uploaded(await new_brand(live_server), "SKU,Name\nA,B\n")
    seen = await shared_brand.refused(400, "cancel_import_job", import_job_id=theirs["import_job_id"])
    assert seen == await shared_brand.refused(400, "cancel_import_job", import_job_id=str(uuid4()))
