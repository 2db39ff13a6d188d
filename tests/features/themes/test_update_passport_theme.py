"""update_passport_theme: another draft, and never on top of somebody else's."""

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.looks import new_theme
from tests.support.server import LiveServer


async def test_the_draft_changes_and_what_is_published_does_not(shared_brand: Brand) -> None:
    theme = await new_theme(shared_brand, publish=True)
    read = await shared_brand.call("get_passport_theme", theme_id=theme)
    tokens = read["draft"] | {"radius": "none"}
    arguments = {"theme_id": theme, "tokens": tokens, "draft_revision": read["draft_revision"]}
    changed = await shared_brand.call("update_passport_theme", **arguments)
    assert (changed["draft"]["radius"], changed["published"]["radius"]) == ("none", "large")
    assert changed["has_changes"]
    assert (await shared_brand.refused(409, "update_passport_theme", **arguments))["code"] == "DRAFT_CHANGED"


async def test_another_brand_s_one_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = await new_theme(await new_brand(live_server))
    seen = await shared_brand.refused(400, "update_passport_theme", theme_id=theirs, name="Mine")
    assert seen == await shared_brand.refused(400, "update_passport_theme", theme_id=NOBODYS_ID, name="Mine")
