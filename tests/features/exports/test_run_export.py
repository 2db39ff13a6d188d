"""The export job under kill -9, two workers, a full disk: nothing lost, nothing doubled, nothing half made offered."""

import asyncio
import hashlib
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.features.exports.exporting import content_of, ended, packs_of
from tests.features.minting.workers import Deployment, kill_9
from tests.support.client import Brand, new_brand
from tests.support.databases import new_database
from tests.support.factories import new_product, submit_mint
from tests.support.server import start_server
from tests.support.waiting import until

pytestmark = pytest.mark.slow
MANY = 120_000


@pytest.fixture(scope="module")
def deployment(server_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    home: Path = tmp_path_factory.mktemp("export-workers")
    database_url = new_database(server_url)
    with start_server(database_url, home, "--only", "api") as api:
        yield Deployment(api, database_url, home)


@pytest.fixture(scope="module")
async def minted(deployment: Deployment) -> tuple[Brand, str]:
    """A brand, and a mint batch of it with many units, as soon as a worker mints it."""
    brand = await new_brand(deployment.api)
    submitted = await submit_mint(brand, (await new_product(brand))["product_id"], requested_quantity=MANY)
    return brand, submitted["mint_batch_id"]


async def files_done(brand: Brand, export: dict[str, Any], more_than: int) -> None:
    """Returns once more than so many files are complete."""
    await until(
        lambda: brand.call("get_export", export_id=export["export_id"]),
        lambda now: bool(now["completed_files"] > more_than),
        within_s=120,
    )


async def test_killed_workers_and_two_at_once_lose_and_double_nothing(
    deployment: Deployment, minted: tuple[Brand, str]
) -> None:
    brand, batch = minted
    worker = deployment.start_worker()
    await until(
        lambda: brand.call("get_mint_batch_by_id", mint_batch_id=batch), lambda now: bool(now["status"] == "minted")
    )
    asked = {"mint_batch_id": batch, "kind": "rfid_encoding", "format": "packs"}
    export = await brand.call("create_export", **asked)
    await files_done(brand, export, 0)
    kill_9(worker)
    before = [pack for pack in await packs_of(brand, export) if pack["status"] == "completed"]
    assert before
    sheet = await brand.call("create_export", **(asked | {"format": "xlsx"}))
    again = await brand.call("create_export", **asked)
    worker = deployment.start_worker()
    await until(
        lambda: brand.call("get_export", export_id=sheet["export_id"]), lambda now: bool(now["status"] == "running")
    )
    kill_9(worker)
    assert (await brand.refused(400, "get_export_download", export_id=sheet["export_id"]))["code"] == (
        "FILE_NOT_COMPLETE"
    )
    with psycopg.connect(deployment.database_url, autocommit=True) as connection:
        # In the queue twice, as when a worker was silent for too long and another one was handed its job.
        connection.execute(
            "INSERT INTO jobs.pgqueuer (priority, status, entrypoint, payload, headers) "
            "SELECT priority, 'queued', entrypoint, payload, headers FROM jobs.pgqueuer WHERE entrypoint = 'export'"
        )
        with deployment.worker(), deployment.worker():
            done = [await ended(brand, each, within_s=120) for each in (export, sheet, again)]
        told = (
            "SELECT count(*), count(DISTINCT object_id) FROM audit_log "
            "WHERE action = 'exports:complete_export' AND object_id = ANY(%s)"
        )
        assert connection.execute(told, ([each["export_id"] for each in done],)).fetchone() == (3, 3)
    assert {(each["status"], each["done_units"]) for each in done} == {("completed", MANY)}
    packs = await packs_of(brand, export)
    assert packs[: len(before)] == before
    assert [pack["sha256"] for pack in packs] == [pack["sha256"] for pack in await packs_of(brand, again)]
    await _check_content(brand, export, sheet)


async def _check_content(brand: Brand, export: dict[str, Any], sheet: dict[str, Any]) -> None:
    """Every unit is there once, and the workbook is whole."""
    serials = []
    for pack in await packs_of(brand, export):
        content = await content_of(brand, export, pack["number"])
        assert hashlib.sha256(content).hexdigest() == pack["sha256"]
        serials += [line.rsplit(b",", 1)[1] for line in content.splitlines()[1:]]
    assert (len(serials), len(set(serials))) == (MANY, MANY)
    link = await brand.call("get_export_download", export_id=sheet["export_id"])
    assert hashlib.sha256(await content_of(brand, sheet)).hexdigest() == link["sha256"]


@pytest.fixture
def small_store(deployment: Deployment) -> Iterator[Path]:
    """The deployment's objects on a disk of two megabytes, where this may be mounted."""
    folder = deployment.home / "objects"
    folder.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("a small disk can be mounted by root only")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def remount(folder: Path, size: str) -> None:
    """The same disk, larger."""
    subprocess.run(["mount", "-o", f"remount,size={size}", str(folder)], check=True)


async def test_a_full_store_is_told_of_and_the_export_goes_on_when_there_is_room(
    deployment: Deployment, minted: tuple[Brand, str], small_store: Path
) -> None:
    brand, batch = minted
    export = await brand.call("create_export", mint_batch_id=batch, kind="full_manifest", format="csv")
    key = {"export_id": export["export_id"]}
    with deployment.worker():
        failed = await ended(brand, export, within_s=60)
        assert failed["status"] == "failed"
        assert failed["error"] == "the object store is full: make room, or raise its quota, then try again"
        assert [file["status"] for file in await packs_of(brand, export)] == ["failed"]
        assert not (small_store / brand.id / "exports" / export["export_id"] / "1").exists()
        await asyncio.to_thread(remount, small_store, "200m")
        await brand.call("retry_export", **key)
        assert (await ended(brand, export))["status"] == "completed"
    assert len((await content_of(brand, export)).splitlines()) == MANY + 1
