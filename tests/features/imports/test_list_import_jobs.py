"""list_import_jobs."""

from tests.support.client import Brand, new_brand
from tests.support.factories import new_sku
from tests.support.importing import imported
from tests.support.server import LiveServer


async def test_imports_are_paged_the_newest_first(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    await imported(brand, f"SKU,Name\n{new_sku()},A\n", filename="one.csv")
    for name in ("two.csv", "three.csv"):
        await brand.call("create_import_job", filename=name)
    page = await brand.call("list_import_jobs", limit=2)
    assert ([job["filename"] for job in page["items"]], page["has_more"]) == (["three.csv", "two.csv"], True)
    [first] = (await brand.call("list_import_jobs", cursor=page["next_cursor"]))["items"]
    assert (first["status"], first["total_rows"], first["inserted"]) == ("completed", 1, 1)


async def test_a_filter_narrows_the_list(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    await brand.call("create_import_job", filename="a.csv")
    assert len((await brand.call("list_import_jobs", status="uploading"))["items"]) == 1
    assert (await brand.call("list_import_jobs", status="completed"))["items"] == []
    assert (await brand.call("list_import_jobs", running=True))["items"] == []


async def test_another_brand_s_imports_are_not_listed(live_server: LiveServer, shared_brand: Brand) -> None:
    await shared_brand.call("create_import_job", filename="a.csv")
    assert (await (await new_brand(live_server)).call("list_import_jobs"))["items"] == []
