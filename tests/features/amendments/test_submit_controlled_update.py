"""submit_controlled_update: above what was published, the most specific first, never below it."""

from typing import Any

import psycopg
import pytest

from tests.features.amendments.published import amend, published_batch, says, value_of
from tests.features.passports.lifecycle import move, passport_of, target_of, target_of_unit, units_of
from tests.support.amending import MADE_IN, change, colleague_of
from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.factories import new_mint_batch, new_product
from tests.support.scanning import scanner_at
from tests.support.server import LiveServer

UPDATE = "submit_controlled_update"


async def test_it_answers_exactly_this(shared_brand: Brand) -> None:
    batch = await published_batch(shared_brand)
    result = await amend(shared_brand, target_of(batch), "PT")
    assert list(result) == ["ok", "status", "request_id", "amendment_ids", "impacted_count"]
    assert (result["ok"], result["status"], result["request_id"]) == (True, "applied", None)
    assert (len(result["amendment_ids"]), result["impacted_count"]) == (1, 10)


async def test_pages_show_it_at_once_and_what_was_published_stays(shared_brand: Brand) -> None:
    batch = await published_batch(shared_brand)
    unit = (await units_of(shared_brand, batch))[0]
    before = await passport_of(shared_brand, unit)
    await amend(shared_brand, target_of(batch), "PT")
    after = await passport_of(shared_brand, unit)
    assert after["snapshot_sha256"] == before["snapshot_sha256"]
    fact = await says(shared_brand, batch)
    assert fact is not None
    assert (fact["value"], fact["amended_at"] is not None) == ("PT", True)
    (told,) = after["page"]["amendments"]
    assert (told["key"], told["is_removed"]) == (MADE_IN, False)


async def test_the_public_page_says_that_and_when_but_not_why(live_server: LiveServer, shared_brand: Brand) -> None:
    batch = await published_batch(shared_brand)
    unit = (await units_of(shared_brand, batch))[0]
    await shared_brand.call(
        UPDATE, targets=[target_of(batch)], changes=change("PT"), reason="the mill lied about its origin"
    )
    scanner = scanner_at(live_server, shared_brand.host)
    page = (await scanner.scan(f"/passport/{unit['passport_id']}")).text
    assert "Portugal" in page
    assert "Amended" in page
    told = (await scanner.scan(f"/passport/{unit['passport_id']}.json")).text
    assert "the mill lied" not in page + told


async def test_the_most_specific_wins_then_the_latest(shared_brand: Brand) -> None:
    batch = await published_batch(shared_brand)
    product = {"kind": "product", "id": batch["product_id"]}
    unit = (await units_of(shared_brand, batch))[1]
    await amend(shared_brand, target_of_unit(unit), "FI")
    await amend(shared_brand, target_of(batch), "PT")
    assert (await amend(shared_brand, product, "ES"))["impacted_count"] == 10
    assert [await value_of(shared_brand, batch, place) for place in (0, 1)] == ["PT", "FI"]
    await amend(shared_brand, target_of(batch), "SE")
    assert await value_of(shared_brand, batch) == "SE"


