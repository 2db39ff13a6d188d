"""exclude_import_rows."""

from uuid import uuid4

from tests.support.client import Brand, new_brand
from tests.support.factories import new_sku
from tests.support.importing import checked_file, committed, job_of, problems_of, rows_of, settled
from tests.support.server import LiveServer


async def test_an_excluded_row_is_not_imported_and_can_be_taken_back(shared_brand: Brand) -> None:
    job = await checked_file(shared_brand, f"SKU,Name\n{new_sku()},A\n{new_sku()},B\n{new_sku()},C\n")
    rows = {"import_job_id": job["import_job_id"], "row_numbers": [2, 3]}
    out = await shared_brand.call("exclude_import_rows", **rows)
    assert (out["changed_rows"], out["status"]) == (2, "validated")
    counts = (await job_of(shared_brand, job))["counts"]
    assert (counts["excluded"], counts["valid"], counts["will_insert"]) == (2, 1, 1)
    back = await shared_brand.call("exclude_import_rows", **(rows | {"row_numbers": [3]}), excluded=False)
    assert (back["changed_rows"], back["status"]) == (1, "validating")
    await settled(shared_brand, job, "validating")
    done = await committed(shared_brand, job)
    assert (done["counts"]["inserted"], done["counts"]["excluded"]) == (2, 1)
    assert [row["cells"]["Name"] for row in await rows_of(shared_brand, job, "excluded")] == ["A"]


async def test_without_a_row_the_ones_that_repeat_it_are_checked_anew(shared_brand: Brand) -> None:
    sku = new_sku()
    job = await checked_file(shared_brand, f"SKU,Name\n{sku},A\n{sku.lower()},B\n{new_sku()},C\n")
    first, second, _ = await rows_of(shared_brand, job)
    assert (problems_of(first), problems_of(second)) == ([(None, "REPEATED_ROW")],) * 2
    assert ("row 3" in first["reasons"][0]["problem"], "row 2" in second["reasons"][0]["problem"]) == (True, True)
    out = await shared_brand.call("exclude_import_rows", import_job_id=job["import_job_id"], row_numbers=[2])
    assert out["status"] == "validating"
    now = await settled(shared_brand, job, "validating")
    assert (now["counts"]["valid"], now["counts"]["error"], now["counts"]["excluded"]) == (2, 0, 1)


async def test_a_number_that_no_row_has_is_refused(shared_brand: Brand) -> None:
    job = await checked_file(shared_brand, f"SKU,Name\n{new_sku()},A\n")
    for numbers in ([], [1], [2, 99], [-1], [2**40]):
        error = await shared_brand.refused(
            400, "exclude_import_rows", import_job_id=job["import_job_id"], row_numbers=numbers
        )
        assert "_row_numbers" in error["details"]
    assert (await job_of(shared_brand, job))["counts"]["excluded"] == 0


async def test_another_brand_s_import_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = await checked_file(await new_brand(live_server), "SKU,Name\nA,B\n")
    seen = await shared_brand.refused(
        400, "exclude_import_rows", import_job_id=theirs["import_job_id"], row_numbers=[2]
    )
    none = await shared_brand.refused(400, "exclude_import_rows", import_job_id=str(uuid4()), row_numbers=[2])
    assert seen == none
