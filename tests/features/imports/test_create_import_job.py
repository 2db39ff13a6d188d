"""create_import_job."""

import hashlib

from tests.support.client import Brand, new_brand
from tests.support.factories import new_sku
from tests.support.importing import imported
from tests.support.server import LiveServer


async def test_a_new_import_waits_for_its_file(shared_brand: Brand) -> None:
    created = await shared_brand.call("create_import_job", filename="autumn.csv")
    assert (created["ok"], created["status"], created["is_duplicate"]) == (True, "uploading", False)
    job = await shared_brand.call("get_import_job", import_job_id=created["import_job_id"])
    assert (job["filename"], job["format"], job["size_bytes"], job["columns"]) == ("autumn.csv", "csv", 0, [])


async def test_the_same_key_gives_the_same_import(shared_brand: Brand) -> None:
    arguments = {"filename": "a.xlsx", "format": "xlsx", "idempotency_key": new_sku()}
    first, second = [await shared_brand.call("create_import_job", **arguments) for _ in range(2)]
    assert second == first | {"is_duplicate": True}
    error = await shared_brand.refused(409, "create_import_job", **(arguments | {"filename": "b.xlsx"}))
    assert error["code"] == "IDEMPOTENCY_KEY_REUSED"


async def test_a_file_that_was_imported_is_asked_about(shared_brand: Brand) -> None:
    content = f"SKU,Name\n{new_sku()},City bicycle\n"
    earlier = await imported(shared_brand, content)
    sha256 = hashlib.sha256(content.encode()).hexdigest()
    asked = await shared_brand.call("create_import_job", filename="again.csv", sha256=sha256)
    assert (asked["ok"], asked["code"], asked["import_job_id"]) == (False, "SAME_FILE", earlier["import_job_id"])
    sure = await shared_brand.call("create_import_job", filename="again.csv", sha256=sha256, allow_same_file=True)
    assert sure["ok"]


async def test_what_does_not_fit_is_named(shared_brand: Brand) -> None:
    for argument, wrong in {"filename": "", "format": "pdf", "sha256": "abc"}.items():
        error = await shared_brand.refused(400, "create_import_job", **({"filename": "a.csv"} | {argument: wrong}))
        assert f"_{argument}" in error["details"]


async def test_another_brand_s_file_is_not_known(live_server: LiveServer, shared_brand: Brand) -> None:
    content = f"SKU,Name\n{new_sku()},City bicycle\n"
    await imported(await new_brand(live_server), content)
    sha256 = hashlib.sha256(content.encode()).hexdigest()
    assert (await shared_brand.call("create_import_job", filename="a.csv", sha256=sha256))["ok"]
