"""publish_passport_theme: only what everybody can read."""

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.looks import new_theme
from tests.support.server import LiveServer


async def test_what_is_hard_to_read_is_refused_with_what_would_do(shared_brand: Brand) -> None:
    theme = await new_theme(shared_brand)
    draft = (await shared_brand.call("get_passport_theme", theme_id=theme))["draft"]
    pale = draft | {"light": draft["light"] | {"muted": "#c0b8a8"}}
    seen = await shared_brand.call("update_passport_theme", theme_id=theme, tokens=pale)
    error = await shared_brand.refused(400, "publish_passport_theme", theme_id=theme)
    assert error["code"] == "CONTRAST_TOO_LOW"
    assert "muted on paper, light" in error["details"]
    assert "light muted #" in error["hint"]
    better = seen["problems"][0]["better"]
    mended = draft | {"light": draft["light"] | {"muted": better}}
    await shared_brand.call("update_passport_theme", theme_id=theme, tokens=mended)
    published = await shared_brand.call("publish_passport_theme", theme_id=theme)
    assert (published["latest_version"], published["published"]["light"]["muted"]) == (1, better)
    assert await shared_brand.call("publish_passport_theme", theme_id=theme) == published


async def test_another_brand_s_one_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = await new_theme(await new_brand(live_server))
    seen = await shared_brand.refused(400, "publish_passport_theme", theme_id=theirs)
    assert seen == await shared_brand.refused(400, "publish_passport_theme", theme_id=NOBODYS_ID)
