"""list_epcis_events: what happened to units, in the words of EPCIS 2.0."""

from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from countermark.gs1 import check_digit
from tests.support.client import Brand, new_brand
from tests.support.epcis import as_document, schema_errors
from tests.support.factories import new_mint_batch, new_product, new_product_batch
from tests.support.server import LiveServer

GLN = "952114141111" + check_digit("952114141111")


def _paths(event: dict[str, Any]) -> list[str]:
    return [urlsplit(epc).path for epc in event["epcList"]]


async def test_a_mint_batch_is_commissioned_encoded_and_decommissioned(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    product = await new_product(brand)
    run = await new_product_batch(brand, product["product_id"], facility_ref=GLN)
    batch = await new_mint_batch(brand, product["product_id"], product_batch_id=run["id"])
    here = {"mint_batch_id": batch["mint_batch_id"]}
    units = (await brand.call("list_mint_units", **here))["items"]
    await brand.call("revoke_units", unit_ids=[unit["unit_id"] for unit in units[:2]], reason="a test")
    await brand.call("transition_mint_batch", **here, to_status="exported")
    await brand.call("transition_mint_batch", **here, to_status="printed")
    await brand.call("transition_mint_batch", **here, to_status="voided", reason="a test")
    events = (await brand.call("list_epcis_events"))["items"]
    assert schema_errors(as_document(events)) == []
    told = [(event["action"], event["bizStep"], event["disposition"], len(event["epcList"])) for event in events]
    assert told == [
        ("ADD", "commissioning", "active", 10),
        ("DELETE", "decommissioning", "inactive", 2),
        ("OBSERVE", "encoding", "encoded", 10),
        ("DELETE", "decommissioning", "inactive", 8),
    ]
    assert sorted(_paths(events[0])) == sorted(unit["gs1_path"] for unit in units)
    assert set(_paths(events[1])) == {unit["gs1_path"] for unit in units[:2]}
    assert set(events[1]["epcList"]) | set(events[3]["epcList"]) == set(events[0]["epcList"])
    assert events[0]["ilmd"] == {"cbvmda:lotNumber": run["batch_number"]}
    assert events[0]["readPoint"] == events[0]["bizLocation"] == {"id": f"https://id.gs1.org/414/{GLN}"}
    assert "readPoint" not in events[1]
    assert events == (await brand.call("list_epcis_events", **here))["items"]
    only = await brand.call("list_epcis_events", biz_steps=["decommissioning"], ge_event_time=events[2]["eventTime"])
    assert [event["eventID"] for event in only["items"]] == [events[3]["eventID"]]
    before = await brand.call("list_epcis_events", lt_event_time=events[2]["eventTime"])
    assert len(before["items"]) == 2


async def test_a_unit_is_found_by_its_uri_on_any_host(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    batch = await new_mint_batch(brand)
    await new_mint_batch(brand)
    units = (await brand.call("list_mint_units", mint_batch_id=batch["mint_batch_id"]))["items"]
    await brand.call("revoke_units", unit_ids=[units[0]["unit_id"]], reason="a test")
    paths = [unit["gs1_path"] for unit in units]
    found = [
        [event["bizStep"] for event in (await brand.call("list_epcis_events", match_epc=epc))["items"]]
        for epc in (
            "https://id.gs1.org" + paths[0],
            "https://example.com/a" + paths[1],
            "https://id.gs1.org/01/09506000134352/21/NOBODY",
        )
    ]
    assert found == [["commissioning", "decommissioning"], ["commissioning"], []]
    gtin, serial = batch["gtin"], units[0]["serial"]
    urn = f"urn:epc:id:sgtin:{gtin[1:8]}.{gtin[0]}{gtin[8:13]}.{serial}"
    assert len((await brand.call("list_epcis_events", match_epc=urn))["items"]) == 2
    for text in ("lamp", f"https://id.gs1.org/01/{gtin}", f"urn:epc:id:sgtin:{gtin[1:8]}"):
        assert "_match_epc" in (await brand.refused(400, "list_epcis_events", match_epc=text))["details"]


async def test_chunks_have_ten_thousand_units_and_pages_go_through_them(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    batch = await new_mint_batch(brand, requested_quantity=20_001)
    sizes, ids, cursor = [], set(), None
    while True:
        page = await brand.call("list_epcis_events", limit=1, cursor=cursor)
        sizes += [len(event["epcList"]) for event in page["items"]]
        ids |= {event["eventID"] for event in page["items"]}
        cursor = page["next_cursor"]
        if not page["has_more"]:
            break
    assert (sizes, len(ids), cursor) == ([10_000, 10_000, 1], 3, None)
    last = (await brand.call("list_mint_units", mint_batch_id=batch["mint_batch_id"], limit=1))["items"][0]
    holding = (await brand.call("list_epcis_events", match_epc="https://id.gs1.org" + last["gs1_path"]))["items"]
    assert [last["gs1_path"] in _paths(event) for event in holding] == [True]


async def test_lots_are_told_as_quantities_and_sandbox_mints_not_at_all(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    lots: dict[str, Any] = {
        "identity_mode": "batch",
        "lots": [{"lot_code": "L/1", "qty": 4}, {"lot_code": "L2", "qty": 6}],
    }
    await new_mint_batch(brand, **lots)
    await new_mint_batch(brand, sandbox=True)
    bare = await new_product(brand, identifiers=[{"identifier_type": "sku", "raw_value": "LAMP-1"}])
    await new_mint_batch(brand, bare["product_id"])
    by_lot, without = (await brand.call("list_epcis_events"))["items"]
    assert [element["quantity"] for element in by_lot["quantityList"]] == [4, 6]
    assert by_lot["quantityList"][0]["epcClass"].endswith("/10/L%2F1")
    assert "epcList" not in by_lot
    assert all("/mu/" in epc for epc in without["epcList"])
    assert schema_errors(as_document([by_lot, without])) == []
    assert len((await brand.call("list_epcis_events", match_epc=without["epcList"][3]))["items"]) == 1


@pytest.mark.parametrize(
    ("argument", "value"),
    [
        ("limit", 31),
        ("cursor", "nonsense"),
        ("ge_event_time", "2026-01-15T12:00:00"),
        ("biz_steps", ["shipping"]),
        ("mint_batch_id", str(uuid4())),
    ],
    ids=["limit", "cursor", "ge_event_time", "biz_steps", "mint_batch_id"],
)
async def test_what_cannot_be_asked_is_named(shared_brand: Brand, argument: str, value: object) -> None:
    assert f"_{argument}" in (await shared_brand.refused(400, "list_epcis_events", **{argument: value}))["details"]


async def test_another_brand_s_units_do_not_show(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = await new_brand(live_server)
    batch = await new_mint_batch(theirs)
    seen = await shared_brand.refused(400, "list_epcis_events", mint_batch_id=batch["mint_batch_id"])
    assert seen == await shared_brand.refused(400, "list_epcis_events", mint_batch_id=str(uuid4()))
    unit = (await theirs.call("list_mint_units", mint_batch_id=batch["mint_batch_id"]))["items"][0]
    assert (await shared_brand.call("list_epcis_events", match_epc="https://id.gs1.org" + unit["gs1_path"]))[
        "items"
    ] == []
