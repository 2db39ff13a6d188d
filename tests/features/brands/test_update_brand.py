"""update_brand: what a brand shows of itself."""

import pytest

from tests.support.client import new_brand
from tests.support.server import LiveServer


async def test_a_patch_sets_clears_and_leaves_alone(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    await brand.call("update_brand", patch={"legal_name": "Acme Ltd", "accent_colour": "#112233"})
    changed = await brand.call("update_brand", patch={"legal_name": None, "scan_recording": "off"})
    assert (changed["legal_name"], changed["accent_colour"], changed["scan_recording"]) == (None, "#112233", "off")
    assert await brand.call("get_brand") == changed


async def test_an_industry_whose_law_forbids_it_has_its_scans_only_counted(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    toys = await brand.call("update_brand", patch={"industry": "32.40"})
    assert toys["scan_recording"] == "counters"
    decided = await brand.call("update_brand", patch={"scan_recording": "events", "scan_retention_days": 30})
    assert (decided["scan_recording"], decided["scan_retention_days"]) == ("events", 30)
    still = await brand.call("update_brand", patch={"industry": "32.40", "name": "Toys"})
    assert still["scan_recording"] == "events"


@pytest.mark.parametrize(
    "patch",
    [
        {"name": None},
        {"name": ""},
        {"accent_colour": "red"},
        {"locale": "english!"},
        {"support_url": "javascript:alert(1)"},
        {"scan_recording": "some"},
        {"scan_recording": None},
        {"scan_retention_days": 0},
        {"scan_retention_days": 3651},
        {"subdomain": "other"},
    ],
)
async def test_a_bad_patch_is_named(live_server: LiveServer, patch: dict[str, object]) -> None:
    brand = await new_brand(live_server)
    error = await brand.refused(400, "update_brand", patch=patch)
    assert next(iter(patch)) in error["details"]


async def test_another_brand_cannot_be_read_or_changed(live_server: LiveServer) -> None:
    mine, theirs = await new_brand(live_server), await new_brand(live_server)
    await mine.owner.refused(403, "get_brand", brand_id=theirs.id)
    await mine.owner.refused(403, "update_brand", brand_id=theirs.id, patch={"name": "Mine now"})
    assert (await theirs.call("get_brand"))["name"] != "Mine now"
