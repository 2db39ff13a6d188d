"""list_bulk_update_job_items: what came of each product, by status, page by page."""

from tests.features.bulk_updates.bulk import MODEL, items, products, run
from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.server import LiveServer


async def test_each_item_says_what_was_and_what_is(shared_brand: Brand) -> None:
    ids = await products(shared_brand, 1)
    job = await run(shared_brand, items=items([*ids, NOBODYS_ID], "City 80"))
    page = await shared_brand.call("list_bulk_update_job_items", job_id=job["id"])
    unknown, updated = page["items"]
    assert (unknown["product_id"], unknown["status"], unknown["error_code"]) == (NOBODYS_ID, "error", "NOT_FOUND")
    assert (unknown["product_name"], unknown["old_value"]) == (None, None)
    assert (updated["status"], updated["attempts"], updated["product_name"]) == ("updated", 1, {"en": "City bicycle"})
    assert updated["old_value"] == {"attributes": {MODEL: "City 28"}}
    assert updated["new_value"] == {"attributes": {MODEL: "City 80"}}


async def test_they_come_page_by_page_and_by_status(shared_brand: Brand) -> None:
    ids = await products(shared_brand, 3)
    job = await run(shared_brand, items=[*items(ids[:2], "City 81"), *items(ids[2:], "City 28")])
    first = await shared_brand.call("list_bulk_update_job_items", job_id=job["id"], limit=2)
    second = await shared_brand.call(
        "list_bulk_update_job_items", job_id=job["id"], limit=2, cursor=first["next_cursor"]
    )
    assert [item["product_id"] for item in first["items"] + second["items"]] == sorted(ids)
    unchanged = await shared_brand.call("list_bulk_update_job_items", job_id=job["id"], status="unchanged")
    assert [item["product_id"] for item in unchanged["items"]] == ids[2:]


async def test_another_brand_cannot_tell_the_job_from_none(shared_brand: Brand, live_server: LiveServer) -> None:
    job = await run(shared_brand, items=items(await products(shared_brand, 1), "City 82"))
    other = await new_brand(live_server)
    error = await other.refused(400, "list_bulk_update_job_items", job_id=job["id"])
    assert error == await other.refused(400, "list_bulk_update_job_items", job_id=NOBODYS_ID)
