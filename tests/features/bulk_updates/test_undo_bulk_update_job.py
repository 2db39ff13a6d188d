"""undo_bulk_update_job: old values come back where nobody changed them since."""

from tests.features.bulk_updates.bulk import MODEL, ended, items, models, outcomes, products, run
from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.server import LiveServer

DESCRIPTION = "core.identity.description"


async def test_old_values_come_back_except_where_somebody_changed_them_since(shared_brand: Brand) -> None:
    back, changed, elsewhere, same = await products(shared_brand, 4)
    job = await run(shared_brand, items=[*items([back, changed, elsewhere], "City 90"), *items([same], "City 28")])
    for one, key in ((changed, MODEL), (elsewhere, "core.identity.category")):
        await shared_brand.call("update_product", product_id=one, patch={"attributes": {key: "mine"}})
    undo = await ended(shared_brand, await shared_brand.call("undo_bulk_update_job", job_id=job["id"]))
    assert await outcomes(shared_brand, undo) == {back: "updated", changed: "conflict", elsewhere: "updated"}
    assert await models(shared_brand, [back, changed, elsewhere]) == ["City 28", "mine", "City 28"]
    assert undo["undo_of"] == job["id"]
    assert (await shared_brand.call("get_bulk_update_job", job_id=job["id"]))["undone_by"] == undo["id"]


async def test_everything_a_patch_can_do_can_be_undone_and_done_again(shared_brand: Brand) -> None:
    ids = await products(shared_brand, 1)
    before = await shared_brand.call("get_product", product_id=ids[0])
    patch = {
        "name": {"de": "Stadtrad", "en": "Bicycle"},
        "commercial_status": "INACTIVE",
        "attributes": {MODEL: None, "erp.code": 5},
        "texts": {DESCRIPTION: {"de": "Neu"}},
    }
    job = await run(shared_brand, items=[{"product_id": ids[0], "patch": patch}])
    after = await shared_brand.call("get_product", product_id=ids[0])
    undo = await ended(shared_brand, await shared_brand.call("undo_bulk_update_job", job_id=job["id"]))
    parts = ("name", "commercial_status", "attributes", "mint_readiness_status")
    now = await shared_brand.call("get_product", product_id=ids[0])
    assert [now[part] for part in parts] == [before[part] for part in parts]
    redo = await shared_brand.call("undo_bulk_update_job", job_id=undo["id"])
    await ended(shared_brand, redo)
    again = await shared_brand.call("get_product", product_id=ids[0])
    assert [again[part] for part in parts] == [after[part] for part in parts]


async def test_what_changed_nothing_or_was_undone_is_refused(shared_brand: Brand) -> None:
    nothing = await run(shared_brand, items=items([NOBODYS_ID], "x"))
    error = await shared_brand.refused(409, "undo_bulk_update_job", job_id=nothing["id"])
    assert error["code"] == "NOTHING_TO_UNDO"
    job = await run(shared_brand, items=items(await products(shared_brand, 1), "City 91"))
    await shared_brand.call("undo_bulk_update_job", job_id=job["id"])
    error = await shared_brand.refused(409, "undo_bulk_update_job", job_id=job["id"])
    assert error["code"] == "UNDONE_ALREADY"


async def test_another_brand_undoes_nothing(shared_brand: Brand, live_server: LiveServer) -> None:
    ids = await products(shared_brand, 1)
    job = await run(shared_brand, items=items(ids, "City 92"))
    other = await new_brand(live_server)
    error = await other.refused(400, "undo_bulk_update_job", job_id=job["id"])
    assert error == await other.refused(400, "undo_bulk_update_job", job_id=NOBODYS_ID)
    assert await models(shared_brand, ids) == ["City 92"]
