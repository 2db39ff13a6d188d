"""get_import_job."""

from uuid import uuid4

from tests.support.client import Brand, new_brand
from tests.support.factories import new_sku
from tests.support.importing import checked_file, committed, uploaded
from tests.support.server import LiveServer


async def test_it_counts_rows_by_verdict_and_by_what_they_would_do_and_did(shared_brand: Brand) -> None:
    old, new = new_sku(), new_sku()
    identifiers = [{"identifier_type": "sku", "raw_value": old}]
    await shared_brand.call("create_product", name={"en": "Bicycle"}, identifiers=identifiers)
    content = f"SKU,Name,Weight\n{old},Tandem,20\n{new},Tandem,20\n{old}x,Tandem,heavy\n"
    job = await checked_file(shared_brand, content)
    assert (job["status"], job["total_rows"], job["processed_rows"], job["error"]) == ("validated", 3, 3, None)
    counts = {name: count for name, count in job["counts"].items() if count}
    assert counts == {"valid": 2, "error": 1, "will_insert": 1, "will_update": 1}
    done = await committed(shared_brand, job)
    counts = {name: count for name, count in done["counts"].items() if count}
    assert counts == {
        "valid": 2,
        "error": 1,
        "will_insert": 1,
        "will_update": 1,
        "inserted": 1,
        "updated": 1,
        "failed": 1,
    }
    assert done["ended_at"] is not None


async def test_another_brand_s_import_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = await uploaded(await new_brand(live_server), "SKU,Name\nA,B\n")
    seen = await shared_brand.refused(400, "get_import_job", import_job_id=theirs["import_job_id"])
    assert seen == await shared_brand.refused(400, "get_import_job", import_job_id=str(uuid4()))
