"""revoke_units: one or many, by id or serial, each row on its own, for good."""

from typing import Any
from uuid import uuid4

from tests.support.client import Brand, new_brand
from tests.support.factories import checked_serial_list, new_mint_batch, new_product, serial_list_in
from tests.support.scanning import minted
from tests.support.server import LiveServer


async def units_of(brand: Brand, batch: dict[str, Any]) -> list[dict[str, Any]]:
    page = await brand.call("list_mint_units", mint_batch_id=batch["mint_batch_id"])
    units: list[dict[str, Any]] = page["items"]
    return units


async def test_every_row_is_judged_on_its_own(shared_brand: Brand) -> None:
    batch = await new_mint_batch(shared_brand)
    by_lot = await new_mint_batch(shared_brand, identity_mode="batch")
    units = await units_of(shared_brand, batch)
    asked = [units[0], units[0], units[1], (await units_of(shared_brand, by_lot))[0]]
    ids = [unit["unit_id"] for unit in asked] + [str(uuid4())]
    preview = await shared_brand.call("revoke_units", unit_ids=ids, reason="damaged", preview=True)
    assert {unit["status"] for unit in await units_of(shared_brand, batch)} == {"minted"}
    done = await shared_brand.call("revoke_units", unit_ids=ids, reason="damaged")
    for told in (preview, done):
        codes = [row["code"] for row in told["results"]]
        assert codes == [None, "UNIT_REPEATED", None, "UNIT_HAS_NO_PASSPORT", "UNIT_UNKNOWN"]
        assert (told["accepted_count"], told["rejected_count"]) == (2, 3)
    states = [unit["status"] for unit in await units_of(shared_brand, batch)]
    assert states == ["revoked", "revoked", *["minted"] * 8]
    again = await shared_brand.call("revoke_units", unit_ids=ids[:1], reason="damaged")
    assert again["results"][0]["code"] == "UNIT_REVOKED"


async def test_serials_of_every_style_are_understood(live_server: LiveServer, shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    own = [f"REV-{n}-{uuid4().hex[:6]}" for n in range(2)]
    batches = [
        await new_mint_batch(shared_brand, product_id),
        await new_mint_batch(shared_brand, product_id, serial_style="numeric"),
        await new_mint_batch(shared_brand, product_id, serials=own, requested_quantity=2),
    ]
    serials = [(await units_of(shared_brand, batch))[0]["serial"] for batch in batches]
    told = await shared_brand.call("revoke_units", serials=[*serials, "NEVER-SEEN"], reason="damaged")
    assert [row["code"] for row in told["results"]] == [None, None, None, "UNIT_UNKNOWN"]
    unit = await shared_brand.call("get_mint_unit", unit_id=(await units_of(shared_brand, batches[2]))[0]["unit_id"])
    assert (unit["status"], unit["revocation_reason"]) == ("revoked", "damaged")
    assert unit["history"][0]["action"] == "minting:revoke_units"


async def test_a_revoked_unit_shows_as_revoked_to_who_scans_it(live_server: LiveServer, shared_brand: Brand) -> None:
    found = await minted(live_server, shared_brand, published=True)
    await shared_brand.call("revoke_units", unit_ids=[found.unit["unit_id"]], reason="stolen")
    page = await found.scan(f"/passport/{found.unit['passport_id']}")
    assert page.status_code == 410
    assert "stolen" not in page.text
    assert (await found.scan(f"/passport/{found.units[1]['passport_id']}")).status_code == 200


async def test_a_file_is_revoked_in_the_background(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    batch = await new_mint_batch(brand, requested_quantity=300)
    units = (await brand.call("list_mint_units", mint_batch_id=batch["mint_batch_id"], limit=200))["items"]
    rows = [unit["serial"] for unit in units[:150]] + [unit["unit_id"] for unit in units[140:]] + ["NO-SUCH"]
    checked = await checked_serial_list(brand, rows, "revoke")
    assert (checked["status"], checked["accepted_rows"], checked["rejected_rows"]) == ("checked", 200, 11)
    rejected = await brand.call("list_serial_list_rejections", serial_list_id=checked["serial_list_id"], limit=200)
    assert {row["code"] for row in rejected["items"]} == {"UNIT_REPEATED", "UNIT_UNKNOWN"}
    assert rejected["items"][-1]["row"] == 212
    name = {"serial_list_id": checked["serial_list_id"], "reason": "recalled by the maker"}
    assert (await brand.call("revoke_units", **name, preview=True))["accepted_count"] == 200
    await brand.call("revoke_units", **name)
    done = await serial_list_in(brand, checked["serial_list_id"], "completed")
    assert (done["revoked_rows"], done["reason"]) == (200, "recalled by the maker")
    assert (await brand.call("get_mint_batch_by_id", mint_batch_id=batch["mint_batch_id"]))["revoked_count"] == 200
    events = (await brand.call("list_mint_events", mint_batch_id=batch["mint_batch_id"]))["items"]
    assert (events[0]["kind"], events[0]["units"]) == ("units_revoked", 200)
    await brand.refused(409, "revoke_units", **name)


async def test_exactly_one_way_to_name_units_is_taken(shared_brand: Brand) -> None:
    wrong: list[dict[str, Any]] = [{}, {"unit_ids": [], "serials": []}, {"unit_ids": []}, {"serials": ["A"] * 10_001}]
    for arguments in wrong:
        assert (await shared_brand.refused(400, "revoke_units", reason="x", **arguments))["code"] == "INVALID_ARGUMENT"
    await shared_brand.refused(400, "revoke_units", reason=" ", serials=["A"])


async def test_another_brand_s_units_are_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = await new_brand(live_server)
    unit = (await units_of(theirs, await new_mint_batch(theirs)))[0]
    for arguments in ({"unit_ids": [unit["unit_id"]]}, {"serials": [unit["serial"]]}):
        told = await shared_brand.call("revoke_units", reason="x", **arguments)
        assert told["results"][0]["code"] == "UNIT_UNKNOWN"
    assert (await theirs.call("get_mint_unit", unit_id=unit["unit_id"]))["status"] == "minted"
