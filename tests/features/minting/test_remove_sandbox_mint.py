"""Sandbox mints: marked everywhere, counted nowhere, removed without a trace."""

from uuid import uuid4

from countermark.db.pool import Pool
from tests.features.exports.exporting import exported
from tests.features.minting.stored import stored
from tests.support.client import Brand, new_brand
from tests.support.factories import new_mint_batch, new_product, new_product_batch
from tests.support.labels import printed
from tests.support.scanning import minted
from tests.support.server import LiveServer


async def test_a_sandbox_unit_says_so_wherever_it_shows(live_server: LiveServer, shared_brand: Brand) -> None:
    found = await minted(live_server, shared_brand, sandbox=True)
    unpublished = await found.scan(f"/passport/{found.unit['passport_id']}")
    assert "Sandbox" in unpublished.text
    await found.move("published")
    answer = await found.scan()
    assert (answer.status_code, answer.headers["x-sandbox"]) == (307, "true")
    page = await found.scan(answer.headers["location"])
    assert page.headers["x-robots-tag"] == "noindex"
    assert "<title>Sandbox" in page.text
    assert (await found.scan(answer.headers["location"], accept="application/json")).json()["sandbox"] is True
    assert {unit["is_sandbox"] for unit in found.units} == {True}
    sandbox = await shared_brand.call("list_mint_units", serial=found.unit["serial"], sandbox=True)
    live = await shared_brand.call("list_mint_units", serial=found.unit["serial"])
    assert (len(sandbox["items"]), len(live["items"])) == (1, 0)


async def test_a_sandbox_mint_takes_nothing_from_its_production_batch(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    run = (await new_product_batch(shared_brand, product_id, quantity=10))["id"]
    for sandbox in (True, True, False):
        await new_mint_batch(shared_brand, product_id, product_batch_id=run, sandbox=sandbox)
    assert (await shared_brand.call("get_product_batch", batch_id=run))["minted_quantity"] == 10


async def test_a_removed_sandbox_mint_leaves_nothing(live_server: LiveServer, pool: Pool) -> None:
    brand = await new_brand(live_server)
    own = {"serials": ["TRY-1", "TRY-2"], "requested_quantity": 2}
    found = await minted(live_server, brand, published=True, sandbox=True, **own)
    await found.scan()
    name = {"mint_batch_id": found.batch["mint_batch_id"]}
    await exported(brand, name["mint_batch_id"])
    job = await printed(brand, name["mint_batch_id"])
    assert job["status"] == "completed"
    assert (await brand.call("remove_sandbox_mint", **name))["removed_units"] == 2
    for table in ("mint_batches", "mint_jobs", "unit_states", "mint_events", "own_serials", "exports", "label_jobs"):
        assert await stored(pool, brand, f"SELECT count(*) FROM {table}") == 0
    assert (await found.scan()).status_code == 404
    assert (await new_mint_batch(brand, found.batch["product_id"], **own))["quantity"] == 2


async def test_a_live_mint_is_not_removed(shared_brand: Brand) -> None:
    batch = await new_mint_batch(shared_brand)
    error = await shared_brand.refused(400, "remove_sandbox_mint", mint_batch_id=batch["mint_batch_id"])
    assert error["code"] == "MINT_BATCH_IS_LIVE"


async def test_another_brand_s_sandbox_mint_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = await new_mint_batch(await new_brand(live_server), sandbox=True)
    seen = await shared_brand.refused(400, "remove_sandbox_mint", mint_batch_id=theirs["mint_batch_id"])
    assert seen == await shared_brand.refused(400, "remove_sandbox_mint", mint_batch_id=str(uuid4()))
