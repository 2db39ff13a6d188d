"""get_label_job: how far it is, and what came of it."""

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.factories import new_mint_batch
from tests.support.labels import printed
from tests.support.server import LiveServer


async def test_a_completed_job_says_what_its_file_is(shared_brand: Brand) -> None:
    minted = await new_mint_batch(shared_brand)
    job = await printed(shared_brand, minted["mint_batch_id"])
    assert (job["status"], job["attempts"], job["drawn_labels"], job["checked_labels"]) == ("completed", 1, 10, 10)
    assert job["created_at"] <= job["started_at"] <= job["ended_at"]
    assert job["size_bytes"] > 1000
    assert len(job["sha256"]) == 64


async def test_another_brand_s_one_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    other = await new_brand(live_server)
    theirs = (await printed(other, (await new_mint_batch(other))["mint_batch_id"]))["label_job_id"]
    seen = await shared_brand.refused(400, "get_label_job", label_job_id=theirs)
    assert seen == await shared_brand.refused(400, "get_label_job", label_job_id=NOBODYS_ID)
    assert seen["code"] == "NOT_FOUND"
