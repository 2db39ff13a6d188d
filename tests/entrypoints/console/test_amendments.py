"""Amending passports in the console: choose, look, confirm; approve; withdraw; set the policy."""

from typing import Any

import httpx
import psycopg
import pytest

from tests.entrypoints.console.visitor import Visitor, location, signed_in, text_of
from tests.features.amendments.published import amend, published_batch, value_of
from tests.features.passports.lifecycle import target_of, units_of
from tests.support.amending import MADE_IN, colleague_of
from tests.support.client import Brand, new_brand
from tests.support.factories import READY_ATTRIBUTES, new_product
from tests.support.server import LiveServer


@pytest.fixture
async def brand(live_server: LiveServer) -> Brand:
    """A brand with one member."""
    return await new_brand(live_server)


@pytest.fixture
async def visitor(live_server: LiveServer, brand: Brand) -> Visitor:
    """Its owner at the console."""
    return await signed_in(live_server, brand.owner.email)


def home(brand: Brand) -> str:
    """Where the brand's pages are."""
    return f"/console/{brand.subdomain}"


async def sent(brand: Brand, visitor: Visitor, batch: dict[str, Any], **fields: str) -> httpx.Response:
    """The answer to the form that says Portugal instead."""
    path = f"{home(brand)}/passports/amend"
    typed = {"target": f"mint_batch:{batch['mint_batch_id']}", "field": MADE_IN, MADE_IN: "PT", "reason": "a test"}
    token = await visitor.token(f"{path}?target={typed['target']}&field={MADE_IN}")
    return await visitor.http.post(path, data={"csrf": token} | typed | fields)


async def test_it_shows_what_would_change_and_does_it_once_confirmed(brand: Brand, visitor: Visitor) -> None:
    batch = await published_batch(brand)
    looked = text_of(await sent(brand, visitor, batch))
    assert "Amend 10 passports?" in looked
    assert ("Austria" in looked, "Portugal" in looked) == (True, True)
    assert await value_of(brand, batch) == "AT"
    ledger = text_of(await visitor.get(location(await sent(brand, visitor, batch, confirmed="1"))))
    assert "10 passports amended." in ledger
    assert await value_of(brand, batch) == "PT"
    unit = (await units_of(brand, batch))[0]
    assert "1 fact" in text_of(await visitor.get(f"{home(brand)}/passports/{unit['passport_id']}"))


async def test_the_form_begins_with_what_is_said_now_and_keeps_what_was_typed(brand: Brand, visitor: Visitor) -> None:
    batch = await published_batch(brand)
    query = f"target=mint_batch:{batch['mint_batch_id']}&field=core.composition.recycled_content&field={MADE_IN}"
    drawn = (await visitor.get(f"{home(brand)}/passports/amend?{query}")).text
    assert '<option value="AT" selected>' in drawn
    field = "core.composition.recycled_content"
    refused = await sent(brand, visitor, batch, field=field, **{field: "a lot"})
    assert refused.status_code == 422
    assert 'value="a lot"' in refused.text
    assert (await sent(brand, visitor, batch, reason="")).status_code == 422


async def test_a_text_keeps_its_other_languages(brand: Brand, visitor: Visitor) -> None:
    care = "core.care.instructions"
    texts = {"en": "Wash cold", "de": "Kalt waschen"}
    product = await new_product(brand, attributes=READY_ATTRIBUTES | {care: texts})
    batch = await published_batch(brand, product["product_id"])
    location(await sent(brand, visitor, batch, field=care, **{care: "Do not wash"}, confirmed="1"))
    assert await value_of(brand, batch, field_key=care) == {"en": "Do not wash", "de": "Kalt waschen"}


async def test_break_glass_asks_for_a_code(brand: Brand, visitor: Visitor) -> None:
    batch = await published_batch(brand)
    without = text_of(await sent(brand, visitor, batch, kind="break_glass"))
    assert "your brand has none yet" in without
    codes = f"{home(brand)}/settings/amendments"
    await visitor.send(f"{codes}/codes", codes, reason_code="safety", label="Somebody may be hurt")
    done = await sent(brand, visitor, batch, kind="break_glass", reason_code="SAFETY", confirmed="1")
    assert "SAFETY" in text_of(await visitor.get(location(done)))
    assert await value_of(brand, batch) == "PT"
    await visitor.send(f"{codes}/codes/SAFETY", codes, is_active="0")
    again = await sent(
        brand, visitor, batch, **{MADE_IN: "SE"}, kind="break_glass", reason_code="SAFETY", confirmed="1"
    )
    assert again.status_code == 422


async def test_a_second_person_approves(
    brand: Brand, visitor: Visitor, live_server: LiveServer, owner: psycopg.Connection
) -> None:
    batch = await published_batch(brand)
    policy = f"{home(brand)}/settings/amendments"
    await visitor.send(policy, needs_approval="1", fields="default")
    ledger = location(await sent(brand, visitor, batch, confirmed="1"))
    own = text_of(await visitor.get(ledger))
    assert ("Another member has to approve" in own, "Somebody else has to approve it" in own) == (True, True)
    colleague = await signed_in(live_server, (await colleague_of(live_server, brand, owner)).email)
    (request,) = (await brand.call("list_amendment_requests"))["items"]
    await colleague.send(f"{ledger}/requests/{request['request_id']}", ledger, decision="approve")
    assert await value_of(brand, batch) == "PT"


async def test_an_amendment_is_withdrawn_with_a_reason(brand: Brand, visitor: Visitor) -> None:
    batch = await published_batch(brand)
    (amendment_id,) = (await amend(brand, target_of(batch), "PT"))["amendment_ids"]
    path = f"{home(brand)}/passports/amendments/{amendment_id}/withdraw"
    assert (await visitor.send(path, reason="")).status_code == 422
    location(await visitor.send(path, reason="the first was right"))
    assert await value_of(brand, batch) == "AT"


async def test_chosen_fields_are_what_updates_may_touch(brand: Brand, visitor: Visitor) -> None:
    policy = f"{home(brand)}/settings/amendments"
    await visitor.send(policy, fields="chosen", eligible="core.identity.model")
    assert (await brand.call("get_amendment_policy"))["eligible_fields"] == ["core.identity.model"]
    await visitor.send(policy, fields="default")
    assert (await brand.call("get_amendment_policy"))["is_default"]


async def test_another_brand_s_targets_are_none(brand: Brand, visitor: Visitor, live_server: LiveServer) -> None:
    batch = await published_batch(await new_brand(live_server))
    path = f"{home(brand)}/passports/amend?target=mint_batch:{batch['mint_batch_id']}&field={MADE_IN}"
    answer = await visitor.get(path)
    assert answer.status_code == 404
