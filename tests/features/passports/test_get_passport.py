"""get_passport."""

from typing import Any
from uuid import uuid4

import psycopg
import pytest

from tests.features.passports.lifecycle import model_passport, move, passport_of, target_of, units_of
from tests.support.client import Brand, new_brand
from tests.support.factories import READY_ATTRIBUTES, new_mint_batch, new_product, new_product_batch
from tests.support.server import LiveServer


def facts(passport: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The facts on the page, by key."""
    return {fact["key"]: fact for section in passport["page"]["sections"] for fact in section["facts"]}


async def test_an_item_has_serial_lot_and_the_facts_of_its_batch(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    arguments = {"production_date": "2026-01-15", "attributes": {"core.composition.recycled_content": 40}}
    run = await new_product_batch(shared_brand, product_id, **arguments)
    batch = await new_mint_batch(shared_brand, product_id, product_batch_id=run["id"])
    await move(shared_brand, target_of(batch), "published")
    unit = (await units_of(shared_brand, batch))[0]
    passport = await passport_of(shared_brand, unit)
    page = passport["page"]
    assert passport["target"] == {"kind": "unit", "id": unit["unit_id"]}
    assert (page["granularity"], page["state"], page["unit_state"]) == ("item", "published", "minted")
    assert (page["serial"], page["lot"]) == (unit["serial"], run["batch_number"])
    assert (page["production_date"], page["digital_link"]) == ("2026-01-15", unit["gs1_path"])
    assert facts(passport)["core.composition.recycled_content"]["level"] == "batch"


async def test_a_lot_s_passport_is_of_the_batch(shared_brand: Brand) -> None:
    batch = await new_mint_batch(shared_brand, identity_mode="batch")
    lot = batch["lots"][0]
    await move(shared_brand, {"kind": "lot", "id": lot["lot_id"]}, "published")
    page = (await passport_of(shared_brand, lot))["page"]
    assert (page["granularity"], page["lot"], page["serial"]) == ("batch", lot["lot_code"], None)
    assert page["digital_link"] == lot["gs1_path"]


async def test_a_model_s_passport_is_of_the_product(shared_brand: Brand) -> None:
    product = await new_product(shared_brand)
    await move(shared_brand, {"kind": "product", "id": product["product_id"]}, "published")
    passport = await passport_of(shared_brand, await model_passport(shared_brand, product["product_id"]))
    assert (passport["granularity"], passport["product_id"]) == ("model", product["product_id"])
    assert passport["page"]["digital_link"] == f"/01/{product['identifiers']['gtin'].zfill(14)}"


async def test_known_facts_stand_in_their_sections_and_others_do_not_show(shared_brand: Brand) -> None:
    odd = {"battery.state_of_health": 98, "core.identity.weight": "much", "core.care.instructions": {"de": "Kalt"}}
    product = await new_product(shared_brand, attributes=READY_ATTRIBUTES | odd)
    await move(shared_brand, {"kind": "product", "id": product["product_id"]}, "published")
    passport = await passport_of(shared_brand, await model_passport(shared_brand, product["product_id"]))
    headings = [section["heading"] for section in passport["page"]["sections"]]
    assert headings == ["Identity", "Economic operators", "Origin", "Use and care"]
    assert set(facts(passport)) == {*READY_ATTRIBUTES, "core.care.instructions"}
    assert facts(passport)["core.origin.country_of_origin"] == {
        "key": "core.origin.country_of_origin",
        "label": "Country of origin",
        "value": "AT",
        "unit": None,
        "level": "model",
        "kind": "country",
        "labels": {},
        "amended_at": None,
    }


async def test_a_draft_has_no_facts(shared_brand: Brand) -> None:
    unit = (await units_of(shared_brand, await new_mint_batch(shared_brand)))[0]
    passport = await passport_of(shared_brand, unit)
    assert (passport["state"], passport["snapshot_sha256"], passport["page"]["sections"]) == ("unpublished", None, [])


async def test_a_recall_shows_at_once(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    run = await new_product_batch(shared_brand, product_id)
    batch = await new_mint_batch(shared_brand, product_id, product_batch_id=run["id"])
    await move(shared_brand, target_of(batch), "published")
    unit = (await units_of(shared_brand, batch))[0]
    before = await passport_of(shared_brand, unit)
    await shared_brand.call("recall_product_batch", batch_id=run["id"])
    after = await passport_of(shared_brand, unit)
    assert (before["page"]["recalled"], after["page"]["recalled"]) == (False, True)
    assert after["snapshot_sha256"] == before["snapshot_sha256"]


@pytest.mark.parametrize("status", ["queued", "failed"])
async def test_units_that_are_not_minted_have_a_draft_or_nothing(
    shared_brand: Brand, owner: psycopg.Connection, status: str
) -> None:
    batch = await new_mint_batch(shared_brand)
    unit = (await units_of(shared_brand, batch))[0]
    query = "UPDATE mint_batches SET status = %s WHERE mint_batch_id = %s"
    owner.execute(query, (status, batch["mint_batch_id"]))
    if status == "queued":
        assert (await passport_of(shared_brand, unit))["state"] == "unpublished"
    else:
        await shared_brand.refused(400, "get_passport", passport_id=unit["passport_id"])


async def test_the_id_of_a_unit_is_not_that_of_its_passport(shared_brand: Brand) -> None:
    unit = (await units_of(shared_brand, await new_mint_batch(shared_brand)))[0]
    error = await shared_brand.refused(400, "get_passport", passport_id=unit["unit_id"])
    assert error["code"] == "NOT_FOUND"


async def test_another_brand_s_passports_are_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = await new_brand(live_server)
    unit = (await units_of(theirs, await new_mint_batch(theirs)))[0]
    lot = (await new_mint_batch(theirs, identity_mode="batch"))["lots"][0]
    model = await model_passport(theirs, (await new_product(theirs))["product_id"])
    none = await shared_brand.refused(400, "get_passport", passport_id=str(uuid4()))
    for carrier in (unit, lot, model):
        assert await shared_brand.refused(400, "get_passport", passport_id=carrier["passport_id"]) == none
