"""get_label_job_download: a signed link of five minutes."""

from hashlib import sha256

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.factories import new_mint_batch
from tests.support.labels import downloaded, printed
from tests.support.server import LiveServer


async def test_the_link_downloads_the_file_and_nothing_else(shared_brand: Brand) -> None:
    job = await printed(shared_brand, (await new_mint_batch(shared_brand))["mint_batch_id"])
    answer = await downloaded(shared_brand, job)
    assert sha256(answer.content).hexdigest() == job["sha256"]
    assert answer.headers["content-type"] == "application/pdf"
    assert "attachment" in answer.headers["content-disposition"]
    link = await shared_brand.call("get_label_job_download", label_job_id=job["label_job_id"])
    part = await shared_brand.owner.http.get(link["path"], headers={"range": "bytes=0-3"})
    assert (part.status_code, part.content) == (206, b"%PDF")
    for changed in (
        link["path"].replace("expires=", "expires=9"),
        link["path"][:-1] + ("0" if link["path"][-1] != "0" else "1"),
        link["path"].replace(job["label_job_id"], NOBODYS_ID),
        link["path"].partition("?")[0],
    ):
        assert (await shared_brand.owner.http.get(changed)).status_code == 403


async def test_another_brand_s_one_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    other = await new_brand(live_server)
    theirs = (await printed(other, (await new_mint_batch(other))["mint_batch_id"]))["label_job_id"]
    seen = await shared_brand.refused(400, "get_label_job_download", label_job_id=theirs)
    assert seen == await shared_brand.refused(400, "get_label_job_download", label_job_id=NOBODYS_ID)
    assert seen["code"] == "NOT_FOUND"
