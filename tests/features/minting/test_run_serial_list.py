"""Lists of serials in the worker, and mints: whoever is killed, nothing is lost and nothing is done twice."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from tests.features.minting.workers import Deployment, kill_9
from tests.support.client import Brand, new_brand
from tests.support.databases import new_database
from tests.support.factories import (
    finished_job,
    new_mint_batch,
    new_product,
    serial_list_in,
    submit_mint,
    uploaded_serial_list,
)
from tests.support.server import start_server
from tests.support.waiting import until

pytestmark = pytest.mark.slow
MANY = 40_000  # four chunks
TWICE = """
    INSERT INTO jobs.pgqueuer (priority, status, entrypoint, payload, headers)
    SELECT priority, 'queued', entrypoint, payload, headers FROM jobs.pgqueuer WHERE entrypoint = %s
"""


@pytest.fixture(scope="module")
def deployment(server_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    home: Path = tmp_path_factory.mktemp("serial-workers")
    database_url = new_database(server_url)
    with start_server(database_url, home, "--only", "api") as api:
        yield Deployment(api, database_url, home)


@pytest.fixture
def database(deployment: Deployment) -> Iterator[psycopg.Connection]:
    """The owning role's connection to the deployment's database."""
    with psycopg.connect(deployment.database_url) as connection:
        yield connection


async def rows_beyond(brand: Brand, serial_list_id: str, name: str, least: int) -> None:
    """Returns once a worker has got so far with a list."""
    await until(
        lambda: brand.call("get_serial_list", serial_list_id=serial_list_id), lambda found: found[name] >= least
    )


def serials_stored(database: psycopg.Connection, serial_list_id: str) -> tuple[int, int]:
    """How many serials a list has, and one more than the last place among them."""
    row = database.execute(
        "SELECT count(*), max(place) + 1 FROM own_serials WHERE serial_list_id = %s", (serial_list_id,)
    ).fetchone()
    assert row is not None
    return int(row[0]), int(row[1])


async def test_a_list_whose_worker_is_killed_is_checked_to_its_end_once(
    deployment: Deployment, database: psycopg.Connection
) -> None:
    brand = await new_brand(deployment.api)
    name = uuid4().hex[:8]
    content = "".join(f"{name}-{number}\n" for number in range(MANY)) + f"{name}-7\n"
    serial_list_id = await uploaded_serial_list(brand, content.encode())
    worker = deployment.start_worker()
    await rows_beyond(brand, serial_list_id, "total_rows", 1)
    kill_9(worker)
    database.execute(TWICE, ("check_serial_list",))  # the same job in two hands at once
    database.commit()
    with deployment.worker(), deployment.worker():
        found = await serial_list_in(brand, serial_list_id, "checked", "failed")
    assert (found["status"], found["accepted_rows"], found["rejected_rows"]) == ("checked", MANY, 1)
    assert serials_stored(database, serial_list_id) == (MANY, MANY)


async def test_a_revocation_whose_worker_is_killed_revokes_every_unit_once(
    deployment: Deployment, database: psycopg.Connection
) -> None:
    brand = await new_brand(deployment.api)
    with deployment.worker():
        batch = await new_mint_batch(brand, requested_quantity=200)
        units = (await brand.call("list_mint_units", mint_batch_id=batch["mint_batch_id"], limit=200))["items"]
        content = "\n".join(["serial", *(unit["serial"] for unit in units)])
        serial_list_id = await uploaded_serial_list(brand, content.encode(), "revoke")
        await serial_list_in(brand, serial_list_id, "checked")
    query = "SELECT FROM mint_batches WHERE mint_batch_id = %s FOR UPDATE"
    database.execute(query, (batch["mint_batch_id"],))  # the worker waits here with its chunk half done
    await brand.call("revoke_units", serial_list_id=serial_list_id, reason="recalled")
    worker = deployment.start_worker()
    await until(
        lambda: brand.call("list_serial_lists", running=True), lambda found: len(found["items"]) == 1, within_s=20
    )
    kill_9(worker)
    database.rollback()
    database.execute(TWICE, ("revoke_serial_list",))
    database.commit()
    with deployment.worker(), deployment.worker():
        found = await serial_list_in(brand, serial_list_id, "completed", "failed")
    assert (found["status"], found["revoked_rows"]) == ("completed", 200)
    events = (await brand.call("list_mint_events", mint_batch_id=batch["mint_batch_id"]))["items"]
    assert [event["units"] for event in events if event["kind"] == "units_revoked"] == [200]


async def test_a_database_that_drops_every_connection_loses_no_mint(
    deployment: Deployment, database: psycopg.Connection
) -> None:
    brand = await new_brand(deployment.api)
    product_id = (await new_product(brand))["product_id"]
    submitted = await submit_mint(brand, product_id)
    query = "SELECT FROM mint_batches WHERE mint_batch_id = %s FOR UPDATE"
    database.execute(query, (submitted["mint_batch_id"],))  # the worker waits here with its job half done
    worker = deployment.start_worker()
    await until(
        lambda: brand.call("get_mint_job", mint_job_id=submitted["mint_job_id"]),
        lambda job: bool(job["status"] == "PROCESSING"),
    )
    database.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    database.rollback()
    kill_9(worker)
    with deployment.worker():
        job = await finished_job(brand, submitted["mint_job_id"])
    assert job["status"] == "COMPLETED"
    told = await brand.call("get_mint_usage")
    assert told["live_units"] == 10
