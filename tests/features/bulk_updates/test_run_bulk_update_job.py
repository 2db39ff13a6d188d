"""The bulk update job: each item once, whenever its worker is killed; what fails alone fails alone."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from countermark.features.bulk_updates.collect_items import LOOKED_AT_ONCE
from tests.features.bulk_updates.bulk import MODEL, ended, items, models, outcomes, products
from tests.features.minting.workers import Deployment, kill_9
from tests.support.client import Brand, new_brand
from tests.support.databases import new_database
from tests.support.server import start_server
from tests.support.waiting import until

pytestmark = pytest.mark.slow
MANY = 1300
LARGE, LARGE_SHARE = 60_000, 100


@pytest.fixture(scope="module")
def deployment(server_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    home: Path = tmp_path_factory.mktemp("bulk-workers")
    database_url = new_database(server_url)
    with start_server(database_url, home, "--only", "api") as api:
        yield Deployment(api, database_url, home)


@pytest.fixture
def database(deployment: Deployment) -> Iterator[psycopg.Connection]:
    """The owning role's connection to the deployment's database."""
    with psycopg.connect(deployment.database_url) as connection:
        yield connection


async def with_many_products(deployment: Deployment, database: psycopg.Connection) -> Brand:
    """A brand with more products than fit into a few chunks."""
    brand = await new_brand(deployment.api)
    database.execute(
        "INSERT INTO products (brand_id, name, attributes) SELECT %s, '{\"en\": \"Many\"}', '{}' "
        "FROM generate_series(1, %s)",
        (brand.id, MANY),
    )
    database.commit()
    return brand


def applied(database: psycopg.Connection, job: dict[str, Any]) -> tuple[int, int]:
    """How many changes a job made, and of how many products."""
    query = (
        "SELECT count(*), count(DISTINCT object_id) FROM audit_log "
        "WHERE request_id = %s AND action = 'bulk_updates:run_bulk_update_job'"
    )
    row = database.execute(query, (job["id"],)).fetchone()
    database.rollback()
    assert row is not None
    return int(row[0]), int(row[1])


async def test_workers_killed_at_any_instant_lose_and_double_nothing(
    deployment: Deployment, database: psycopg.Connection
) -> None:
    brand = await with_many_products(deployment, database)
    job = await brand.call("create_bulk_update_job", filter={}, patch={"attributes": {MODEL: "Many 1"}})
    for share in (0.0, 0.3):
        worker = deployment.start_worker()
        await _more_than(brand, job, share)
        kill_9(worker)
    with deployment.worker():
        done = await ended(brand, job, within_s=240)
    assert (done["status"], done["total_items"], done["updated_items"]) == ("completed", MANY, MANY)
    assert applied(database, job) == (MANY, MANY)


async def _more_than(brand: Brand, job: dict[str, Any], share: float) -> None:
    """Returns when more than this share of the job is done."""
    await until(
        lambda: brand.call("get_bulk_update_job", job_id=job["id"]),
        lambda now: bool(now["processed_items"] > share * MANY),
        within_s=240,
    )


async def test_workers_share_a_job_and_do_each_item_once(deployment: Deployment, database: psycopg.Connection) -> None:
    brand = await with_many_products(deployment, database)
    job = await brand.call("create_bulk_update_job", filter={}, patch={"commercial_status": "INACTIVE"})
    # Cancelled and queued again, it is in the queue twice.
    await brand.call("cancel_bulk_update_job", job_id=job["id"])
    await brand.call("retry_bulk_update_job", job_id=job["id"])
    with deployment.worker(), deployment.worker():
        done = await ended(brand, job, within_s=240)
    assert (done["status"], done["success_items"]) == ("completed", MANY)
    assert applied(database, job) == (MANY, MANY)


async def test_an_item_that_cannot_be_stored_fails_alone_after_three_attempts(
    deployment: Deployment, database: psycopg.Connection
) -> None:
    brand = await new_brand(deployment.api)
    ids = await products(brand, 3)
    database.execute(
        f"ALTER TABLE products ADD CONSTRAINT unlucky CHECK (attributes ->> '{MODEL}' <> 'unlucky') NOT VALID"
    )
    database.commit()
    wishes = [*items(ids[:1], "City 98"), *items(ids[1:2], "unlucky"), *items(ids[2:], "City 98")]
    with deployment.worker():
        job = await brand.call("create_bulk_update_job", items=wishes)
        done = await ended(brand, job, within_s=240)
        assert (done["status"], done["success_items"], done["error_items"]) == ("completed", 2, 1)
        failed = (await brand.call("list_bulk_update_job_items", job_id=job["id"], status="error"))["items"]
        assert [(item["product_id"], item["attempts"], item["error_code"]) for item in failed] == [
            (ids[1], 3, "ATTEMPTS_FAILED")
        ]
        assert "CheckViolationError" in failed[0]["error_message"]
        database.execute("ALTER TABLE products DROP CONSTRAINT unlucky")
        database.commit()
        await brand.call("retry_bulk_update_job", job_id=job["id"])
        done = await ended(brand, job, within_s=240)
    assert (done["success_items"], done["error_items"]) == (3, 0)
    assert await models(brand, ids) == ["City 98", "unlucky", "City 98"]


async def test_an_item_that_ends_its_workers_is_given_up_and_the_others_are_done(
    deployment: Deployment, database: psycopg.Connection
) -> None:
    brand = await new_brand(deployment.api)
    ids = await products(brand, 2)
    job = await brand.call("create_bulk_update_job", items=items(ids, "City 99"))
    # As three workers leave it that each ended in an attempt at the first item.
    database.execute(
        "UPDATE bulk_update_jobs SET status = 'running', starts = 4 WHERE bulk_update_job_id = %s", (job["id"],)
    )
    database.execute("UPDATE bulk_update_items SET attempts = 3 WHERE product_id = %s", (ids[0],))
    database.commit()
    with deployment.worker():
        done = await ended(brand, job, within_s=240)
    assert (done["status"], done["success_items"], done["error_items"]) == ("completed", 1, 1)
    assert await outcomes(brand, job) == {ids[0]: "error", ids[1]: "updated"}
    [failed] = (await brand.call("list_bulk_update_job_items", job_id=job["id"], status="error"))["items"]
    assert "its worker ended" in failed["error_message"]


async def test_people_who_edit_meanwhile_are_neither_stopped_nor_lost(
    deployment: Deployment, database: psycopg.Connection
) -> None:
    brand = await new_brand(deployment.api)
    ids = await products(brand, 6)
    with deployment.worker():
        job = await brand.call("create_bulk_update_job", items=items(ids, "City 100"))
        edits = [
            brand.call("update_product", product_id=one, patch={"attributes": {f"erp.edit_{number}": number}})
            for number in range(4)
            for one in ids
        ]
        await asyncio.gather(*edits)
        await ended(brand, job)
    for one in ids:
        attributes = (await brand.call("get_product", product_id=one))["attributes"]
        assert [attributes[f"erp.edit_{number}"] for number in range(4)] == [0, 1, 2, 3]
        assert attributes[MODEL] == "City 100"


async def test_products_of_a_large_catalogue_are_found_by_workers_killed_meanwhile(
    deployment: Deployment, database: psycopg.Connection
) -> None:
    brand = await new_brand(deployment.api)
    await _insert_products(database, brand, LARGE)
    wish = {"filter": {"readiness": "READY"}, "patch": {"commercial_status": "INACTIVE"}}
    job = await brand.call("create_bulk_update_job", **wish)
    assert job["total_items"] == LOOKED_AT_ONCE // LARGE_SHARE
    await _insert_products(database, brand, 50)  # too late: made after the job
    worker = deployment.start_worker()
    await until(
        lambda: brand.call("get_bulk_update_job", job_id=job["id"]),
        lambda now: bool(now["total_items"] > job["total_items"]),
    )
    kill_9(worker)
    with deployment.worker():
        done = await ended(brand, job, within_s=240)
        assert (done["is_collecting"], done["total_items"]) == (False, LARGE // LARGE_SHARE)
        assert (done["status"], done["updated_items"]) == ("completed", LARGE // LARGE_SHARE)
        assert applied(database, job) == (LARGE // LARGE_SHARE, LARGE // LARGE_SHARE)
        undo = await ended(brand, await brand.call("undo_bulk_update_job", job_id=job["id"]), within_s=240)
    assert (undo["status"], undo["updated_items"]) == ("completed", LARGE // LARGE_SHARE)


async def test_a_job_cancelled_while_its_products_are_found_goes_on_there(
    deployment: Deployment, database: psycopg.Connection
) -> None:
    brand = await new_brand(deployment.api)
    await _insert_products(database, brand, LARGE)
    job = await brand.call("create_bulk_update_job", filter={"readiness": "READY"}, patch={"name": {"de": "Viele"}})
    cancelled = await brand.call("cancel_bulk_update_job", job_id=job["id"])
    assert (cancelled["status"], cancelled["is_collecting"]) == ("cancelled", True)
    await brand.call("retry_bulk_update_job", job_id=job["id"])
    with deployment.worker():
        done = await ended(brand, job, within_s=240)
    assert (done["status"], done["updated_items"]) == ("completed", LARGE // LARGE_SHARE)


async def _insert_products(database: psycopg.Connection, brand: Brand, count: int) -> None:
    """Products of which one in so many is ready, in the order of their ids."""
    database.execute(
        "INSERT INTO products (brand_id, name, attributes, mint_readiness_status) "
        "SELECT %s, '{\"en\": \"Large\"}', '{}', CASE WHEN n %% %s = 0 THEN 'READY' ELSE 'NOT_READY' END "
        "FROM generate_series(1, %s) AS n ORDER BY n",
        (brand.id, LARGE_SHARE, count),
    )
    database.commit()
