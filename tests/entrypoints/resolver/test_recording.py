"""What is kept of a scan, and what is not."""

import signal
from typing import Any

import httpx
import psycopg
import pytest

from countermark.db.pool import Pool
from tests.support.client import Brand, new_brand
from tests.support.scanning import PHONE, WHATSAPP, Minted, minted, recorded_scans, scanner_at
from tests.support.server import LiveServer
from tests.support.waiting import until


@pytest.fixture
async def brand(live_server: LiveServer) -> Brand:
    """A brand nobody has scanned."""
    return await new_brand(live_server)


async def test_a_scan_is_recorded_with_what_it_met(live_server: LiveServer, brand: Brand, pool: Pool) -> None:
    batch = await minted(live_server, brand, published=True)
    await batch.scan(accept_language="de-AT,en;q=0.5")
    await batch.scan(user_agent=WHATSAPP)
    first, second = await recorded_scans(pool, brand, 2)
    assert str(first["product_id"]) == batch.batch["product_id"]
    assert str(first["mint_batch_id"]) == batch.batch["mint_batch_id"]
    assert first["unit_number"] is not None
    assert (first["path"], first["query"]) == (batch.unit["gs1_path"], "")
    assert (first["agent_family"], first["traffic_class"], first["language"]) == ("Safari", "human", "de")
    assert (first["outcome"], second["outcome"]) == ("activated", "resolved")
    assert (second["traffic_class"], second["language"]) == ("unfurler", None)


async def test_unknown_codes_are_recorded_as_such(live_server: LiveServer, brand: Brand, pool: Pool) -> None:
    batch = await minted(live_server, brand)
    await batch.scan(f"/01/{batch.batch['gtin']}/21/0000000000000000")
    (scan,) = await recorded_scans(pool, brand, 1)
    assert scan["outcome"] == "unknown"
    assert str(scan["product_id"]) == batch.batch["product_id"]
    assert scan["unit_number"] is None


async def test_the_secrets_of_an_nfc_tag_are_not_kept(live_server: LiveServer, brand: Brand, pool: Pool) -> None:
    batch = await minted(live_server, brand)
    answer = await batch.scan(batch.unit["gs1_path"] + "?picc_data=EF96&cmac=94EE&e=AA&c%6Dac=BB&lang=de")
    assert "picc_data=EF96&cmac=94EE" in answer.headers["location"]
    (scan,) = await recorded_scans(pool, brand, 1)
    assert scan["query"] == "picc_data=-&cmac=-&e=-&c%6Dac=-&lang=de"


async def test_no_address_and_no_user_agent_is_kept(
    live_server: LiveServer, brand: Brand, pool: Pool, owner: psycopg.Connection
) -> None:
    batch = await minted(live_server, brand)
    await batch.scan(x_forwarded_for="203.0.113.7", cookie="session=secret")
    (scan,) = await recorded_scans(pool, brand, 1)
    kept = " ".join(str(value) for value in scan.values())
    for forbidden in ("203.0.113.7", "127.0.0.1", PHONE, "Version/18.0", "secret"):
        assert forbidden not in kept
    columns = owner.execute(
        "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = 'scan_events'"
    ).fetchall()
    assert not [name for name, kind in columns if kind in ("inet", "cidr") or name in ("ip", "address", "user_agent")]


async def test_a_brand_that_wants_no_record_gets_none(live_server: LiveServer, brand: Brand, pool: Pool) -> None:
    batch = await minted(live_server, brand)
    await change_and_wait(batch, {"scan_recording": "off", "name": "Quiet"})
    await batch.scan(batch.units[0]["gs1_path"])
    await change_and_wait(batch, {"scan_recording": "events", "name": "Loud"})
    await batch.scan(batch.units[1]["gs1_path"])
    (scan,) = await recorded_scans(pool, brand, 1)
    assert scan["path"] == batch.units[1]["gs1_path"]


async def test_a_brand_that_only_counts_has_no_scan_of_its_own(
    live_server: LiveServer, brand: Brand, pool: Pool, owner: psycopg.Connection
) -> None:
    batch = await minted(live_server, brand, published=True)
    await change_and_wait(batch, {"scan_recording": "counters", "name": "Counting"})
    await batch.scan(accept_language="de", x="1")

    async def counts() -> list[tuple[Any, ...]]:
        statement = "SELECT grain, product_id::text, language, outcome, scans FROM scan_rollups WHERE brand_id = %s"
        return owner.execute(statement, (brand.id,)).fetchall()

    assert await until(counts, bool) == [("day", batch.batch["product_id"], "de", "activated", 1)]
    for table in ("scan_events", "unit_scans", "scan_log"):
        assert owner.execute(f"SELECT FROM {table} WHERE brand_id = %s", (brand.id,)).fetchall() == []


async def change_and_wait(batch: Minted, patch: dict[str, Any]) -> None:
    """Changes the brand, its name included, and returns when the resolver has heard of it."""
    await batch.brand.call("update_brand", patch=patch)
    await until(lambda: batch.scan("/"), lambda page: f"<bdi>{patch['name']}</bdi>" in page.text)


async def test_a_stop_writes_the_scans_of_the_last_instant(
    live_server: LiveServer, brand: Brand, pool: Pool, own_server: LiveServer
) -> None:
    batch = await minted(live_server, brand, published=True, activation_mode="active_at_mint")
    scanner = scanner_at(own_server, brand.host)
    for unit in batch.units:
        assert (await scanner.scan(unit["gs1_path"])).status_code == 307
    async with own_server.client() as http:
        ready = (await http.get("/readyz")).json()
    assert ready == {"status": "ready", "scans_waiting": len(batch.units), "scans_dropped": 0}
    own_server.process.send_signal(signal.SIGTERM)
    own_server.process.wait(20)
    assert len(await recorded_scans(pool, brand, len(batch.units))) == len(batch.units)
    with pytest.raises(httpx.TransportError):
        await scanner.scan("/")
