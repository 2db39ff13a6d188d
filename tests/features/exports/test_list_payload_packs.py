"""list_payload_packs: packs of ten thousand in order, each with its hash, together the whole file."""

import hashlib

from tests.features.exports.exporting import content_of, exported, packs_of
from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.factories import new_mint_batch
from tests.support.server import LiveServer


async def test_packs_together_are_the_file(shared_brand: Brand) -> None:
    batch = (await new_mint_batch(shared_brand, requested_quantity=20_001))["mint_batch_id"]
    whole = (await content_of(shared_brand, await exported(shared_brand, batch))).splitlines()
    export = await exported(shared_brand, batch, format="packs")
    packs = await packs_of(shared_brand, export)
    assert [(pack["number"], pack["first_unit"], pack["units"]) for pack in packs] == [
        (1, 1, 10_000),
        (2, 10_001, 10_000),
        (3, 20_001, 1),
    ]
    assert packs[2]["file_name"].endswith("_manifest.3-of-3.csv")
    contents = [await content_of(shared_brand, export, pack["number"]) for pack in packs]
    assert [hashlib.sha256(content).hexdigest() for content in contents] == [pack["sha256"] for pack in packs]
    assert [line for content in contents for line in content.splitlines()[1:]] == whole[1:]


async def test_it_is_paged_and_filtered(shared_brand: Brand) -> None:
    batch = (await new_mint_batch(shared_brand, requested_quantity=20_001))["mint_batch_id"]
    export = (await exported(shared_brand, batch, format="packs", packs=[1, 3]))["export_id"]
    first = await shared_brand.call("list_payload_packs", export_id=export, limit=2)
    second = await shared_brand.call("list_payload_packs", export_id=export, limit=2, cursor=first["next_cursor"])
    assert [pack["status"] for pack in first["items"] + second["items"]] == ["completed", "pending", "completed"]
    assert (first["has_more"], second["has_more"]) == (True, False)
    waiting = await shared_brand.call("list_payload_packs", export_id=export, status="pending")
    assert [pack["number"] for pack in waiting["items"]] == [2]


async def test_another_brand_lists_none(shared_brand: Brand, live_server: LiveServer) -> None:
    export = await exported(shared_brand, (await new_mint_batch(shared_brand))["mint_batch_id"])
    other = await new_brand(live_server)
    error = await other.refused(400, "list_payload_packs", export_id=export["export_id"])
    assert error == await other.refused(400, "list_payload_packs", export_id=NOBODYS_ID)
