"""get_scan_summary: totals, series and lists, and what is withheld where scans are only counted."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from countermark.db.pool import Pool
from countermark.features.scans.counted_scan import counted
from countermark.features.scans.scan_event import Outcome, ScanEvent, TrafficClass
from tests.support.client import Brand, new_brand
from tests.support.factories import new_product
from tests.support.scans import NOON, event, lost, scanned
from tests.support.server import LiveServer

WEEK = {"since": "2026-03-10T00:00:00Z", "until": "2026-03-17T00:00:00Z"}
BATCH, LOT = uuid4(), uuid4()


def as_seen(brand: Brand, product_id: str) -> list[ScanEvent]:
    """Fourteen scans of two days: twelve of people, nine of them of a product in Germany."""
    one = event(UUID(brand.id), product_id=UUID(product_id))
    other = one._replace(product_id=None, country=None, language=None, outcome=Outcome.UNKNOWN, unit_number=None)
    return [
        *[one] * 8,
        one._replace(product_batch_id=BATCH, lot_id=LOT, link_type="gs1:pip"),
        *[one._replace(country="AT", scanned_at=NOON + timedelta(days=1))] * 3,
        *[other._replace(traffic_class=TrafficClass.CRAWLER)] * 2,
    ]


@pytest.fixture(scope="module")
async def seen(live_server: LiveServer, pool: Pool) -> tuple[Brand, str]:
    """A brand with scans, and the product they are of."""
    brand = await new_brand(live_server)
    product_id = (await new_product(brand))["product_id"]
    await scanned(pool, *as_seen(brand, product_id))
    return brand, product_id


def values(counts: list[dict[str, Any]]) -> list[tuple[Any, int]]:
    """A list of counts as pairs."""
    return [(count["value"], count["scans"]) for count in counts]


async def test_scans_are_summed_in_every_way(seen: tuple[Brand, str]) -> None:
    brand, product_id = seen
    summary = await brand.call("get_scan_summary", **WEEK)
    assert (summary["scans"], summary["human_scans"], summary["fewest_shown"]) == (14, 12, 0)
    days = {point["starts_at"][:10]: (point["scans"], point["human_scans"]) for point in summary["series"]}
    assert days == {f"2026-03-{day}": (0, 0) for day in range(10, 17)} | {"2026-03-14": (11, 9), "2026-03-15": (3, 3)}
    assert [(row["product_id"], row["scans"]) for row in summary["products"]] == [(product_id, 12), (None, 2)]
    assert summary["products"][0]["product_name"]
    assert values(summary["countries"]) == [("DE", 9), ("AT", 3), (None, 2)]
    assert values(summary["languages"]) == [("de", 12), (None, 2)]
    assert values(summary["traffic_classes"]) == [("human", 12), ("crawler", 2)]
    assert values(summary["outcomes"]) == [("resolved", 12), ("unknown", 2)]
    assert values(summary["link_types"]) == [(None, 13), ("gs1:pip", 1)]


@pytest.mark.parametrize(
    ("filters", "scans"),
    [
        ({"product_batch_id": str(BATCH)}, 1),
        ({"lot_id": str(LOT)}, 1),
        ({"product_id": str(BATCH)}, 0),
        ({"country": "AT"}, 3),
        ({"language": "de"}, 12),
        ({"traffic_class": "crawler"}, 2),
        ({"outcome": "unknown"}, 2),
        ({"since": "2026-03-15T00:00:00Z"}, 3),
        ({"since": "2026-03-14T13:00:00Z", "until": "2026-03-14T13:00:01Z"}, 11),
        ({"since": "2026-03-14T13:59:00+01:00", "until": "2026-03-14T13:00:00Z", "interval": "hour"}, 11),
        ({"since": "2026-03-14T13:00:00Z", "until": "2026-03-14T13:00:01Z", "interval": "hour"}, 0),
    ],
)
async def test_filters_narrow(seen: tuple[Brand, str], filters: dict[str, Any], scans: int) -> None:
    brand, _ = seen
    assert (await brand.call("get_scan_summary", **WEEK | filters))["scans"] == scans


async def test_the_last_thirty_days_are_the_default(live_server: LiveServer) -> None:
    summary = await (await new_brand(live_server)).call("get_scan_summary")
    assert (len(summary["series"]), summary["scans"], summary["products"]) == (30, 0, [])


async def test_scans_that_could_not_be_recorded_are_counted_in_their_time(live_server: LiveServer, pool: Pool) -> None:
    brand = await new_brand(live_server)
    assert (await brand.call("get_scan_summary", **WEEK))["not_recorded"] == 0
    for at in (NOON, NOON, NOON + timedelta(days=20)):
        await lost(pool, UUID(brand.id), 6, at)
    summary = await brand.call("get_scan_summary", **WEEK, country="AT")
    assert (summary["not_recorded"], summary["scans"]) == (12, 0)
    await brand.call("update_brand", patch={"scan_recording": "counters"})
    counts = [
        (await brand.call("get_scan_summary", **week))["not_recorded"] for week in (WEEK, {"since": WEEK["until"]})
    ]
    assert counts == [12, None]


async def test_small_numbers_are_withheld_where_scans_are_only_counted(live_server: LiveServer, pool: Pool) -> None:
    brand = await new_brand(live_server)
    await brand.call("update_brand", patch={"scan_recording": "counters"})
    product_id = (await new_product(brand))["product_id"]
    await scanned(pool, *[counted(each) for each in as_seen(brand, product_id)])
    summary = await brand.call("get_scan_summary", **WEEK)
    assert (summary["scans"], summary["human_scans"], summary["fewest_shown"]) == (14, 12, 10)
    days = {point["starts_at"][8:10]: (point["scans"], point["human_scans"]) for point in summary["series"]}
    assert (days["13"], days["14"], days["15"]) == ((0, 0), (11, None), (None, None))
    assert [(row["product_id"], row["scans"]) for row in summary["products"]] == [(product_id, 12)]
    assert (values(summary["countries"]), values(summary["languages"])) == ([], [("de", 12)])
    assert (await brand.call("get_scan_summary", **WEEK, country="AT"))["scans"] is None
    for detail in ({"interval": "hour"}, {"lot_id": str(LOT)}):
        error = await brand.refused(400, "get_scan_summary", **detail)
        assert error["code"] == "ONLY_COUNTED"


@pytest.mark.parametrize(
    ("argument", "value"),
    [
        ("since", "2026-03-10T00:00:00"),
        ("since", "2999-01-01T00:00:00Z"),
        ("since", "1999-01-01T00:00:00Z"),
        ("until", "0001-01-01T00:00:00+05:00"),
        ("country", "de"),
        ("language", "DE"),
        ("interval", "week"),
    ],
)
async def test_a_bad_argument_is_named(shared_brand: Brand, argument: str, value: str) -> None:
    error = await shared_brand.refused(400, "get_scan_summary", **{argument: value})
    assert error["details"].startswith(f"_{argument}")


async def test_another_brand_counts_none_of_them(seen: tuple[Brand, str], shared_brand: Brand) -> None:
    brand, product_id = seen
    assert (await shared_brand.call("get_scan_summary", **WEEK, product_id=product_id))["scans"] == 0
    await shared_brand.owner.refused(403, "get_scan_summary", brand_id=brand.id)
