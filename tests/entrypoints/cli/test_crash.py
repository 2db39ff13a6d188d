"""The end of everything at any instant, by SIGKILL: what was acknowledged is there afterwards, and nothing twice."""

import asyncio
import os
import signal
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.client import Brand, new_brand
from tests.support.factories import new_product
from tests.support.importing import checked_file, job_of, settled
from tests.support.server import LiveServer, start_server
from tests.support.waiting import until

IMPORTED = 4_000
SETTINGS = {"COUNTERMARK_PUBLIC_PORT": "0", "COUNTERMARK_JOB_HEARTBEAT_S": "1"}


@dataclass
class Acknowledged:
    """What was answered with 200, and the moment at which that is enough to pull the plug."""

    numbers: set[str] = field(default_factory=set)
    enough: asyncio.Event = field(default_factory=asyncio.Event)

    def add(self, number: str) -> None:
        self.numbers.add(number)
        if len(self.numbers) >= 100:
            self.enough.set()


async def write_until_killed(brand: Brand, product_id: str, acknowledged: Acknowledged, lane: int) -> None:
    """Creates batches one after another and notes each that was answered with 200."""
    for count in range(10_000):
        number = f"B-{lane}-{count}"
        try:
            answer = await brand.owner.post(
                "create_product_batch", brand_id=brand.id, product_id=product_id, batch_number=number
            )
        except Exception:
            return
        if answer.status_code != 200:
            return
        acknowledged.add(number)


def kill_everything(server: LiveServer, home: Path) -> None:
    """The database first, so that it dies in the middle of writing; then the program."""
    postmaster = int((home / "postgres" / "postmaster.pid").read_text().splitlines()[0])
    os.kill(postmaster, signal.SIGKILL)
    server.process.kill()
    server.process.wait()


def assert_database_ended(home: Path) -> None:
    """It ends with its last program, also if one before was killed."""
    assert not (home / "postgres" / "postmaster.pid").exists()


async def numbers_of(server: LiveServer, brand: Brand, product_id: str) -> list[str]:
    brand.owner.http.base_url = server.url
    return [batch["batch_number"] for batch in await brand.call("list_product_batches", product_id=product_id)]


async def test_a_killed_database_and_server_lose_no_acknowledged_write(tmp_path: Path) -> None:
    acknowledged = Acknowledged()
    with start_server("", tmp_path, COUNTERMARK_PUBLIC_PORT="0") as server:
        brand = await new_brand(server)
        product_id = (await new_product(brand))["product_id"]
        lanes = [asyncio.create_task(write_until_killed(brand, product_id, acknowledged, lane)) for lane in range(4)]
        await acknowledged.enough.wait()
        kill_everything(server, tmp_path)
        await asyncio.gather(*lanes)
    with start_server("", tmp_path, COUNTERMARK_PUBLIC_PORT="0") as server:
        kept = await numbers_of(server, brand, product_id)
    assert len(kept) == len(set(kept))
    assert acknowledged.numbers <= set(kept)
    assert_database_ended(tmp_path)


async def count_products(brand: Brand, query: str) -> int:
    counted: int = (await brand.call("count_products", query=query, most=100_000))["count"]
    return counted


async def test_a_database_killed_amid_an_import_loses_and_doubles_no_row(tmp_path: Path) -> None:
    rows = "".join(f"S-{number},Bicycle {number}\n" for number in range(IMPORTED))
    with start_server("", tmp_path, **SETTINGS) as server:
        brand = await new_brand(server)
        job = await checked_file(brand, "SKU,Name\n" + rows)
        await brand.call("commit_import_job", import_job_id=job["import_job_id"])
        begun = await until(lambda: job_of(brand, job), lambda seen: bool(seen["counts"]["inserted"]))
        kill_everything(server, tmp_path)
    with start_server("", tmp_path, **SETTINGS) as server:
        brand.owner.http.base_url = server.url
        kept = await job_of(brand, job)
        assert kept["counts"]["inserted"] >= begun["counts"]["inserted"]
        done = await settled(brand, job, "committing")
        assert (done["status"], done["counts"]["inserted"]) == ("completed", IMPORTED)
        assert await count_products(brand, "bicycle") == IMPORTED
    assert_database_ended(tmp_path)
