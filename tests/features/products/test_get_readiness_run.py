"""get_readiness_run, and the run itself: every product once, whenever its worker is killed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from countermark.features.products.run_readiness_run import PRODUCTS_A_STEP
from tests.features.minting.workers import Deployment, kill_9
from tests.support.client import Brand, new_brand
from tests.support.databases import new_database
from tests.support.server import LiveServer, start_server
from tests.support.waiting import until

PRODUCTS = 2 * PRODUCTS_A_STEP + 50
SEED = """
    INSERT INTO products (brand_id, name, attributes, completeness)
    SELECT %s, '{"en": "Product"}', jsonb_build_object('core.identity.model', number), 77
    FROM generate_series(1, %s) AS number
"""


@pytest.fixture(scope="module")
def deployment(server_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    home: Path = tmp_path_factory.mktemp("workers")
    database_url = new_database(server_url)
    with start_server(database_url, home, "--only", "api") as api:
        yield Deployment(api, database_url, home)


async def run_of(brand: Brand, status: str) -> dict[str, Any]:
    """The brand's latest run once it shows this status."""
    run: dict[str, Any] = await until(
        lambda: brand.call("get_readiness_run"), lambda found: found["status"] == status, within_s=60
    )
    return run


async def test_nothing_was_asked_for_at_first(live_server: LiveServer) -> None:
    assert await (await new_brand(live_server)).call("get_readiness_run") is None


@pytest.mark.slow
async def test_a_run_whose_worker_is_killed_in_its_midst_goes_on_where_it_was(deployment: Deployment) -> None:
    brand = await new_brand(deployment.api)
    with psycopg.connect(deployment.database_url, autocommit=True) as database:
        database.execute(SEED, (brand.id, PRODUCTS))
        await brand.call("update_brand", patch={"industry": "27.20"})
        assert (await run_of(brand, "QUEUED"))["processed_products"] == 0
        with database.transaction():
            last = "SELECT FROM products WHERE brand_id = %s ORDER BY product_id DESC LIMIT 1 FOR UPDATE"
            database.execute(last, (brand.id,))  # the worker waits here, with two steps done
            worker = deployment.start_worker()
            await until(
                lambda: brand.call("get_readiness_run"),
                lambda run: run["processed_products"] == 2 * PRODUCTS_A_STEP,
                within_s=60,
            )
            kill_9(worker)
        with deployment.worker():
            run = await run_of(brand, "COMPLETED")
        assert (run["total_products"], run["processed_products"]) == (PRODUCTS, PRODUCTS)
        left = database.execute(
            "SELECT count(*) FROM products WHERE brand_id = %s AND (completeness = 77 OR missing_fields = '{}')",
            (brand.id,),
        ).fetchone()
        assert left == (0,)


@pytest.mark.slow
async def test_a_change_meanwhile_lets_it_begin_again(deployment: Deployment) -> None:
    brand = await new_brand(deployment.api)
    first = await brand.call("choose_field_packs", packs=["textile"])
    second = await brand.call("choose_field_packs", packs=["battery"])
    assert first["readiness_run_id"] == second["readiness_run_id"]
    with deployment.worker():
        await run_of(brand, "COMPLETED")
        third = await brand.call("choose_field_packs", packs=None)
        assert third["readiness_run_id"] != first["readiness_run_id"]
        await run_of(brand, "COMPLETED")


async def test_another_brand_s_run_is_not_shown(live_server: LiveServer) -> None:
    brand, other = await new_brand(live_server), await new_brand(live_server)
    await brand.call("update_brand", patch={"locale": "de"})
    assert await brand.call("get_readiness_run")
    assert await other.call("get_readiness_run") is None
    await other.owner.refused(403, "get_readiness_run", brand_id=brand.id)
