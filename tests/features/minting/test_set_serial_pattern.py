"""set_serial_pattern: a pattern that is understood, and holds from now on."""

import pytest

from countermark.features.minting.serial_pattern import checked_pattern, compiled_pattern
from countermark.kit.errors import InvalidInput
from tests.support.client import Brand, new_brand
from tests.support.factories import new_product, submit_mint
from tests.support.server import LiveServer


@pytest.mark.parametrize(
    ("pattern", "good", "bad"),
    [
        ("AB-[0-9]{6}", "AB-000123", "AB-12345"),
        (r"\d{3}[A-F]?", "123", "123G"),
        ("[A-Za-z0-9]{1,20}", "aZ9", "a-b"),
        (r"X\.[-_]+", "X.-_", "XY-"),
        ("..", "a!", "abc"),
    ],
)
def test_a_pattern_stands_for_the_whole_serial(pattern: str, good: str, bad: str) -> None:
    compiled = compiled_pattern(checked_pattern("_pattern", pattern))
    assert compiled.fullmatch(good)
    assert not compiled.fullmatch(bad)


@pytest.mark.parametrize(
    "pattern", ["", "(a|b)", "a{3,2}", "a{21}", "[z-a]", "^a$", "[", "a**", r"\w", "a+b+c+d+", "x" * 101, "[^a]"]
)
def test_what_is_no_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(InvalidInput, match="_pattern"):
        checked_pattern("_pattern", pattern)


def test_the_worst_pattern_comes_to_an_end_with_the_worst_serial() -> None:
    compiled = compiled_pattern(checked_pattern("_pattern", ".*.*.*!"))
    assert not any(compiled.fullmatch("a" * 20) for _ in range(100))


async def test_it_holds_for_serials_that_come_from_now_on(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    product_id = (await new_product(brand))["product_id"]
    assert (await submit_mint(brand, product_id, serials=["ANY"], requested_quantity=1))["ok"]
    assert await brand.call("set_serial_pattern", pattern="AB-[0-9]{2}") == {"ok": True, "pattern": "AB-[0-9]{2}"}
    assert await brand.call("get_serial_pattern") == {"pattern": "AB-[0-9]{2}"}
    told = await submit_mint(brand, product_id, serials=["AB-12", "other"], requested_quantity=2)
    assert [row["code"] for row in told["serials"]["rejected"]] == ["SERIAL_PATTERN_MISMATCH"]
    await brand.call("set_serial_pattern", pattern=None)
    assert (await submit_mint(brand, product_id, serials=["other"], requested_quantity=1))["ok"]


async def test_another_brand_keeps_its_own(live_server: LiveServer, shared_brand: Brand) -> None:
    other = await new_brand(live_server)
    await other.call("set_serial_pattern", pattern="A{3}")
    assert await shared_brand.call("get_serial_pattern") == {"pattern": None}
    stranger = {"brand_id": shared_brand.id, "pattern": "A"}
    await other.owner.refused(403, "set_serial_pattern", **stranger)
