"""preflight_passport_amendment: what would be, in numbers and values, and nothing is."""

from tests.features.amendments.published import published_batch, value_of
from tests.features.passports.lifecycle import move, target_of, target_of_unit, units_of
from tests.support.amending import MADE_IN, change
from tests.support.client import Brand, new_brand
from tests.support.factories import new_mint_batch
from tests.support.server import LiveServer

PREFLIGHT = "preflight_passport_amendment"


async def test_it_tells_how_many_and_from_what_to_what(shared_brand: Brand) -> None:
    batch = await published_batch(shared_brand)
    await move(shared_brand, target_of_unit((await units_of(shared_brand, batch))[0]), "revoked")
    arguments = {"targets": [target_of(batch)], "changes": change("PT")}
    update = await shared_brand.call(PREFLIGHT, kind="controlled_update", **arguments)
    assert list(update) == ["ok", "needs_approval", "impacted_count", "targets"]
    assert (update["ok"], update["needs_approval"], update["impacted_count"]) == (True, False, 9)
    (target,) = update["targets"]
    assert (target["passport_count"], target["eligible_count"], target["blocking_reasons"]) == (10, 9, [])
    assert target["fields"] == [
        {"field_key": MADE_IN, "label": "Country of origin", "old_value": "AT", "new_value": "PT"}
    ]
    glass = await shared_brand.call(PREFLIGHT, kind="break_glass", **arguments)
    assert glass["impacted_count"] == 10
    assert await value_of(shared_brand, batch) == "AT"


async def test_it_names_every_reason_against_it(shared_brand: Brand) -> None:
    batch = await new_mint_batch(shared_brand)
    changes = change("City 30", "core.identity.model") + change("PT")
    told = await shared_brand.call(PREFLIGHT, kind="controlled_update", targets=[target_of(batch)], changes=changes)
    codes = [reason["code"] for reason in told["targets"][0]["blocking_reasons"]]
    assert (told["ok"], told["impacted_count"]) == (False, 0)
    assert codes == ["PASSPORT_NOT_PUBLISHED", "FIELD_NOT_ELIGIBLE"]


async def test_all_passports_of_a_product_are_counted(shared_brand: Brand) -> None:
    batch = await published_batch(shared_brand)
    product = {"kind": "product", "id": batch["product_id"]}
    await new_mint_batch(shared_brand, batch["product_id"])
    told = await shared_brand.call(PREFLIGHT, kind="controlled_update", targets=[product], changes=change("PT"))
    assert (told["targets"][0]["passport_count"], told["impacted_count"]) == (21, 10)
    assert told["targets"][0]["fields"][0]["old_value"] == "AT"


async def test_another_brand_s_target_is_unknown(live_server: LiveServer, shared_brand: Brand) -> None:
    batch, other = await published_batch(shared_brand), await new_brand(live_server)
    arguments = {"kind": "break_glass", "targets": [target_of(batch)], "changes": change("PT")}
    assert (await other.refused(400, PREFLIGHT, **arguments))["code"] == "NOT_FOUND"
