"""create_saved_view."""

from typing import Any

import pytest

from tests.support.client import Brand, new_brand
from tests.support.server import LiveServer

WANTED = {
    "name": "To be completed",
    "filter": {"readiness": "NOT_READY", "created_from": "2026-01-31", "has_gtin": False},
    "sort": "changed",
    "columns": ["sku", "core.identity.model"],
}


async def test_it_keeps_filter_order_and_columns(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    view = await brand.call("create_saved_view", **WANTED)
    assert {key: view[key] for key in WANTED} == WANTED
    assert await brand.call("list_saved_views") == [view]


async def test_a_name_is_taken_once(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    await brand.call("create_saved_view", name="Mine")
    error = await brand.refused(409, "create_saved_view", name=" Mine ")
    assert error["code"] == "NAME_TAKEN"


@pytest.mark.parametrize(
    ("argument", "value", "named"),
    [
        ("name", "", "_name"),
        ("name", "x" * 61, "_name"),
        ("filter", {"colour": "red"}, "_filter"),
        ("filter", {"query": "\x00"}, "_filter.query"),
        ("sort", "best", "_sort"),
        ("columns", ["x"] * 31, "_columns"),
        ("columns", ["\n"], "_columns"),
    ],
)
async def test_a_bad_argument_is_named(shared_brand: Brand, argument: str, value: Any, named: str) -> None:
    error = await shared_brand.refused(400, "create_saved_view", **({"name": "Bad"} | {argument: value}))
    assert error["details"].startswith(named)


async def test_another_brand_does_not_see_it(live_server: LiveServer) -> None:
    mine = await new_brand(live_server)
    other = await new_brand(live_server, mine.owner)
    await mine.call("create_saved_view", name="Mine")
    assert await other.call("list_saved_views") == []
    await mine.owner.refused(403, "create_saved_view", brand_id=(await new_brand(live_server)).id, name="Mine")
