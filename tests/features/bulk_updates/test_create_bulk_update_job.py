"""create_bulk_update_job: items or a filter, once for a key, and what comes of it."""

from typing import Any
from uuid import uuid4

import psycopg

from tests.features.bulk_updates.bulk import MODEL, ended, items, models, outcomes, products, run
from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.factories import new_product
from tests.support.server import LiveServer


async def test_a_new_job_is_queued_and_does_each_item_on_its_own(shared_brand: Brand) -> None:
    first, second, archived = await products(shared_brand, 3)
    await shared_brand.call("archive_product", product_id=archived)
    wishes = [
        *items([first, archived, NOBODYS_ID], "City 40"),
        {"product_id": second, "patch": {"gtin": "4006381333931"}},
    ]
    job = await shared_brand.call("create_bulk_update_job", items=wishes)
    counts = ["total_items", "processed_items", "success_items", "error_items"]
    assert list(job) == ["id", "status", *counts, "created_at"]
    assert (job["status"], [job[name] for name in counts]) == ("queued", [4, 0, 0, 0])
    done = await ended(shared_brand, job)
    assert (done["status"], [done[name] for name in counts]) == ("completed", [4, 4, 1, 3])
    assert await outcomes(shared_brand, job) == {
        first: "updated",
        second: "error",
        archived: "error",
        NOBODYS_ID: "error",
    }
    assert await models(shared_brand, [first, second]) == ["City 40", "City 28"]


async def test_one_patch_for_all_products_that_match_a_filter(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    bicycles = await products(brand, 3)
    jacket = await new_product(brand, name={"en": "Jacket"})
    job = await brand.call(
        "create_bulk_update_job", filter={"query": "bicycle"}, patch={"attributes": {MODEL: "City 41"}}
    )
    late = await products(brand, 1)
    done = await ended(brand, job)
    assert (done["total_items"], done["updated_items"], done["filter"]) == (3, 3, {"query": "bicycle"})
    assert await models(brand, [*bicycles, jacket["product_id"], *late]) == ["City 41"] * 3 + ["City 28"] * 2


async def test_a_filter_that_matches_nothing_makes_no_job(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    error = await brand.refused(400, "create_bulk_update_job", filter={"query": "x"}, patch={"name": {"de": "X"}})
    assert error["code"] == "NOTHING_TO_UPDATE"
    assert (await brand.call("list_bulk_update_jobs"))["items"] == []


async def test_the_same_key_gives_the_same_job(shared_brand: Brand, owner: psycopg.Connection) -> None:
    ids = await products(shared_brand, 1)
    wish = {"items": items(ids, "City 42"), "idempotency_key": uuid4().hex}
    job = await shared_brand.call("create_bulk_update_job", **wish)
    done = await ended(shared_brand, job)
    again = await shared_brand.call("create_bulk_update_job", **wish)
    assert again == {name: done[name] for name in job}
    error = await shared_brand.refused(409, "create_bulk_update_job", **(wish | {"items": items(ids, "City 43")}))
    assert error["code"] == "IDEMPOTENCY_KEY_REUSED"
    query = "SELECT count(*) FROM audit_log WHERE request_id = %s AND action = 'bulk_updates:run_bulk_update_job'"
    assert owner.execute(query, (job["id"],)).fetchone() == (1,)


async def test_a_product_changed_after_the_preview_is_a_conflict(shared_brand: Brand) -> None:
    changed, untouched, so_already = await products(shared_brand, 3)
    wishes = items([changed, untouched, so_already], "City 44")
    preview = await shared_brand.call("preview_bulk_update", items=wishes)
    for one, model in ((changed, "mine"), (so_already, "City 44")):
        await shared_brand.call("update_product", product_id=one, patch={"attributes": {MODEL: model}})
    job = await run(shared_brand, items=wishes, unchanged_since=preview["previewed_at"])
    assert (job["error_items"], job["conflict_items"], job["success_items"]) == (1, 1, 2)
    assert await outcomes(shared_brand, job) == {changed: "conflict", untouched: "updated", so_already: "unchanged"}
    assert await models(shared_brand, [changed, untouched]) == ["mine", "City 44"]


async def test_a_product_that_is_not_as_expected_is_a_conflict(shared_brand: Brand) -> None:
    ids = await products(shared_brand, 1)
    wish = items(ids, "City 45")[0] | {"expected": {"attributes": {MODEL: "City 1"}}}
    job = await run(shared_brand, items=[wish])
    page = await shared_brand.call("list_bulk_update_job_items", job_id=job["id"], status="conflict")
    assert page["items"][0]["error_message"] == f"changed meanwhile: {MODEL}"


async def test_warnings_are_counted_and_never_block(shared_brand: Brand) -> None:
    ids = await products(shared_brand, 1)
    job = await run(shared_brand, items=[{"product_id": ids[0], "patch": {"attributes": {"erp.code": 1}}}])
    assert (job["success_items"], job["warning_items"]) == (1, 1)


async def test_bad_requests_are_refused_whole(shared_brand: Brand) -> None:
    ids = await products(shared_brand, 1)
    refused: dict[str, dict[str, Any]] = {
        "_items: give either": {},
        "_items: needs 1 to": {"items": []},
        "_items[1].product_id: is named twice": {"items": items(ids * 2, "x")},
        "_patch: goes with _filter": {"items": items(ids, "x"), "patch": {"name": {"en": "X"}}},
        "_patch: says what shall change": {"filter": {}},
        "_patch.gtin: identifiers": {"filter": {}, "patch": {"gtin": "1"}},
        "_unchanged_since: must be a moment": {"items": items(ids, "x"), "unchanged_since": "yesterday"},
    }
    for details, arguments in refused.items():
        error = await shared_brand.refused(400, "create_bulk_update_job", **arguments)
        assert error["details"].startswith(details)


async def test_another_brand_reaches_no_product_of_this_one(shared_brand: Brand, live_server: LiveServer) -> None:
    ids = await products(shared_brand, 1)
    other = await new_brand(live_server)
    job = await run(other, items=items(ids, "theirs"))
    assert await outcomes(other, job) == {ids[0]: "error"}
    await other.refused(400, "create_bulk_update_job", filter={}, patch={"name": {"de": "X"}})
    await other.owner.refused(403, "create_bulk_update_job", brand_id=shared_brand.id, items=items(ids, "theirs"))
    assert await models(shared_brand, ids) == ["City 28"]
