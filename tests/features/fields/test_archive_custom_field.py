"""archive_custom_field: out of use, with its values kept."""

from tests.support.client import new_brand
from tests.support.factories import READY_ATTRIBUTES, new_product
from tests.support.server import LiveServer


async def test_an_archived_field_is_out_of_the_schema_and_its_values_stay(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    await brand.call("create_custom_field", label="Fit", type="text")
    product = await new_product(brand, attributes=READY_ATTRIBUTES | {"custom.fit": "Slim"})
    archived = await brand.call("archive_custom_field", key="custom.fit")
    assert archived["archived_at"]
    assert await brand.call("archive_custom_field", key="custom.fit") == archived
    assert not [field for field in (await brand.call("list_fields"))["fields"] if field["is_custom"]]
    patch = {"attributes": {"custom.fit": "Regular"}}
    answer = await brand.call("update_product", product_id=product["product_id"], patch=patch)
    assert [warning["code"] for warning in answer["validation_warnings"]] == ["UNKNOWN_FIELD"]
    assert (await brand.call("get_product", product_id=product["product_id"]))["attributes"]["custom.fit"] == "Regular"
    assert (await brand.refused(409, "create_custom_field", label="Fit", type="text"))["hint"]


async def test_another_brand_s_field_is_not_there(live_server: LiveServer) -> None:
    brand, other = await new_brand(live_server), await new_brand(live_server)
    await brand.call("create_custom_field", label="Fit", type="text")
    assert (await other.refused(400, "archive_custom_field", key="custom.fit"))["code"] == "NOT_FOUND"
    await other.owner.refused(403, "archive_custom_field", brand_id=brand.id, key="custom.fit")
