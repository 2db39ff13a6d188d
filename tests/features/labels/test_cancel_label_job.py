"""cancel_label_job: stops it, and there is no file."""

import psycopg

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.factories import new_mint_batch
from tests.support.labels import ended, printed
from tests.support.server import LiveServer

RUNNING = "UPDATE label_jobs SET status = 'running', sha256 = NULL, size_bytes = NULL WHERE label_job_id = %s"


async def test_a_cancelled_job_has_no_file_and_can_be_retried(shared_brand: Brand, owner: psycopg.Connection) -> None:
    job = await printed(shared_brand, (await new_mint_batch(shared_brand))["mint_batch_id"])
    error = await shared_brand.refused(409, "cancel_label_job", label_job_id=job["label_job_id"])
    assert error["code"] == "JOB_ENDED"
    owner.execute(RUNNING, (job["label_job_id"],))
    cancelled = await shared_brand.call("cancel_label_job", label_job_id=job["label_job_id"])
    assert (cancelled["status"], cancelled["sha256"]) == ("cancelled", None)
    assert await shared_brand.call("cancel_label_job", label_job_id=job["label_job_id"]) == cancelled
    queued = await shared_brand.call("retry_label_job", label_job_id=job["label_job_id"])
    assert (await ended(shared_brand, queued))["sha256"] == job["sha256"]


async def test_another_brand_s_one_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    other = await new_brand(live_server)
    theirs = (await printed(other, (await new_mint_batch(other))["mint_batch_id"]))["label_job_id"]
    seen = await shared_brand.refused(400, "cancel_label_job", label_job_id=theirs)
    assert seen == await shared_brand.refused(400, "cancel_label_job", label_job_id=NOBODYS_ID)
    assert seen["code"] == "NOT_FOUND"
