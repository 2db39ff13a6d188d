"""A resolver behind a proxy, with countries and tight limits: what it keeps of clients, and how little holds it up."""

import asyncio
from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

import psycopg
import pytest

from countermark.db.pool import open_pool
from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from countermark.features.scans.unfold_scans import unfold_scans
from tests.support.client import Brand, new_brand
from tests.support.databases import new_database
from tests.support.mmdb import write_countries
from tests.support.scanning import Scanner, published_product, scanner_at
from tests.support.server import LiveServer, start_server
from tests.support.waiting import until

PORTUGAL, SOMEWHERE = "198.51.100.23", "203.0.113.99"
AGENT = "Mozilla/5.0 (Linux; Android 15; Pixel Rarity 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.7 Mobile"
UID, MAC = "EF963FF7828658A599F3041510671E88", "94EED9EE65337086"
BURST = 4
SETTINGS = {
    "COUNTERMARK_TRUSTED_PROXIES": "127.0.0.1",
    "COUNTERMARK_CLIENT_RATE": "0.01",
    "COUNTERMARK_CLIENT_BURST": str(BURST),
    "COUNTERMARK_HEADER_TIMEOUT_S": "1",
    "COUNTERMARK_CONNECTIONS": "40",
    "COUNTERMARK_SCAN_FLUSH_S": "0.1",
}
STATEMENTS = """
    SELECT pid, query_start::text, state, query FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
      -- of the connection that listens for changes
      AND query NOT IN ('SELECT 1', 'LISTEN "countermark_brand"')
    ORDER BY 1
"""


class Guarded(NamedTuple):
    """A server without a worker, alone on its database."""

    server: LiveServer
    database_url: str


