"""get_unit_scans: first, last, how many."""

from datetime import timedelta
from uuid import UUID

from countermark.db.pool import Pool
from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.factories import new_mint_batch
from tests.support.scans import NOON, event, scanned
from tests.support.server import LiveServer


async def unit_ids(brand: Brand) -> list[str]:
    """The units of a fresh mint batch."""
    batch = await new_mint_batch(brand)
    page = await brand.call("list_mint_units", mint_batch_id=batch["mint_batch_id"])
    return [unit["unit_id"] for unit in page["items"]]


async def test_a_unit_knows_its_scans(live_server: LiveServer, pool: Pool) -> None:
    brand = await new_brand(live_server)
    first, second, *_ = await unit_ids(brand)
    one = event(UUID(brand.id), unit_number=0)
    await scanned(pool, one, one._replace(scanned_at=NOON + timedelta(days=2)))
    assert await brand.call("get_unit_scans", unit_id=first) == {
        "unit_id": first,
        "first_scanned_at": "2026-03-14T12:30:00Z",
        "last_scanned_at": "2026-03-16T12:30:00Z",
        "scans": 2,
    }
    never = {"unit_id": second, "first_scanned_at": None, "last_scanned_at": None, "scans": 0}
    assert await brand.call("get_unit_scans", unit_id=second) == never
    assert (await brand.refused(400, "get_unit_scans", unit_id=NOBODYS_ID))["code"] == "NOT_FOUND"
    await brand.call("update_brand", patch={"scan_recording": "counters"})
    assert (await brand.refused(409, "get_unit_scans", unit_id=first))["code"] == "NO_SINGLE_SCANS"


async def test_another_brand_has_no_such_unit(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = (await unit_ids(await new_brand(live_server)))[0]
    error = await shared_brand.refused(400, "get_unit_scans", unit_id=theirs)
    assert error["code"] == "NOT_FOUND"