async def test_it_holds_for_what_was_published_before_it(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    first = await published_batch(shared_brand, product_id)
    await amend(shared_brand, {"kind": "product", "id": product_id}, "PT")
    second = await published_batch(shared_brand, product_id)
    assert [await value_of(shared_brand, each) for each in (first, second)] == ["PT", "AT"]


async def test_a_lot_is_amended_alone(shared_brand: Brand) -> None:
    lots = [{"lot_code": "A", "qty": 4}, {"lot_code": "B", "qty": 6}]
    batch = await published_batch(shared_brand, identity_mode="batch", lots=lots)
    first, second = batch["lots"]
    assert (await amend(shared_brand, {"kind": "lot", "id": first["lot_id"]}, "PT"))["impacted_count"] == 1
    values = [
        fact["value"]
        for lot in (first, second)
        for section in (await passport_of(shared_brand, lot))["page"]["sections"]
        for fact in section["facts"]
        if fact["key"] == MADE_IN
    ]
    assert values == ["PT", "AT"]


async def test_null_lets_a_field_say_nothing_any_more(shared_brand: Brand) -> None:
    batch = await published_batch(shared_brand)
    await amend(shared_brand, target_of(batch), None)
    assert await says(shared_brand, batch) is None
    page = (await passport_of(shared_brand, (await units_of(shared_brand, batch))[0]))["page"]
    assert page["amendments"][0]["is_removed"]


async def test_only_published_passports_are_amended(shared_brand: Brand) -> None:
    batch = await new_mint_batch(shared_brand)
    arguments = {"changes": change("PT"), "reason": "a test"}
    refused = await shared_brand.refused(400, UPDATE, targets=[target_of(batch)], **arguments)
    assert refused["code"] == "PASSPORT_NOT_PUBLISHED"
    unit = target_of_unit((await units_of(shared_brand, batch))[0])
    await move(shared_brand, unit, "published")
    assert (await shared_brand.call(UPDATE, targets=[target_of(batch)], **arguments))["impacted_count"] == 1
    await move(shared_brand, unit, "revoked")
    refused = await shared_brand.refused(400, UPDATE, targets=[unit], **arguments)
    assert refused["code"] == "PASSPORT_REVOKED"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ([], "INVALID_ARGUMENT"),
        (change("PT") * 2, "FIELD_TWICE"),
        (change("PT", "core.no.such"), "UNKNOWN_FIELD"),
        (change("Portugal"), "VALUE_DOES_NOT_FIT"),
        (change("AT"), "VALUE_UNCHANGED"),
        (change("City 30", "core.identity.model"), "FIELD_NOT_ELIGIBLE"),
        ([{"field_key": MADE_IN}], "INVALID_ARGUMENT"),
    ],
)
async def test_changes_that_cannot_be(shared_brand: Brand, changes: list[dict[str, Any]], code: str) -> None:
    batch = await published_batch(shared_brand)
    refused = await shared_brand.refused(400, UPDATE, targets=[target_of(batch)], changes=changes, reason="a test")
    assert refused["code"] == code
    assert await value_of(shared_brand, batch) == "AT"


async def test_all_targets_or_none(shared_brand: Brand) -> None:
    batch, draft = await published_batch(shared_brand), await new_mint_batch(shared_brand)
    targets = [target_of(batch), target_of(draft)]
    await shared_brand.refused(400, UPDATE, targets=targets, changes=change("PT"), reason="a test")
    assert await value_of(shared_brand, batch) == "AT"
    twice = [target_of(batch)] * 2
    refused = await shared_brand.refused(400, UPDATE, targets=twice, changes=change("PT"), reason="a test")
    assert refused["code"] == "TARGET_TWICE"


async def test_where_a_second_person_has_to_agree_nothing_happens_yet(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    batch = await published_batch(brand)
    await brand.call("set_amendment_policy", needs_approval=True)
    result = await amend(brand, target_of(batch), "PT")
    assert (result["status"], result["amendment_ids"], result["impacted_count"]) == ("awaiting_approval", [], 10)
    assert await value_of(brand, batch) == "AT"


async def test_it_needs_its_permission(live_server: LiveServer, owner: psycopg.Connection) -> None:
    brand = await new_brand(live_server)
    batch = await published_batch(brand)
    viewer = await colleague_of(live_server, brand, owner, "viewer")
    arguments = {"brand_id": brand.id, "targets": [target_of(batch)], "changes": change("PT"), "reason": "a test"}
    assert (await viewer.refused(403, UPDATE, **arguments))["message"] == "Forbidden"


async def test_another_brand_cannot_tell_the_target_from_none(live_server: LiveServer, shared_brand: Brand) -> None:
    batch, other = await published_batch(shared_brand), await new_brand(live_server)
    arguments = {"changes": change("PT"), "reason": "a test"}
    refused = [
        await other.refused(400, UPDATE, targets=[target], **arguments)
        for target in (target_of(batch), {"kind": "mint_batch", "id": NOBODYS_ID})
    ]
    assert refused[0] == refused[1]
    assert refused[0]["code"] == "NOT_FOUND"
