"""restore_custom_field: an archived field, back in use."""

from tests.support.client import new_brand
from tests.support.server import LiveServer


async def test_a_restored_field_is_in_the_schema_again(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    made = await brand.call("create_custom_field", label="Fit", type="text")
    assert await brand.call("restore_custom_field", key="custom.fit") == made
    await brand.call("archive_custom_field", key="custom.fit")
    restored = await brand.call("restore_custom_field", key="custom.fit")
    assert restored | {"updated_at": ""} == made | {"updated_at": ""}
    assert (await brand.call("list_fields"))["fields"][-1]["key"] == "custom.fit"


async def test_another_brand_s_field_is_not_there(live_server: LiveServer) -> None:
    brand, other = await new_brand(live_server), await new_brand(live_server)
    await brand.call("create_custom_field", label="Fit", type="text")
    assert (await other.refused(400, "restore_custom_field", key="custom.fit"))["code"] == "NOT_FOUND"
    await other.owner.refused(403, "restore_custom_field", brand_id=brand.id, key="custom.fit")
