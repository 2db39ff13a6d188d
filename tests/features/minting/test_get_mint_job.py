"""get_mint_job."""

from uuid import uuid4

from tests.support.client import Brand, new_brand
from tests.support.factories import new_mint_batch
from tests.support.server import LiveServer


async def test_a_finished_job_says_when_and_in_how_many_attempts(shared_brand: Brand) -> None:
    batch = await new_mint_batch(shared_brand)
    job = await shared_brand.call("get_mint_job", mint_job_id=batch["job"]["mint_job_id"])
    assert (job["mint_batch_id"], job["quantity"]) == (batch["mint_batch_id"], 10)
    assert (job["status"], job["attempts"], job["error"]) == ("COMPLETED", 1, None)
    assert job["created_at"] <= job["started_at"] <= job["completed_at"]


async def test_another_brand_s_job_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = await new_mint_batch(await new_brand(live_server))
    seen = await shared_brand.refused(400, "get_mint_job", mint_job_id=theirs["job"]["mint_job_id"])
    assert seen == await shared_brand.refused(400, "get_mint_job", mint_job_id=str(uuid4()))
