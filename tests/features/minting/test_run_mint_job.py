"""The mint job: finished once, whenever its worker is killed; given up after three failed attempts."""

import asyncio
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.features.minting.workers import Deployment, kill_9
from tests.support.client import Brand, new_brand
from tests.support.databases import new_database
from tests.support.factories import finished_job, new_product, new_product_batch, submit_mint
from tests.support.server import start_server
from tests.support.waiting import until

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def deployment(server_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    home: Path = tmp_path_factory.mktemp("workers")
    database_url = new_database(server_url)
    with start_server(database_url, home, "--only", "api") as api:
        yield Deployment(api, database_url, home)


@pytest.fixture
def database(deployment: Deployment) -> Iterator[psycopg.Connection]:
    """The owning role's connection to the deployment's database."""
    with psycopg.connect(deployment.database_url) as connection:
        yield connection


async def job_in(brand: Brand, submitted: dict[str, Any], status: str) -> dict[str, Any]:
    """The job once it shows this status."""
    return await until(
        lambda: brand.call("get_mint_job", mint_job_id=submitted["mint_job_id"]), lambda job: job["status"] == status
    )


def completions(database: psycopg.Connection, submitted: dict[str, Any]) -> int:
    query = "SELECT count(*) FROM audit_log WHERE object_id = %s AND action = 'minting:complete_mint_job'"
    row = database.execute(query, (submitted["mint_batch_id"],)).fetchone()
    return int(row[0]) if row else 0


async def test_a_job_waits_for_a_worker(deployment: Deployment) -> None:
    brand = await new_brand(deployment.api)
    submitted = await submit_mint(brand, (await new_product(brand))["product_id"])
    job = await brand.call("get_mint_job", mint_job_id=submitted["mint_job_id"])
    assert (job["status"], job["attempts"], job["started_at"]) == ("QUEUED", 0, None)
    units = await brand.call("list_mint_units", mint_batch_id=submitted["mint_batch_id"])
    assert units == {"items": [], "has_more": False, "next_cursor": None}
    with deployment.worker():
        assert (await finished_job(brand, submitted["mint_job_id"]))["status"] == "COMPLETED"


async def test_a_job_whose_worker_is_killed_in_its_midst_is_finished_by_another(
    deployment: Deployment, database: psycopg.Connection
) -> None:
    brand = await new_brand(deployment.api)
    submitted = await submit_mint(brand, (await new_product(brand))["product_id"])
    query = "SELECT FROM mint_batches WHERE mint_batch_id = %s FOR UPDATE"
    database.execute(query, (submitted["mint_batch_id"],))  # the worker waits here with its job half done
    worker = deployment.start_worker()
    await job_in(brand, submitted, "PROCESSING")
    kill_9(worker)
    database.rollback()
    with deployment.worker():
        job = await finished_job(brand, submitted["mint_job_id"])
    assert (job["status"], job["attempts"]) == ("COMPLETED", 2)
    assert completions(database, submitted) == 1


async def test_a_job_whose_worker_is_killed_before_its_first_step_is_finished_by_another(
    deployment: Deployment, database: psycopg.Connection
) -> None:
    brand = await new_brand(deployment.api)
    submitted = await submit_mint(brand, (await new_product(brand))["product_id"])
    query = "SELECT FROM mint_jobs WHERE mint_job_id = %s FOR UPDATE"
    database.execute(query, (submitted["mint_job_id"],))  # the worker has the job and cannot reserve it
    worker = deployment.start_worker()
    await until(lambda: asyncio.to_thread(waiting_backends, deployment), lambda waiting: waiting > 0)
    kill_9(worker)
    database.rollback()
    with deployment.worker():
        job = await finished_job(brand, submitted["mint_job_id"])
    assert job["status"] == "COMPLETED"
    assert completions(database, submitted) == 1


async def test_workers_killed_at_random_instants_lose_and_double_nothing(
    deployment: Deployment, database: psycopg.Connection
) -> None:
    brand = await new_brand(deployment.api)
    product_id = (await new_product(brand))["product_id"]
    batch_id = (await new_product_batch(brand, product_id))["id"]
    submitted = []
    for _ in range(3):
        submitted += [await submit_mint(brand, product_id, product_batch_id=batch_id) for _ in range(8)]
        worker = deployment.start_worker()
        await job_in(brand, random.choice(submitted[-8:]), "COMPLETED")
        kill_9(worker)
    with deployment.worker():
        jobs = [await finished_job(brand, mint["mint_job_id"]) for mint in submitted]
    assert {job["status"] for job in jobs} == {"COMPLETED"}
    assert [completions(database, mint) for mint in submitted] == [1] * 24
    told = "SELECT object_id FROM outbox_events WHERE event_type = 'mint.completed' AND brand_id = %s"
    events = [row[0] for row in database.execute(told, (brand.id,)).fetchall()]
    assert sorted(events) == sorted(mint["mint_batch_id"] for mint in submitted)
    assert (await brand.call("get_product_batch", batch_id=batch_id))["minted_quantity"] == 240


async def test_a_worker_killed_in_the_last_attempt_ends_it(
    deployment: Deployment, database: psycopg.Connection
) -> None:
    brand = await new_brand(deployment.api)
    submitted = await submit_mint(brand, (await new_product(brand))["product_id"])
    database.execute("UPDATE mint_jobs SET attempts = 2 WHERE mint_job_id = %s", (submitted["mint_job_id"],))
    database.commit()
    database.execute("SELECT FROM mint_batches WHERE mint_batch_id = %s FOR UPDATE", (submitted["mint_batch_id"],))
    worker = deployment.start_worker()
    await job_in(brand, submitted, "PROCESSING")
    kill_9(worker)
    database.rollback()
    with deployment.worker():
        job = await finished_job(brand, submitted["mint_job_id"])
    assert (job["status"], job["attempts"]) == ("FAILED", 3)
    assert "its worker ended" in job["error"]


async def test_after_three_failed_attempts_all_is_given_back(
    deployment: Deployment, database: psycopg.Connection
) -> None:
    brand = await new_brand(deployment.api)
    product_id = (await new_product(brand))["product_id"]
    batch_id = (await new_product_batch(brand, product_id, quantity=10))["id"]
    mint = {"product_batch_id": batch_id, "identity_mode": "batch", "lots": [{"lot_code": "A", "qty": 10}]}
    database.execute("ALTER TABLE mint_batches ADD CONSTRAINT unlucky CHECK (status <> 'minted') NOT VALID")
    database.commit()
    with deployment.worker():
        failed = await submit_mint(brand, product_id, **mint)
        job = await finished_job(brand, failed["mint_job_id"])
        database.execute("ALTER TABLE mint_batches DROP CONSTRAINT unlucky")
        database.commit()
        again = await submit_mint(brand, product_id, **mint)
        assert (await finished_job(brand, again["mint_job_id"]))["status"] == "COMPLETED"
    assert (job["status"], job["attempts"]) == ("FAILED", 3)
    assert "CheckViolationError" in job["error"]
    batch = await brand.call("get_mint_batch_by_id", mint_batch_id=failed["mint_batch_id"])
    assert (batch["status"], batch["lots"], batch["minted_at"]) == ("failed", [], None)


def waiting_backends(deployment: Deployment) -> int:
    """How many connections to the deployment's database wait for a lock."""
    with psycopg.connect(deployment.database_url) as connection:
        query = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        row = connection.execute(query).fetchone()
        return int(row[0]) if row else 0
