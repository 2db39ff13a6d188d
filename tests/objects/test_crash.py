"""A process that dies or meets a full disk while it writes leaves no object."""

import signal
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

from countermark.kit.settings import load_settings
from countermark.objects import ObjectStore, object_key, open_object_store

WRITER = """
import asyncio, resource, sys
from pathlib import Path
from countermark.kit.settings import load_settings
from countermark.objects import StoreUnavailable, open_object_store

home, key, file_limit = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])

async def content():
    for number in range(40):
        yield bytes(1024 * 1024)
    if not file_limit:
        print("written", flush=True)
        await asyncio.sleep(60)

async def main():
    if file_limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (file_limit, file_limit))
    try:
        await open_object_store(load_settings({}, home=home)).put(key, content(), limit_bytes=2**30)
    except StoreUnavailable as error:
        print(error, flush=True)

asyncio.run(main())
"""


def _writer(home: Path, key: str, file_limit: int = 0) -> "subprocess.Popen[str]":
    arguments = [sys.executable, "-c", WRITER, str(home), key, str(file_limit)]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)


async def _objects(store: ObjectStore, brand_id: object) -> list[str]:
    return [found.key async for found in store.list(str(brand_id))]


async def test_a_writer_killed_before_its_end_leaves_no_object_and_the_key_is_free(tmp_path: Path) -> None:
    brand_id = uuid4()
    key = object_key(brand_id, "x", "y")
    process = _writer(tmp_path, key)
    assert process.stdout is not None
    assert process.stdout.readline() == "written\n"
    process.send_signal(signal.SIGKILL)
    process.wait()
    store = open_object_store(load_settings({}, home=tmp_path))
    assert (await store.find(key), await _objects(store, brand_id)) == (None, [])
    await store.put(key, b"again", limit_bytes=10)
    assert await store.read(key, limit_bytes=10) == b"again"
    assert await _objects(store, brand_id) == [key]


async def test_a_full_disk_is_told_in_words_and_leaves_nothing(tmp_path: Path) -> None:
    brand_id = uuid4()
    process = _writer(tmp_path, object_key(brand_id, "x", "y"), 8 * 1024 * 1024)
    told, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "is full, or its quota is used up" in told
    assert str(tmp_path) in told
    assert [path for path in (tmp_path / "objects").rglob("*") if path.is_file()] == []
