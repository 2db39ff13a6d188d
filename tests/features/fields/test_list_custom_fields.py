"""list_custom_fields: the brand's own, in the order they were made."""

from tests.support.client import new_brand
from tests.support.server import LiveServer


async def test_archived_ones_show_only_when_asked_for(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    for label in ("Fit", "Collar", "Season"):
        await brand.call("create_custom_field", label=label, type="text")
    await brand.call("archive_custom_field", key="custom.collar")
    assert [field["label"] for field in await brand.call("list_custom_fields")] == ["Fit", "Season"]
    everything = await brand.call("list_custom_fields", include_archived=True)
    assert [field["label"] for field in everything] == ["Fit", "Collar", "Season"]


async def test_another_brand_s_are_not_listed(live_server: LiveServer) -> None:
    brand, other = await new_brand(live_server), await new_brand(live_server)
    await brand.call("create_custom_field", label="Fit", type="text")
    assert await other.call("list_custom_fields") == []
    await other.owner.refused(403, "list_custom_fields", brand_id=brand.id)
