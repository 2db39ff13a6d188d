"""bulk_upsert_import_rows."""

from typing import Any
from uuid import uuid4

import pytest

from tests.support.client import Brand, new_brand
from tests.support.factories import new_sku
from tests.support.importing import checked, committed, job_of, product_by, rows_job, rows_of
from tests.support.server import LiveServer


async def _send(brand: Brand, job: dict[str, Any], *rows: tuple[int, dict[str, Any]]) -> Any:
    sent = [{"row_number": number, "values": values} for number, values in rows]
    return await brand.call("bulk_upsert_import_rows", import_job_id=job["import_job_id"], rows=sent)


async def test_rows_of_any_order_and_width_become_products(shared_brand: Brand) -> None:
    job = await shared_brand.call("create_import_job", filename="ERP", format="rows")
    one, two = new_sku(), new_sku()
    await _send(shared_brand, job, (2500, {"sku": two, "name": "Tandem", "core.identity.weight": 21.5}))
    answer = await _send(shared_brand, job, (1, {"sku": one, "name": "Bicycle", "core.origin.country_of_origin": "AT"}))
    assert answer["columns"] == ["sku", "name", "core.identity.weight", "core.origin.country_of_origin"]
    done = await committed(shared_brand, await checked(shared_brand, job))
    assert (done["status"], done["counts"]["inserted"], done["total_rows"]) == ("completed", 2, 2)
    assert (await product_by(shared_brand, two))["attributes"] == {"core.identity.weight": 21.5}
    assert [row["row_number"] for row in await rows_of(shared_brand, job)] == [1, 2500]


async def test_a_row_that_comes_again_is_replaced_whole(shared_brand: Brand) -> None:
    job = await rows_job(shared_brand, [{"sku": "A", "name": "Old", "core.identity.model": "M"}, {"sku": "B"}])
    await _send(shared_brand, job, (1, {"sku": "A", "name": "New"}))
    rows = await rows_of(shared_brand, job)
    assert rows[0]["cells"] == {"sku": "A", "name": "New", "core.identity.model": ""}
    assert rows[1]["cells"]["sku"] == "B"


async def test_values_of_json_are_read_as_cells(shared_brand: Brand) -> None:
    values = {"sku": 4711, "name": None, "core.identity.weight": 2.0, "commercial_status": False}
    job = await rows_job(shared_brand, [values])
    [row] = await rows_of(shared_brand, job)
    assert list(row["cells"].values()) == ["4711", "", "2", "false"]


@pytest.mark.parametrize("rows", [[], [{"row_number": 1, "values": {"a": "1"}}] * 1001])
async def test_a_call_has_a_thousand_rows_at_most(shared_brand: Brand, rows: list[Any]) -> None:
    job = await shared_brand.call("create_import_job", filename="ERP", format="rows")
    error = await shared_brand.refused(400, "bulk_upsert_import_rows", import_job_id=job["import_job_id"], rows=rows)
    assert "_rows" in error["details"]


@pytest.mark.parametrize(
    "row",
    [
        {"row_number": 0, "values": {}},
        {"row_number": 1, "values": {"a": []}},
        {"row_number": 1, "values": {"": "x"}},
        {"row_number": 1, "values": {"a": "x" * 40_000}},
    ],
)
async def test_a_row_that_does_not_fit_is_named_and_nothing_is_kept(shared_brand: Brand, row: Any) -> None:
    job = await shared_brand.call("create_import_job", filename="ERP", format="rows")
    good = {"row_number": 7, "values": {"sku": "A"}}
    rows = [good, row]
    error = await shared_brand.refused(400, "bulk_upsert_import_rows", import_job_id=job["import_job_id"], rows=rows)
    assert "_rows" in error["details"]
    assert (await job_of(shared_brand, job))["total_rows"] == 0


async def test_another_brand_s_import_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = await (await new_brand(live_server)).call("create_import_job", filename="ERP", format="rows")
    rows = [{"row_number": 1, "values": {"sku": "A"}}]
    seen = await shared_brand.refused(400, "bulk_upsert_import_rows", import_job_id=theirs["import_job_id"], rows=rows)
    none = await shared_brand.refused(400, "bulk_upsert_import_rows", import_job_id=str(uuid4()), rows=rows)
    assert seen == none
