"""save_import_mapping."""

from tests.support.client import Brand, new_brand
from tests.support.factories import new_sku
from tests.support.server import LiveServer

MAPPING = [{"column": "MATNR", "target": "sku"}, {"column": "MAKTX", "target": "name", "locale": "de"}]


async def test_a_name_that_is_taken_gets_the_new_mapping(shared_brand: Brand) -> None:
    name = new_sku()
    first = await shared_brand.call("save_import_mapping", name=name, mapping=MAPPING)
    second = await shared_brand.call("save_import_mapping", name=name, mapping=MAPPING[:1])
    assert (first["is_replacement"], second["is_replacement"]) == (False, True)
    assert first["import_mapping_id"] == second["import_mapping_id"]
    saved = (await shared_brand.call("list_import_mappings"))["items"][0]
    assert (saved["name"], [line["column"] for line in saved["mapping"]]) == (name, ["MATNR"])


async def test_what_does_not_fit_is_named(shared_brand: Brand) -> None:
    error = await shared_brand.refused(400, "save_import_mapping", name=" ", mapping=MAPPING)
    assert "_name" in error["details"]
    wrong = [{"column": "A", "target": "nope"}]
    error = await shared_brand.refused(400, "save_import_mapping", name="ERP", mapping=wrong)
    assert error["details"].startswith("_mapping[0].target")
    options = {"locked_fields": ["nope"]}
    error = await shared_brand.refused(400, "save_import_mapping", name="ERP", mapping=MAPPING, options=options)
    assert "locked_fields" in error["details"]


async def test_another_brand_may_use_the_same_name(live_server: LiveServer, shared_brand: Brand) -> None:
    name = new_sku()
    other = await new_brand(live_server)
    for brand in (shared_brand, other):
        assert not (await brand.call("save_import_mapping", name=name, mapping=MAPPING))["is_replacement"]
