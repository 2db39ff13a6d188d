"""generate_payload_packs: on demand, and no pack is made twice."""

from tests.features.exports.exporting import ended, exported, packs_of
from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.factories import new_mint_batch
from tests.support.server import LiveServer


async def test_what_was_left_is_made_and_what_is_there_stays(shared_brand: Brand) -> None:
    batch = (await new_mint_batch(shared_brand, requested_quantity=20_001))["mint_batch_id"]
    export = await exported(shared_brand, batch, format="packs", packs=[1])
    before = await packs_of(shared_brand, export)
    assert [pack["is_wanted"] for pack in before] == [True, False, False]
    key = {"export_id": export["export_id"]}
    await shared_brand.call("generate_payload_packs", **key, packs=[1, 3])
    done = await ended(shared_brand, export)
    assert (done["status"], done["completed_files"]) == ("completed", 2)
    assert (await packs_of(shared_brand, export))[0] == before[0]
    await shared_brand.call("generate_payload_packs", **key)
    assert (await ended(shared_brand, export))["completed_files"] == 3
    error = await shared_brand.refused(409, "generate_payload_packs", **key)
    assert error["code"] == "NOTHING_TO_GENERATE"


async def test_only_packs_there_can_be_are_made(shared_brand: Brand) -> None:
    batch = (await new_mint_batch(shared_brand))["mint_batch_id"]
    packs = await exported(shared_brand, batch, format="packs")
    for numbers in ([0], [2], []):
        error = await shared_brand.refused(400, "generate_payload_packs", export_id=packs["export_id"], packs=numbers)
        assert error["details"].startswith("_packs")
    file = await exported(shared_brand, batch)
    await shared_brand.refused(400, "generate_payload_packs", export_id=file["export_id"])


async def test_another_brand_makes_none(shared_brand: Brand, live_server: LiveServer) -> None:
    export = await exported(shared_brand, (await new_mint_batch(shared_brand))["mint_batch_id"], format="packs")
    other = await new_brand(live_server)
    error = await other.refused(400, "generate_payload_packs", export_id=export["export_id"])
    assert error == await other.refused(400, "generate_payload_packs", export_id=NOBODYS_ID)
