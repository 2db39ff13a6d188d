"""retry_label_job: from the beginning, for what failed or was cancelled."""

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.factories import new_mint_batch
from tests.support.labels import COVERED, ended, printed
from tests.support.server import LiveServer


async def test_a_failed_job_is_tried_again(shared_brand: Brand) -> None:
    job = await printed(shared_brand, (await new_mint_batch(shared_brand))["mint_batch_id"], COVERED)
    again = await shared_brand.call("retry_label_job", label_job_id=job["label_job_id"])
    assert (again["error"], again["ended_at"]) == (None, None)
    assert (await ended(shared_brand, again))["error_code"] == "CODE_UNREADABLE"


async def test_a_completed_job_has_nothing_to_retry(shared_brand: Brand) -> None:
    job = await printed(shared_brand, (await new_mint_batch(shared_brand))["mint_batch_id"])
    error = await shared_brand.refused(409, "retry_label_job", label_job_id=job["label_job_id"])
    assert error["code"] == "NOTHING_TO_RETRY"


async def test_another_brand_s_one_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    other = await new_brand(live_server)
    theirs = (await printed(other, (await new_mint_batch(other))["mint_batch_id"]))["label_job_id"]
    seen = await shared_brand.refused(400, "retry_label_job", label_job_id=theirs)
    assert seen == await shared_brand.refused(400, "retry_label_job", label_job_id=NOBODYS_ID)
    assert seen["code"] == "NOT_FOUND"
