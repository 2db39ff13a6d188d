"""What a resolver remembers of brands: dropped on change, on a lost connection, and bounded."""

from collections.abc import AsyncIterator
from uuid import UUID

import psycopg
import pytest

from countermark.db.pool import Pool, open_pool
from countermark.entrypoints.services import read_master_key
from countermark.features.resolution.brand_memory import BrandMemory, KnownBrand, host_name_of
from countermark.kit.settings import Settings
from tests.support.client import Brand, new_brand
from tests.support.scanning import minted
from tests.support.server import LiveServer
from tests.support.waiting import until


@pytest.fixture(scope="session")
def master_key(home: object, live_server: LiveServer) -> bytes:
    """The key the running server made."""
    key = read_master_key(Settings(home=home))  # type: ignore[arg-type]
    assert key
    return key


@pytest.fixture
async def own_pool(database_url: str) -> AsyncIterator[Pool]:
    """A pool whose connections a test may break."""
    pool = await open_pool(database_url, size=4)
    yield pool
    await pool.close()


@pytest.fixture
async def memory(own_pool: Pool, master_key: bytes) -> AsyncIterator[BrandMemory]:
    """A memory that listens."""
    memory = BrandMemory(own_pool, master_key, "localhost")
    await memory.start()
    yield memory
    await memory.stop()


async def known(memory: BrandMemory, brand: Brand) -> KnownBrand:
    """The brand at its host, read if need be."""
    found = await memory.brand_at(brand.host.encode())
    assert found is not None
    return found


async def test_a_brand_is_read_once_and_found_by_any_spelling_of_its_host(
    memory: BrandMemory, shared_brand: Brand
) -> None:
    first = await known(memory, shared_brand)
    assert first.ranges.brand_id == UUID(shared_brand.id)
    assert memory.remembered(shared_brand.host.encode()) is first
    shouted = f"{shared_brand.host.upper()}.:8000".encode()
    assert await memory.brand_at(shouted) is first


async def test_a_host_of_nobody_is_nobodys(memory: BrandMemory, shared_brand: Brand) -> None:
    for host in (b"", b"localhost", b"nobody.localhost", b"x." + shared_brand.host.encode(), b"\xff.localhost"):
        assert await memory.brand_at(host) is None


async def test_a_change_is_heard_of(memory: BrandMemory, shared_brand: Brand, live_server: LiveServer) -> None:
    before = await known(memory, shared_brand)
    batch = await minted(live_server, shared_brand)
    mint_batch_id = UUID(batch.batch["mint_batch_id"])
    assert mint_batch_id not in before.ranges.minted_by_id
    now = await until(
        lambda: known(memory, shared_brand), lambda brand: mint_batch_id in brand.ranges.minted_by_id, within_s=5
    )
    assert now.ranges.minted_by_id[mint_batch_id].status == "minted"


async def test_a_unit_minted_a_moment_ago_is_found_before_word_of_it_arrives(
    memory: BrandMemory, shared_brand: Brand, live_server: LiveServer
) -> None:
    before = await known(memory, shared_brand)
    batch = await minted(live_server, shared_brand)
    number = before.ranges.codec.number_of(batch.unit["serial"])
    assert number is not None
    again = await memory.read_again_for(number, before)
    assert again is not None
    assert again.ranges.range_of(number) is not None


async def test_a_unit_that_is_not_there_is_looked_for_once(memory: BrandMemory, shared_brand: Brand) -> None:
    never_minted = 2**35
    first = await memory.read_again_for(never_minted, await known(memory, shared_brand))
    assert first is not None
    assert await memory.read_again_for(never_minted, first) is first


async def test_a_lost_connection_makes_everything_stale_and_is_made_again(
    memory: BrandMemory, shared_brand: Brand, owner: psycopg.Connection
) -> None:
    before = await known(memory, shared_brand)
    owner.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND query LIKE 'LISTEN%'"
    )

    async def remembered() -> KnownBrand | None:
        await known(memory, shared_brand)
        return memory.remembered(shared_brand.host.encode())

    again = await until(remembered, lambda brand: brand is not None and brand is not before, within_s=10)
    assert again is not None


async def test_without_listening_nothing_is_kept(own_pool: Pool, master_key: bytes, shared_brand: Brand) -> None:
    memory = BrandMemory(own_pool, master_key, "localhost")
    assert await known(memory, shared_brand) is not await known(memory, shared_brand)
    assert memory.remembered(shared_brand.host.encode()) is None


async def test_the_brand_unused_for_longest_is_forgotten_first(
    own_pool: Pool, master_key: bytes, shared_brand: Brand, live_server: LiveServer
) -> None:
    memory = BrandMemory(own_pool, master_key, "localhost", most_rows=1)
    await memory.start()
    other = await new_brand(live_server)
    await known(memory, shared_brand)
    await known(memory, other)
    assert memory.remembered(shared_brand.host.encode()) is None
    assert memory.remembered(other.host.encode()) is not None
    await memory.stop()


def test_a_host_header_becomes_a_name() -> None:
    assert host_name_of(b"Brand.Localhost:8000") == "brand.localhost"
    assert host_name_of(b"brand.example.") == "brand.example"
