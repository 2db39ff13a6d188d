"""list_import_rows."""

from uuid import uuid4

from tests.support.client import Brand, new_brand
from tests.support.factories import new_sku
from tests.support.importing import checked_file, problems_of, rows_of
from tests.support.server import LiveServer


async def test_rows_say_what_is_wrong_with_which_cell(shared_brand: Brand) -> None:
    job = await checked_file(shared_brand, f"SKU,Name,Weight\n{new_sku()},Bicycle,heavy\n,Tandem,20\n")
    first, second = await rows_of(shared_brand, job)
    assert (first["row_number"], first["verdict"], first["action"]) == (2, "error", None)
    [reason] = first["reasons"]
    assert (reason["column"], reason["value"], reason["code"]) == ("Weight", "heavy", "VALUE_DOES_NOT_FIT")
    assert problems_of(second) == [(None, "NO_IDENTIFIER")]
    assert second["cells"] == {"SKU": "", "Name": "Tandem", "Weight": "20"}


async def test_pages_and_kinds_reach_over_chunks(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    lines = [f"S-{number},Bicycle,{'heavy' if number % 400 == 0 else 12}" for number in range(2300)]
    job = await checked_file(brand, "\n".join(["SKU,Name,Weight", *lines]))
    page = await brand.call("list_import_rows", import_job_id=job["import_job_id"], kind="error", limit=4)
    rest = await brand.call(
        "list_import_rows", import_job_id=job["import_job_id"], kind="error", cursor=page["next_cursor"]
    )
    found = [row["row_number"] for row in [*page["items"], *rest["items"]]]
    assert found == [2, 402, 802, 1202, 1602, 2002]
    assert (page["has_more"], rest["has_more"]) == (True, False)
    page = await brand.call("list_import_rows", import_job_id=job["import_job_id"], limit=200)
    seen = len(page["items"])
    while page["has_more"]:
        page = await brand.call(
            "list_import_rows", import_job_id=job["import_job_id"], limit=200, cursor=page["next_cursor"]
        )
        seen += len(page["items"])
    assert seen == 2300


async def test_a_cursor_of_something_else_is_refused(shared_brand: Brand) -> None:
    job = await checked_file(shared_brand, f"SKU,Name\n{new_sku()},A\n")
    for cursor in ("x", "", "cm93fC0x"):
        error = await shared_brand.refused(400, "list_import_rows", import_job_id=job["import_job_id"], cursor=cursor)
        assert "_cursor" in error["details"]


async def test_another_brand_s_import_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = await checked_file(await new_brand(live_server), "SKU,Name\nA,B\n")
    seen = await shared_brand.refused(400, "list_import_rows", import_job_id=theirs["import_job_id"])
    assert seen == await shared_brand.refused(400, "list_import_rows", import_job_id=str(uuid4()))
