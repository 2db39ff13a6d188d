"""Import jobs whose workers are killed: every row is imported once, whoever takes the job up."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.features.minting.workers import Deployment, kill_9
from tests.support.client import Brand, new_brand
from tests.support.databases import new_database
from tests.support.importing import job_of, settled, uploaded
from tests.support.server import start_server
from tests.support.waiting import until

pytestmark = pytest.mark.slow
ROWS = 6_000


@pytest.fixture(scope="module")
def deployment(server_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    home: Path = tmp_path_factory.mktemp("import-workers")
    database_url = new_database(server_url)
    with start_server(database_url, home, "--only", "api") as api:
        yield Deployment(api, database_url, home)


@pytest.fixture
def database(deployment: Deployment) -> Iterator[psycopg.Connection]:
    with psycopg.connect(deployment.database_url, autocommit=True) as connection:
        yield connection


def _file(rows: int) -> str:
    return "SKU,Name,Weight\n" + "".join(f"S-{number},Bicycle {number},12\n" for number in range(rows))


async def _reached(brand: Brand, job: dict[str, Any], rows: int) -> None:
    """Returns when the step that is at work has so many rows behind it."""
    await until(lambda: job_of(brand, job), lambda seen: bool(seen["processed_rows"] >= rows))


def _counted(database: psycopg.Connection, brand: Brand) -> tuple[int, int, int]:
    """Products, the SKUs they have, and the audit rows that tell of them."""
    query = (
        "SELECT (SELECT count(*) FROM products WHERE brand_id = %(brand)s), "
        "(SELECT count(*) FROM product_identifiers WHERE brand_id = %(brand)s), "
        "(SELECT count(*) FROM audit_log WHERE brand_id = %(brand)s AND action = 'imports:insert_product')"
    )
    row = database.execute(query, {"brand": brand.id}).fetchone()
    assert row is not None
    return (row[0], row[1], row[2])


async def test_killed_workers_lose_and_double_no_row(deployment: Deployment, database: psycopg.Connection) -> None:
    brand = await new_brand(deployment.api)
    job = await uploaded(brand, _file(ROWS))
    await brand.call("validate_import_job", import_job_id=job["import_job_id"])
    worker = deployment.start_worker()
    await _reached(brand, job, 1_000)
    kill_9(worker)
    with deployment.worker():
        checked = await settled(brand, job, "validating")
    assert (checked["status"], checked["counts"]["valid"]) == ("validated", ROWS)
    await brand.call("commit_import_job", import_job_id=job["import_job_id"])
    for rows in (1_000, 3_000):
        worker = deployment.start_worker()
        await _reached(brand, job, rows)
        kill_9(worker)
    assert _counted(database, brand)[0] >= 3_000
    with deployment.worker():
        done = await settled(brand, job, "committing")
    assert (done["status"], done["counts"]["inserted"]) == ("completed", ROWS)
    assert _counted(database, brand) == (ROWS, ROWS, ROWS)


async def test_two_workers_on_one_job_do_it_once(deployment: Deployment, database: psycopg.Connection) -> None:
    brand = await new_brand(deployment.api)
    job = await uploaded(brand, _file(3_000))
    with deployment.worker():
        await brand.call("validate_import_job", import_job_id=job["import_job_id"])
        await settled(brand, job, "validating")
    await brand.call("commit_import_job", import_job_id=job["import_job_id"])
    # As after a silence that was none: the queue hands the same run out twice.
    database.execute(
        "INSERT INTO jobs.pgqueuer (priority, status, entrypoint, payload) "
        "SELECT priority, 'queued', entrypoint, payload FROM jobs.pgqueuer WHERE entrypoint = 'commit_import'"
    )
    with deployment.worker(), deployment.worker():
        done = await settled(brand, job, "committing")
    assert (done["status"], done["counts"]["inserted"]) == ("completed", 3_000)
    assert _counted(database, brand) == (3_000, 3_000, 3_000)


async def test_a_cancelled_import_writes_nothing_more(deployment: Deployment, database: psycopg.Connection) -> None:
    brand = await new_brand(deployment.api)
    job = await uploaded(brand, _file(ROWS))
    with deployment.worker():
        await brand.call("validate_import_job", import_job_id=job["import_job_id"])
        await settled(brand, job, "validating")
        await brand.call("commit_import_job", import_job_id=job["import_job_id"])
        await _reached(brand, job, 1_000)
        await brand.call("cancel_import_job", import_job_id=job["import_job_id"])
        written = _counted(database, brand)
    now = await job_of(brand, job)
    assert (now["status"], now["counts"]["inserted"]) == ("cancelled", written[0])
    assert _counted(database, brand) == written
