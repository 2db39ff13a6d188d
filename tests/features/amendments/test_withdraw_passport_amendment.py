"""withdraw_passport_amendment: what was said before is said again."""

import asyncio

from tests.features.amendments.published import amend, published_batch, value_of
from tests.features.passports.lifecycle import target_of
from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.server import LiveServer

WITHDRAW = "withdraw_passport_amendment"


async def test_it_goes_back_one_step_at_a_time(shared_brand: Brand) -> None:
    batch = await published_batch(shared_brand)
    ids = [(await amend(shared_brand, target_of(batch), value))["amendment_ids"][0] for value in ("PT", "SE")]
    values = [await value_of(shared_brand, batch)]
    for amendment_id in reversed(ids):
        result = await shared_brand.call(WITHDRAW, amendment_id=amendment_id, reason="a test")
        assert list(result) == ["ok", "amendment_id", "withdraws", "impacted_count"]
        values.append(await value_of(shared_brand, batch))
    assert values == ["SE", "PT", "AT"]


async def test_once_and_not_a_withdrawal(shared_brand: Brand) -> None:
    batch = await published_batch(shared_brand)
    (amendment_id,) = (await amend(shared_brand, target_of(batch), "PT"))["amendment_ids"]
    withdrawal = await shared_brand.call(WITHDRAW, amendment_id=amendment_id, reason="a test")
    again = await shared_brand.refused(400, WITHDRAW, amendment_id=amendment_id, reason="a test")
    of_it = await shared_brand.refused(400, WITHDRAW, amendment_id=withdrawal["amendment_id"], reason="a test")
    assert [again["code"], of_it["code"]] == ["AMENDMENT_WITHDRAWN", "AMENDMENT_IS_WITHDRAWAL"]


async def test_two_at_once_withdraw_once(shared_brand: Brand) -> None:
    batch = await published_batch(shared_brand)
    (amendment_id,) = (await amend(shared_brand, target_of(batch), "PT"))["amendment_ids"]
    body = {"brand_id": shared_brand.id, "amendment_id": amendment_id, "reason": "a test"}
    answers = await asyncio.gather(*(shared_brand.owner.post(WITHDRAW, **body) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 400, 400, 400]
    assert {answer.json().get("code") for answer in answers} == {None, "AMENDMENT_WITHDRAWN"}


async def test_another_brand_cannot_tell_it_from_none(live_server: LiveServer, shared_brand: Brand) -> None:
    batch, other = await published_batch(shared_brand), await new_brand(live_server)
    (amendment_id,) = (await amend(shared_brand, target_of(batch), "PT"))["amendment_ids"]
    refused = [
        await other.refused(400, WITHDRAW, amendment_id=each, reason="a test") for each in (amendment_id, NOBODYS_ID)
    ]
    assert refused[0] == refused[1]
