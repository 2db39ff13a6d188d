"""get_mint_unit."""

from uuid import uuid4

from tests.support.client import Brand, new_brand
from tests.support.factories import new_mint_batch
from tests.support.scanning import minted
from tests.support.server import LiveServer


async def test_a_unit_has_its_code_in_every_form_and_its_own_history(
    live_server: LiveServer, shared_brand: Brand
) -> None:
    found = await minted(live_server, shared_brand, published=True)
    await found.scan()
    unit = await shared_brand.call("get_mint_unit", unit_id=found.unit["unit_id"])
    assert unit["element_string"] == f"(01){found.batch['gtin']}(21){unit['serial']}"
    assert (unit["status"], unit["mint_batch_id"]) == ("active", found.batch["mint_batch_id"])
    assert [event["action"] for event in unit["history"]] == ["resolution:activate_unit"]


async def test_a_unit_of_a_lot_has_the_code_of_its_lot(shared_brand: Brand) -> None:
    lots = [{"lot_code": "UNIT-OF", "qty": 10}]
    batch = await new_mint_batch(shared_brand, identity_mode="batch", lots=lots)
    page = await shared_brand.call("list_mint_units", mint_batch_id=batch["mint_batch_id"])
    unit = await shared_brand.call("get_mint_unit", unit_id=page["items"][0]["unit_id"])
    assert (unit["serial"], unit["element_string"]) == (None, f"(01){batch['gtin']}(10)UNIT-OF")


async def test_another_brand_s_unit_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = await new_brand(live_server)
    batch = await new_mint_batch(theirs)
    page = await theirs.call("list_mint_units", mint_batch_id=batch["mint_batch_id"])
    seen = await shared_brand.refused(400, "get_mint_unit", unit_id=page["items"][0]["unit_id"])
    assert seen == await shared_brand.refused(400, "get_mint_unit", unit_id=str(uuid4()))
