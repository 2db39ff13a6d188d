"""count_products."""

import pytest

from tests.support.client import Brand, new_brand
from tests.support.factories import new_product
from tests.support.server import LiveServer


async def test_it_counts_what_the_list_would_show(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    for number in range(3):
        await brand.call("create_product", name={"en": f"Lamp {number}"})
    await new_product(brand)
    assert await brand.call("count_products") == {"count": 4, "is_exact": True}
    assert await brand.call("count_products", query="lamp") == {"count": 3, "is_exact": True}
    assert await brand.call("count_products", readiness="READY") == {"count": 1, "is_exact": True}


async def test_it_stops_where_it_was_told(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    for _ in range(3):
        await new_product(brand)
    assert await brand.call("count_products", most=2) == {"count": 2, "is_exact": False}
    assert await brand.call("count_products", most=3) == {"count": 3, "is_exact": True}


@pytest.mark.parametrize("most", [0, 100_001])
async def test_a_bad_bound_is_named(shared_brand: Brand, most: int) -> None:
    error = await shared_brand.refused(400, "count_products", most=most)
    assert error["details"].startswith("_most")


async def test_another_brand_s_products_are_not_counted(live_server: LiveServer) -> None:
    mine, theirs = await new_brand(live_server), await new_brand(live_server)
    await new_product(theirs)
    assert await mine.call("count_products") == {"count": 0, "is_exact": True}
    await mine.owner.refused(403, "count_products", brand_id=theirs.id)
