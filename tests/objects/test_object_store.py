"""Objects are put whole or not at all, in a folder and in a bucket alike."""

import hashlib
import os
import re
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from countermark.kit.settings import SettingsError, load_settings
from countermark.objects import ObjectMissing, ObjectStore, ObjectTooLarge, StoreUnavailable, open_object_store
from countermark.objects.object_key import object_key
from countermark.objects.object_store import PART_BYTES
from tests.support.bucket import Bucket

LIMIT = 64 * 1024 * 1024
NO_BRAND = "00000000-0000-7000-8000-000000000000"
SMALL, LARGE = b"a few bytes", os.urandom(2 * PART_BYTES + 12_345)


async def in_pieces(content: bytes, piece_bytes: int = 700_000, broken: bool = False) -> AsyncIterator[bytes]:
    """``content`` as it comes over a network; ``broken`` off at its end."""
    for start in range(0, len(content), piece_bytes):
        yield content[start : start + piece_bytes]
    if broken:
        raise ConnectionResetError("the sender is gone")


def new_key() -> str:
    return object_key(uuid4(), "product", uuid4())


async def below(store: ObjectStore, prefix: str) -> dict[str, int]:
    return {found.key: found.size_bytes async for found in store.list(prefix)}


@pytest.mark.parametrize("content", [b"", SMALL, LARGE], ids=["empty", "small", "large"])
async def test_what_was_put_comes_back(store: ObjectStore, content: bytes) -> None:
    key = new_key()
    written = await store.put(key, in_pieces(content), limit_bytes=LIMIT)
    assert (written.size_bytes, written.sha256) == (len(content), hashlib.sha256(content).digest())
    assert await store.read(key, limit_bytes=LIMIT) == content
    found = await store.find(key)
    assert found is not None
    assert found.size_bytes == len(content)


async def test_a_range_of_it_comes_back(store: ObjectStore) -> None:
    key = new_key()
    await store.put(key, LARGE, limit_bytes=LIMIT)
    reading = await store.open(key, (PART_BYTES - 5, PART_BYTES + 700_000))
    assert (reading.start, reading.end, reading.size_bytes) == (PART_BYTES - 5, PART_BYTES + 700_000, len(LARGE))
    assert b"".join([chunk async for chunk in reading.chunks()]) == LARGE[PART_BYTES - 5 : PART_BYTES + 700_000]


async def test_a_list_has_what_is_below_its_prefix_only(store: ObjectStore) -> None:
    brand_id, other_id = uuid4(), uuid4()
    for owner, *parts in ((brand_id, "a", "1"), (brand_id, "a", "2"), (brand_id, "ab", "3"), (other_id, "a", "4")):
        await store.put(object_key(UUID(str(owner)), *map(str, parts)), SMALL, limit_bytes=LIMIT)
    assert await below(store, f"{brand_id}/a") == {f"{brand_id}/a/{n}": len(SMALL) for n in (1, 2)}
    assert len(await below(store, str(brand_id))) == 3
    assert await below(store, str(uuid4())) == {}


async def test_a_deleted_object_is_gone_and_deleting_it_again_is_no_error(store: ObjectStore) -> None:
    key = new_key()
    await store.put(key, SMALL, limit_bytes=LIMIT)
    await store.delete(key)
    await store.delete(key)
    assert await store.find(key) is None
    with pytest.raises(ObjectMissing, match=key):
        await store.open(key)


@pytest.mark.parametrize("content", [SMALL, LARGE], ids=["small", "large"])
async def test_too_many_bytes_leave_nothing_and_an_older_object_as_it_was(store: ObjectStore, content: bytes) -> None:
    key = new_key()
    with pytest.raises(ObjectTooLarge, match=f"{len(content) - 1} bytes"):
        await store.put(key, in_pieces(content), limit_bytes=len(content) - 1)
    assert await below(store, key.rpartition("/")[0]) == {}
    await store.put(key, b"older", limit_bytes=LIMIT)
    with pytest.raises(ObjectTooLarge):
        await store.put(key, in_pieces(content), limit_bytes=len(content) - 1)
    assert await store.read(key, limit_bytes=LIMIT) == b"older"


@pytest.mark.parametrize("content", [SMALL, LARGE], ids=["small", "large"])
async def test_a_torn_upload_never_becomes_visible(store: ObjectStore, content: bytes) -> None:
    key = new_key()
    with pytest.raises(ConnectionResetError):
        await store.put(key, in_pieces(content, broken=True), limit_bytes=LIMIT)
    assert await store.find(key) is None
    assert await below(store, key.partition("/")[0]) == {}


async def test_an_object_larger_than_wanted_is_not_read(store: ObjectStore) -> None:
    key = new_key()
    await store.put(key, SMALL, limit_bytes=LIMIT)
    with pytest.raises(ObjectTooLarge):
        await store.read(key, limit_bytes=len(SMALL) - 1)


@pytest.mark.parametrize("part", ["..", ".", "", "a/../b", "a b", "ä", "x#1", "-" * 129, ".hidden", "a\n"])
def test_a_part_that_could_mean_another_place_is_no_key(part: str) -> None:
    with pytest.raises(ValueError, match="key"):
        object_key(uuid4(), part)


@pytest.mark.parametrize("key", ["product/x", "../etc/passwd", NO_BRAND, f"{{{NO_BRAND}}}/x"])
async def test_a_key_without_its_brand_is_refused(store: ObjectStore, key: str) -> None:
    with pytest.raises(ValueError, match=r"key|UUID"):
        await store.put(key, SMALL, limit_bytes=LIMIT)


WRONG = {
    "s3_secret_access_key": ("not-the-secret", "check s3_access_key_id and s3_secret_access_key"),
    "s3_bucket": ("no-such-bucket", "has no bucket 'no-such-bucket'"),
    "s3_endpoint": ("http://127.0.0.1:1", "does not answer: check s3_endpoint"),
}


@pytest.mark.parametrize(("setting", "value", "words"), [(name, *pair) for name, pair in WRONG.items()])
async def test_a_wrong_setting_is_named_in_words(bucket: Bucket, setting: str, value: str, words: str) -> None:
    store = open_object_store(load_settings({}, **(bucket.settings | {setting: value})))
    with pytest.raises(StoreUnavailable, match=re.escape(words)):
        await store.put(new_key(), SMALL, limit_bytes=LIMIT)


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"s3_bucket": "b", "s3_access_key_id": "k"}, "s3_access_key_id"),
        ({"s3_endpoint": "http://127.0.0.1:9000"}, "s3_bucket"),
        ({"s3_bucket": "b", "s3_endpoint": "127.0.0.1:9000"}, "s3_endpoint"),
    ],
)
def test_settings_that_do_not_go_together_are_refused(given: dict[str, str], named: str) -> None:
    with pytest.raises(SettingsError, match=named):
        load_settings({}, **given)


async def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    store = open_object_store(load_settings({}, home=tmp_path))
    (tmp_path / "objects").rmdir()
    (tmp_path / "objects").write_text("in the way")
    with pytest.raises(StoreUnavailable, match=r"object folder .*objects"):
        await store.put(new_key(), SMALL, limit_bytes=LIMIT)
