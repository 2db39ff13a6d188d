"""The label job: one file, whenever its worker is killed; a full object store is told, and a retry mends it."""

import os
import stat
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.features.minting.workers import Deployment, kill_9
from tests.support.client import Brand, new_brand
from tests.support.databases import new_database
from tests.support.factories import new_mint_batch
from tests.support.labels import SHEETS, downloaded, ended, new_template
from tests.support.server import start_server
from tests.support.waiting import until

pytestmark = pytest.mark.slow
LABELS = 600


@pytest.fixture(scope="module")
def deployment(server_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    home: Path = tmp_path_factory.mktemp("label-workers")
    database_url = new_database(server_url)
    with start_server(database_url, home, "--only", "api") as api:
        yield Deployment(api, database_url, home)


@pytest.fixture
def database(deployment: Deployment) -> Iterator[psycopg.Connection]:
    """The owning role's connection to the deployment's database."""
    with psycopg.connect(deployment.database_url, autocommit=True) as connection:
        yield connection


async def begun(deployment: Deployment, brand: Brand, quantity: int = LABELS) -> dict[str, Any]:
    """A job for a fresh mint batch; the worker that minted it is gone again."""
    with deployment.worker():
        minted = await new_mint_batch(brand, requested_quantity=quantity)
    template = await new_template(brand, SHEETS)
    job: dict[str, Any] = await brand.call(
        "create_label_job", mint_batch_id=minted["mint_batch_id"], label_template_id=template
    )
    return job


async def at_work(brand: Brand, job: dict[str, Any], column: str) -> None:
    """Returns when a worker is in the midst of drawing, or of reading back."""
    await until(
        lambda: brand.call("get_label_job", label_job_id=job["label_job_id"]),
        lambda now: bool(now[column]),
        within_s=120,
    )


async def test_workers_killed_at_any_step_and_two_at_once_give_one_file(
    deployment: Deployment, database: psycopg.Connection
) -> None:
    brand = await new_brand(deployment.api)
    job = await begun(deployment, brand)
    for column in ("drawn_labels", "checked_labels"):
        worker = deployment.start_worker()
        await at_work(brand, job, column)
        kill_9(worker)
    with deployment.worker():
        done = await ended(brand, job, within_s=120)
    assert (done["status"], done["attempts"], done["checked_labels"]) == ("completed", 3, LABELS)
    # Cancelled and queued again, it is in the queue twice: two workers take it up, and give the same file once.
    again = await brand.call(
        "create_label_job", mint_batch_id=job["mint_batch_id"], label_template_id=job["label_template_id"]
    )
    await brand.call("cancel_label_job", label_job_id=again["label_job_id"])
    await brand.call("retry_label_job", label_job_id=again["label_job_id"])
    with deployment.worker(), deployment.worker():
        both = await ended(brand, again, within_s=120)
    assert (both["status"], both["sha256"]) == ("completed", done["sha256"])
    assert sha256((await downloaded(brand, both)).content).hexdigest() == both["sha256"]
    completed = database.execute(
        "SELECT object_id, count(*) FROM audit_log WHERE action = 'labels:complete_label_job' GROUP BY object_id"
    ).fetchall()
    assert sorted(completed) == sorted([(job["label_job_id"], 1), (again["label_job_id"], 1)])


async def test_a_cancelled_job_stops_in_the_midst_of_its_work(deployment: Deployment) -> None:
    brand = await new_brand(deployment.api)
    job = await begun(deployment, brand)
    with deployment.worker():
        await at_work(brand, job, "drawn_labels")
        await brand.call("cancel_label_job", label_job_id=job["label_job_id"])
        later = await begun_beside(brand, job)
        assert (await ended(brand, later, within_s=120))["status"] == "completed"
    assert (await brand.call("get_label_job", label_job_id=job["label_job_id"]))["status"] == "cancelled"


async def begun_beside(brand: Brand, job: dict[str, Any]) -> dict[str, Any]:
    """A small job of the same batch: once it is done, the worker is through with the one before."""
    small: dict[str, Any] = await brand.call(
        "create_label_job",
        mint_batch_id=job["mint_batch_id"],
        label_template_id=job["label_template_id"],
        label_count=1,
    )
    return small


async def test_an_object_store_that_cannot_be_written_is_told_and_a_retry_mends_it(deployment: Deployment) -> None:
    brand = await new_brand(deployment.api)
    job = await begun(deployment, brand, quantity=5)
    # Where the brand's files of labels go there is no folder but a file, which no user, root included, can write into.
    place = deployment.home / "objects" / brand.id
    place.mkdir(parents=True, exist_ok=True)
    blocked = place / "labels"
    blocked.write_bytes(b"")
    os.chmod(blocked, stat.S_IRUSR)
    with deployment.worker():
        failed = await ended(brand, job, within_s=120)
        assert (failed["status"], failed["error_code"], failed["attempts"]) == ("failed", "STORE_UNAVAILABLE", 3)
        assert "could not be stored" in failed["error"]
        assert str(deployment.home) not in failed["error"]
        blocked.unlink()
        again = await brand.call("retry_label_job", label_job_id=job["label_job_id"])
        assert (await ended(brand, again, within_s=120))["status"] == "completed"
