"""list_links: filters and pages."""

from typing import Any

import pytest

from tests.support.client import Brand, new_brand
from tests.support.factories import new_link, new_product
from tests.support.server import LiveServer


@pytest.fixture(scope="module")
async def listed(live_server: LiveServer) -> tuple[Brand, dict[str, str]]:
    """A brand with four links, one of them archived; their ids by a name."""
    brand = await new_brand(live_server)
    product_id = (await new_product(brand))["product_id"]
    ids: dict[str, Any] = {"product": product_id}
    ids["lot"] = (await new_link(brand, product_id=product_id, lot="L1", title="Of a lot"))["link_id"]
    ids["all"] = (await new_link(brand, product_id=product_id, link_type="gs1:pip", title="Of all"))["link_id"]
    ids["gln"] = (await new_link(brand, gs1_path="/414/9506000134352", title="Of a plant"))["link_id"]
    ids["old"] = (await new_link(brand, product_id=product_id, title="Of yesterday"))["link_id"]
    await brand.call("archive_link", link_id=ids["old"])
    return brand, ids


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, ["gln", "all", "lot"]),
        ({"with_archived": True}, ["old", "gln", "all", "lot"]),
        ({"product_id": "product"}, ["all", "lot"]),
        ({"gs1_path": "/414/9506000134352"}, ["gln"]),
        ({"link_type": "https://ref.gs1.org/voc/pip"}, ["all"]),
        ({"target_state": "broken"}, []),
        ({"target_state": "unchecked"}, ["gln", "all", "lot"]),
        ({"query": "of A"}, ["gln", "all", "lot"]),
        ({"query": "PLANT"}, ["gln"]),
        ({"query": "/10/l1"}, ["lot"]),
    ],
)
async def test_filters_narrow(listed: tuple[Brand, dict[str, str]], filters: dict[str, Any], found: list[str]) -> None:
    brand, ids = listed
    filters = {name: ids.get(str(value), value) for name, value in filters.items()}
    page = await brand.call("list_links", **filters)
    assert [link["link_id"] for link in page["items"]] == [ids[name] for name in found]


async def test_pages_follow_one_another(listed: tuple[Brand, dict[str, str]]) -> None:
    brand, ids = listed
    seen: list[str] = []
    cursor = None
    while True:
        page = await brand.call("list_links", limit=1, cursor=cursor)
        seen += [link["link_id"] for link in page["items"]]
        cursor = page["next_cursor"]
        if not page["has_more"]:
            break
    assert seen == [ids[name] for name in ("gln", "all", "lot")]


@pytest.mark.parametrize(("argument", "value"), [("limit", 0), ("limit", 201), ("cursor", "x"), ("gs1_path", "/x")])
async def test_a_bad_argument_is_named(shared_brand: Brand, argument: str, value: Any) -> None:
    error = await shared_brand.refused(400, "list_links", **{argument: value})
    assert error["details"].startswith(f"_{argument}")


async def test_another_brand_sees_none_of_them(listed: tuple[Brand, dict[str, str]], shared_brand: Brand) -> None:
    _, ids = listed
    assert (await shared_brand.call("list_links", product_id=ids["product"]))["items"] == []
