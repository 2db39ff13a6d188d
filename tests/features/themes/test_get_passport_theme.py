"""get_passport_theme."""

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.looks import new_theme
from tests.support.server import LiveServer


async def test_a_theme_is_read_as_it_was_made(shared_brand: Brand) -> None:
    made = await shared_brand.call("create_passport_theme", name="Read me", start_from="fjord")
    assert await shared_brand.call("get_passport_theme", theme_id=made["theme_id"]) == made


async def test_another_brand_s_one_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = await new_theme(await new_brand(live_server))
    seen = await shared_brand.refused(400, "get_passport_theme", theme_id=theirs)
    assert seen == await shared_brand.refused(400, "get_passport_theme", theme_id=NOBODYS_ID)
