"""list_label_jobs: the newest first, by status and mint batch."""

from tests.support.client import Brand, new_brand
from tests.support.factories import new_mint_batch
from tests.support.labels import printed
from tests.support.server import LiveServer


async def test_jobs_are_listed_by_status_and_mint_batch(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    first, second = [(await new_mint_batch(brand))["mint_batch_id"] for _ in "ab"]
    ids = [(await printed(brand, batch))["label_job_id"] for batch in (first, second, second)]

    async def listed(**arguments: object) -> list[str]:
        return [item["label_job_id"] for item in (await brand.call("list_label_jobs", **arguments))["items"]]

    assert await listed() == ids[::-1]
    assert await listed(mint_batch_id=first) == ids[:1]
    assert await listed(status="failed") == []
    page = await brand.call("list_label_jobs", limit=2)
    assert await listed(limit=2, cursor=page["next_cursor"]) == ids[:1]


async def test_another_brand_s_jobs_are_not_listed(live_server: LiveServer, shared_brand: Brand) -> None:
    await printed(shared_brand, (await new_mint_batch(shared_brand))["mint_batch_id"])
    assert (await (await new_brand(live_server)).call("list_label_jobs"))["items"] == []
