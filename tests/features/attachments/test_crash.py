"""kill -9 at any instant: what was acknowledged is whole, what was not is not half there, pictures get made."""

import asyncio
import hashlib
import subprocess
from pathlib import Path
from typing import Any

import psycopg

from tests.support.client import PASSWORD, Brand, new_brand
from tests.support.databases import new_database
from tests.support.factories import new_product
from tests.support.files import PDF, Sample, announce, attachment_now, download, picture, put, settled
from tests.support.server import LiveServer, command, environment, start_server
from tests.support.waiting import until


async def test_a_server_killed_amid_uploads_loses_none_it_acknowledged_and_shows_none_half(
    live_server: LiveServer, database_url: str, home: Path
) -> None:
    with start_server(database_url, home, "--only", "api") as doomed:
        brand = await new_brand(doomed)
        product_id = (await new_product(brand))["product_id"]
        acknowledged: dict[str, bytes] = {}
        enough = asyncio.Event()

        async def upload_until_killed(lane: int) -> None:
            for count in range(60):
                content = PDF.replace(b"1.7", b"1.%d%02d" % (lane, count)) + b" " * 300_000 + b"%%EOF"
                try:
                    announced = await announce(brand, product_id, Sample("a.pdf", "application/pdf", content))
                    answer = await put(brand.owner, announced["upload_path"], content)
                except Exception:
                    return
                if answer.status_code == 200:
                    acknowledged[announced["attachment_id"]] = content
                    if len(acknowledged) >= 12:
                        enough.set()

        lanes = [asyncio.create_task(upload_until_killed(lane)) for lane in range(3)]
        await enough.wait()
        doomed.process.kill()
        await asyncio.gather(*lanes)
    await _go_on_at(live_server, brand)
    files: list[dict[str, Any]] = (await brand.call("list_product_attachments", product_id=product_id, limit=200))[
        "items"
    ]
    ready = {file["attachment_id"]: file for file in files if file["state"] == "ready"}
    assert acknowledged.keys() <= ready.keys()
    for attachment_id, file in ready.items():
        content = (await download(brand, file)).content
        assert hashlib.sha256(content).hexdigest() == file["sha256"]
        assert acknowledged.get(attachment_id, content) == content
    pending = next((file for file in files if file["state"] == "pending"), None)
    assert pending is None or await _can_still_come(brand, pending)


async def _go_on_at(server: LiveServer, brand: Brand) -> None:
    """Signs in at another server of the same deployment: a token is for the address it was given out at."""
    credentials = {"email": brand.owner.email, "password": PASSWORD}
    brand.owner.http.base_url = server.url
    answer = await brand.owner.http.post("/auth/v1/token", params={"grant_type": "password"}, json=credentials)
    brand.owner.access_token = answer.json()["access_token"]


async def _can_still_come(brand: Brand, pending: dict[str, Any]) -> bool:
    content = PDF + b" " * (pending["size_bytes"] - len(PDF) - 5) + b"%%EOF"
    return (await put(brand.owner, pending["upload_path"], content)).status_code == 200


async def test_a_worker_killed_amid_pictures_is_followed_by_one_that_makes_them(
    server_url: str, tmp_path: Path
) -> None:
    database_url = new_database(server_url)
    with start_server(database_url, tmp_path, "--only", "api") as server:
        brand = await new_brand(server)
        product_id = (await new_product(brand))["product_id"]
        sample = Sample("a.png", "image/png", picture("PNG", 3000, 2400))
        files = [await announce(brand, product_id, sample) for _ in range(5)]
        for file in files:
            assert (await put(brand.owner, file["upload_path"], sample.content)).status_code == 200
        first = _worker(database_url, tmp_path)
        await until(lambda: _attempts(database_url), lambda attempts: attempts > 0)
        first.kill()
        first.wait()
        second = _worker(database_url, tmp_path)
        try:
            settled_files = [await settled(brand, file) for file in files]
        finally:
            second.terminate()
            second.wait(20)
        assert [file["picture"]["state"] for file in settled_files] == ["ready"] * 5
        assert {len(file["picture"]["variants"]) for file in settled_files} == {3}
        assert await attachment_now(brand, files[0]) == settled_files[0]


def _worker(database_url: str, home: Path) -> "subprocess.Popen[bytes]":
    variables = environment(database_url, home, COUNTERMARK_JOB_HEARTBEAT_S="1")
    return subprocess.Popen(command("worker"), env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


async def _attempts(database_url: str) -> int:
    def look() -> int:
        with psycopg.connect(database_url) as connection:
            row = connection.execute("SELECT sum(picture_attempts) FROM product_attachments").fetchone()
        return int(row[0]) if row else 0

    return await asyncio.to_thread(look)
