"""preview_carrier_output_profile: what is shown is what the file will begin with."""

from tests.features.exports.exporting import columns, content_of, exported, new_profile
from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.factories import new_mint_batch
from tests.support.server import LiveServer


async def test_the_file_begins_with_what_was_shown(shared_brand: Brand) -> None:
    batch = (await new_mint_batch(shared_brand))["mint_batch_id"]
    for name in ("Generic VDP", "Zebra", "NiceLabel"):
        profile = next(p for p in await shared_brand.call("list_carrier_output_profiles") if p["name"] == name)
        key = {"profile_id": profile["profile_id"]}
        shown = await shared_brand.call("preview_carrier_output_profile", mint_batch_id=batch, limit=3, **key)
        export = await exported(shared_brand, batch, kind="qr_print", **key)
        content = await content_of(shared_brand, export)
        encoding = profile["versions"][0]["definition"]["encoding"].replace("utf-8-bom", "utf-8-sig")
        assert content.decode(encoding).startswith(shown["text"])
        link = await shared_brand.call("get_export_download", export_id=export["export_id"])
        assert link["file_name"] == shown["file_name"]
        assert (len(shown["rows"]), shown["total_units"], shown["is_example"]) == (3, 10, False)


async def test_a_definition_needs_not_be_saved_and_no_mint_batch_either(shared_brand: Brand) -> None:
    definition = {"columns": columns("epc_hex", "hri"), "quoting": "all", "header": False, "encoding": "utf-16"}
    shown = await shared_brand.call("preview_carrier_output_profile", definition=definition, limit=1)
    assert shown["is_example"]
    assert shown["text"] == ",".join(f'"{cell}"' for cell in shown["rows"][0]) + "\r\n"
    assert shown["rows"][0][0].startswith("F71")


async def test_what_will_be_empty_is_told(shared_brand: Brand) -> None:
    batch = (await new_mint_batch(shared_brand, identity_mode="batch"))["mint_batch_id"]
    definition = {"columns": columns("sku", "batch_number", "epc_hex", "lot")}
    shown = await shared_brand.call("preview_carrier_output_profile", mint_batch_id=batch, definition=definition)
    assert shown["warnings"] == [
        "SKU is empty: the product has none.",
        "Batch number is empty: the units belong to no production batch.",
        "EPC: an EPC needs serials, and the units of this mint batch share lots.",
    ]


async def test_the_full_manifest_is_shown_when_nothing_is_named(shared_brand: Brand) -> None:
    assert (await shared_brand.call("preview_carrier_output_profile"))["headers"][:2] == ["unit_id", "serial"]


async def test_another_brand_previews_nothing_of_this_one(shared_brand: Brand, live_server: LiveServer) -> None:
    profile = await new_profile(shared_brand)
    batch = (await new_mint_batch(shared_brand))["mint_batch_id"]
    other = await new_brand(live_server)
    for name, value in (("profile_id", profile["profile_id"]), ("mint_batch_id", batch)):
        error = await other.refused(400, "preview_carrier_output_profile", **{name: value})
        assert error == await other.refused(400, "preview_carrier_output_profile", **{name: NOBODYS_ID})