@pytest.fixture(scope="module")
def guarded(server_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    """One server for all of these tests."""
    folder, url = tmp_path_factory.mktemp("guarded"), new_database(server_url)
    countries = write_countries(folder / "countries.mmdb", {"198.51.100.0/24": {"country": {"iso_code": "PT"}}})
    settings = SETTINGS | {"COUNTERMARK_COUNTRIES_FILE": str(countries)}
    with start_server(url, folder, "--only", "api", "resolver", **settings) as server:
        yield Guarded(server, url)


@pytest.fixture(scope="module")
async def brand(guarded: Guarded) -> Brand:
    """A brand whose scans are recorded one by one."""
    return await new_brand(guarded.server)


@pytest.fixture(scope="module")
async def path(brand: Brand) -> str:
    """Where codes of a published product lead."""
    product = await published_product(brand)
    return f"/01/{product['identifiers']['gtin'].zfill(14)}"


@pytest.fixture
def scanner(guarded: Guarded, brand: Brand) -> Scanner:
    """Scans at the brand's host."""
    return scanner_at(guarded.server, brand.host)


# The first of all, so that no scan of another waits to be written.
async def test_serials_are_tried_without_a_statement(guarded: Guarded) -> None:
    brand = await new_brand(guarded.server)
    product = await published_product(brand)
    path = f"/01/{product['identifiers']['gtin'].zfill(14)}"
    await brand.call("update_brand", patch={"scan_recording": "off", "name": "Quiet"})
    scanner = scanner_at(guarded.server, brand.host)
    await until(lambda: scanner.scan("/"), lambda page: "<bdi>Quiet</bdi>" in page.text)
    for level in ("", "/21/A", "/10/A"):
        await scanner.scan(path + level)
    with psycopg.connect(guarded.database_url, autocommit=True) as owner:

        async def statements() -> list[tuple[object, ...]]:
            return owner.execute(STATEMENTS).fetchall()

        # The scans of other tests are written by now.
        before = await until(statements, lambda found: all(state == "idle" for _, _, state, _ in found))
        for number in range(300):
            assert (await scanner.scan(f"{path}/21/{number:016d}")).status_code == 307
            assert (await scanner.scan(f"{path}/10/LOT-{number}")).status_code == 307
        assert before
        assert await statements() == before


async def test_a_country_is_kept_and_nothing_that_tells_who(guarded: Guarded, scanner: Scanner, path: str) -> None:
    secret = f"?picc_data={UID}&cmac={MAC}&lang=de"
    for address in (PORTUGAL, SOMEWHERE):
        answer = await scanner.scan(path + secret, x_forwarded_for=f"192.0.2.8, {address}", user_agent=AGENT)
        assert answer.status_code == 307
    with psycopg.connect(guarded.database_url, autocommit=True) as owner:
        chunks = await until(lambda: _chunks(owner), lambda found: b"".join(found.values()).count(b"\n") >= 2)
        assert _told(owner) == set()
        (brand_id,) = {brand_id for brand_id, _ in chunks}
        await _unfold(guarded, brand_id)
        rows = owner.execute("SELECT country, agent_family, query FROM scan_events ORDER BY 1").fetchall()
        assert [row[:2] for row in rows] == [("PT", "Chrome"), (None, "Chrome")]
        # As scanned, or as forwarded with our word on the tap: whichever was there when the record was made.
        assert {query for *_, query in rows} <= {"picc_data=-&cmac=-&lang=de", "lang=de&tag=-"}
        assert owner.execute(
            "SELECT sum(scans) FROM scan_rollups WHERE country = 'PT' AND grain = 'day'"
        ).fetchone() == (1,)
        assert _told(owner) == set()


async def _chunks(owner: psycopg.Connection) -> dict[tuple[UUID, UUID], bytes]:
    found = owner.execute("SELECT brand_id, chunk_id, scans FROM scan_log").fetchall()
    return {(brand_id, chunk_id): lines for brand_id, chunk_id, lines in found}


async def _unfold(guarded: Guarded, brand_id: UUID) -> None:
    pool = await open_pool(guarded.database_url, size=1)
    async with brand_transaction(pool, brand_id, SYSTEM_ACTOR, b"") as tx:
        assert await unfold_scans(tx)
    await pool.close()


def _told(owner: psycopg.Connection) -> set[tuple[str, str]]:
    """Secrets that a table of the database holds, in text or in bytes; and columns made for addresses or agents."""
    columns = owner.execute(
        "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public' "
        "AND (table_name LIKE '%scan%' OR table_name = 'unfolded_chunks')"
    ).fetchall()
    assert {"scan_log", "scan_events", "scan_events_default", "scan_rollups", "unit_scans", "unfolded_chunks"} <= {
        table for table, _, _ in columns
    }
    names = {"ip", "address", "ip_address", "user_agent", "client", "fingerprint"}
    found = {(table, name) for table, name, kind in columns if kind in ("inet", "cidr") or name in names}
    tables = owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    for (table,) in tables:
        for (row,) in owner.execute(f"SELECT row::text FROM {table} AS row").fetchall():
            for secret in (PORTUGAL, SOMEWHERE, "192.0.2.8", AGENT, "Pixel Rarity", "141.0.7", UID, MAC):
                if secret in row or secret.encode().hex() in row:
                    found.add((table, secret))
    return found


async def test_a_client_that_asks_too_often_waits_and_others_do_not(scanner: Scanner, path: str) -> None:
    flooding = [await scanner.scan(path, x_forwarded_for="45.0.0.1") for _ in range(BURST + 2)]
    assert [answer.status_code for answer in flooding] == [307] * BURST + [429] * 2
    refused = flooding[-1]
    assert 1 <= int(refused.headers["retry-after"]) <= 100
    assert refused.headers["cache-control"] == "no-store, max-age=0"
    assert "Wait a little and scan it again." in refused.text
    problem = await scanner.scan("/passport/x", x_forwarded_for="45.0.0.1", accept="application/json")
    assert (problem.status_code, problem.json()["code"]) == (429, "RATE_LIMITED")
    assert (await scanner.scan(path, x_forwarded_for="45.0.0.2")).status_code == 307
    # The proxy itself is of a private network: without its word, nobody is taken for everybody.
    assert {(await scanner.scan(path)).status_code for _ in range(BURST + 2)} == {307}


async def test_clients_that_send_slowly_are_let_go_and_do_not_hold_the_door(
    guarded: Guarded, scanner: Scanner, path: str
) -> None:
    async def dribble() -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", guarded.server.port)
        writer.write(b"GET / HTTP/1.1\r\nhost: a.localhost\r\nx-slow: ")
        answered = asyncio.create_task(reader.read())
        while not answered.done():
            writer.write(b"a")
            await asyncio.wait({answered}, timeout=0.1)
        writer.close()
        return answered.result()

    slow = [asyncio.create_task(dribble()) for _ in range(60)]
    await asyncio.sleep(0)
    assert (await scanner.scan(path)).status_code == 307
    ended = await asyncio.wait_for(asyncio.gather(*slow, return_exceptions=True), 30)
    assert not [answer for answer in ended if isinstance(answer, bytes) and b" 200 " in answer]
