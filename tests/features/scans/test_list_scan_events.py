"""list_scan_events: filters, pages, and brands that keep no single scans."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from countermark.db.pool import Pool
from countermark.features.scans.scan_event import Outcome, TrafficClass
from tests.support.client import Brand, new_brand
from tests.support.factories import new_mint_batch
from tests.support.scans import NOON, event, scanned
from tests.support.server import LiveServer


@pytest.fixture(scope="module")
async def listed(live_server: LiveServer, pool: Pool) -> tuple[Brand, dict[str, str]]:
    """A brand with three scans, "a" the oldest; the first is of its first unit."""
    brand = await new_brand(live_server)
    batch = await new_mint_batch(brand)
    unit = (await brand.call("list_mint_units", mint_batch_id=batch["mint_batch_id"]))["items"][0]
    one = event(UUID(brand.id), product_id=UUID(batch["product_id"]), unit_number=0, path="/a", query="lang=de")
    await scanned(
        pool,
        one,
        one._replace(path="/b", unit_number=1, country="AT", traffic_class=TrafficClass.UNFURLER),
        one._replace(
            path="/c", unit_number=None, product_id=None, outcome=Outcome.UNKNOWN, scanned_at=NOON + timedelta(hours=1)
        ),
    )
    return brand, {"unit_id": unit["unit_id"], "product_id": batch["product_id"]}


async def paths(brand: Brand, **filters: Any) -> list[str]:
    """The paths that were scanned, the newest first; scans of one instant by their path."""
    page = await brand.call("list_scan_events", **filters)
    found = sorted(page["items"], key=lambda scan: (scan["scanned_at"], scan["path"]), reverse=True)
    return [scan["path"] for scan in found]


async def test_a_scan_is_told_as_it_was(listed: tuple[Brand, dict[str, str]]) -> None:
    brand, ids = listed
    (scan,) = (await brand.call("list_scan_events", unit_id=ids["unit_id"]))["items"]
    assert scan.pop("scan_id")
    assert scan.pop("product_name")
    assert scan == {
        "scanned_at": "2026-03-14T12:30:00Z",
        "product_id": ids["product_id"],
        "product_batch_id": None,
        "mint_batch_id": None,
        "lot_id": None,
        "unit_id": ids["unit_id"],
        "path": "/a",
        "query": "lang=de",
        "country": "DE",
        "language": "de",
        "agent_family": "Safari",
        "traffic_class": "human",
        "outcome": "resolved",
        "link_type": None,
    }


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, ["/c", "/b", "/a"]),
        ({"product_id": "product_id"}, ["/b", "/a"]),
        ({"unit_id": "unit_id"}, ["/a"]),
        ({"unit_id": "product_id"}, []),
        ({"country": "AT"}, ["/b"]),
        ({"traffic_class": "human", "outcome": "unknown"}, ["/c"]),
        ({"since": "2026-03-14T13:00:00Z"}, ["/c"]),
        ({"until": "2026-03-14T13:00:00Z"}, ["/b", "/a"]),
    ],
)
async def test_filters_narrow(listed: tuple[Brand, dict[str, str]], filters: dict[str, Any], found: list[str]) -> None:
    brand, ids = listed
    assert await paths(brand, **{name: ids.get(value, value) for name, value in filters.items()}) == found


async def test_pages_follow_one_another(listed: tuple[Brand, dict[str, str]]) -> None:
    brand, _ = listed
    seen: list[str] = []
    cursor, has_more = None, True
    while has_more:
        page = await brand.call("list_scan_events", limit=1, cursor=cursor)
        seen += [scan["path"] for scan in page["items"]]
        cursor, has_more = page["next_cursor"], page["has_more"]
    assert (seen[0], sorted(seen)) == ("/c", ["/a", "/b", "/c"])


@pytest.mark.parametrize("recording", ["off", "counters"])
async def test_a_brand_without_single_scans_shows_none(live_server: LiveServer, pool: Pool, recording: str) -> None:
    brand = await new_brand(live_server)
    await scanned(pool, event(UUID(brand.id)))
    await brand.call("update_brand", patch={"scan_recording": recording})
    error = await brand.refused(409, "list_scan_events")
    assert error["code"] == "NO_SINGLE_SCANS"


@pytest.mark.parametrize(("argument", "value"), [("limit", 0), ("cursor", "x"), ("since", "2026-03-14T13:00:00")])
async def test_a_bad_argument_is_named(shared_brand: Brand, argument: str, value: Any) -> None:
    error = await shared_brand.refused(400, "list_scan_events", **{argument: value})
    assert error["details"].startswith(f"_{argument}")


async def test_another_brand_sees_none_of_them(listed: tuple[Brand, dict[str, str]], shared_brand: Brand) -> None:
    _, ids = listed
    assert await paths(shared_brand, product_id=ids["product_id"]) == []
    assert await paths(shared_brand, unit_id=ids["unit_id"]) == []
