"""Publishing and revoking in the console: what it says before, that the word is needed, that it happens once."""

import httpx
import pytest

from tests.entrypoints.console.visitor import Visitor, location, signed_in, text_of
from tests.support.client import Brand, new_brand
from tests.support.factories import new_mint_batch
from tests.support.server import LiveServer


@pytest.fixture
async def brand(live_server: LiveServer) -> Brand:
    """A brand with one member."""
    return await new_brand(live_server)


@pytest.fixture
async def visitor(live_server: LiveServer, brand: Brand) -> Visitor:
    """Its owner at the console."""
    return await signed_in(live_server, brand.owner.email)


def at(brand: Brand, step: str, *targets: str) -> str:
    """The path of a step for some targets, each ``kind:id``."""
    query = "&".join(f"target={target}" for target in targets)
    return f"/console/{brand.subdomain}/passports/transitions/{step}?{query}"


async def sent(brand: Brand, visitor: Visitor, step: str, *targets: str, **fields: str) -> httpx.Response:
    """The answer to the form that stands there."""
    path = at(brand, step, *targets)
    form = {"csrf": await visitor.token(path), "target": list(targets)} | fields
    return await visitor.http.post(path.partition("?")[0], data=form)


async def drafts(brand: Brand) -> str:
    """A mint batch of 10 units whose passports are drafts, as a target."""
    return f"mint_batch:{(await new_mint_batch(brand))['mint_batch_id']}"


async def published(brand: Brand, visitor: Visitor) -> str:
    """One whose passports were published through the console."""
    target = await drafts(brand)
    location(await sent(brand, visitor, "publish", target))
    return target


async def state_of(brand: Brand, target: str) -> str:
    """The state of its passports, as the API tells it."""
    batch = await brand.call("get_mint_batch_by_id", mint_batch_id=target.partition(":")[2])
    return str(batch["passport_state"])


async def test_publishing_counts_before_and_after(brand: Brand, visitor: Visitor) -> None:
    target = await drafts(brand)
    assert "10 of 10 are drafts" in text_of(await visitor.get(at(brand, "publish", target)))
    page = location(await sent(brand, visitor, "publish", target))
    assert "10 passports are published." in text_of(await visitor.get(page))
    assert await state_of(brand, target) == "published"


async def test_revoking_needs_the_word(brand: Brand, visitor: Visitor) -> None:
    target = await published(brand, visitor)
    answer = await sent(brand, visitor, "revoke", target, word="yes", reason="glue fails")
    assert answer.status_code == 422
    assert "glue fails" in answer.text
    assert await state_of(brand, target) == "published"
    location(await sent(brand, visitor, "revoke", target, word=" revoke ", reason="glue fails"))
    assert await state_of(brand, target) == "revoked"


async def test_what_is_revoked_offers_nothing_more(brand: Brand, visitor: Visitor) -> None:
    target = await published(brand, visitor)
    await sent(brand, visitor, "revoke", target, word="REVOKE")
    for step in ("publish", "revoke"):
        answer = await visitor.get(at(brand, step, target))
        assert "Nothing to" in answer.text
        assert f'action="/console/{brand.subdomain}/passports' not in answer.text


async def test_many_are_counted_together_and_one_that_cannot_move_stops_no_other(
    brand: Brand, visitor: Visitor
) -> None:
    targets = [await drafts(brand), await published(brand, visitor), await drafts(brand)]
    assert "20 of 30 are drafts" in text_of(await visitor.get(at(brand, "publish", *targets)))
    location(await sent(brand, visitor, "publish", *targets))
    assert [await state_of(brand, target) for target in targets] == ["published"] * 3


async def test_a_single_unit_can_be_revoked_from_its_own_page(brand: Brand, visitor: Visitor) -> None:
    target = await published(brand, visitor)
    units = await brand.call("list_mint_units", mint_batch_id=target.partition(":")[2], limit=1)
    unit = units["items"][0]
    page = await visitor.get(f"/console/{brand.subdomain}/passports/{unit['passport_id']}")
    assert at(brand, "revoke", f"unit:{unit['unit_id']}") in page.text
    location(await sent(brand, visitor, "revoke", f"unit:{unit['unit_id']}", word="REVOKE"))
    passport = await brand.call("get_passport", passport_id=unit["passport_id"])
    assert passport["state"] == "revoked"


@pytest.mark.parametrize(
    ("step", "targets"),
    [("publish", []), ("publish", ["planet:x"]), ("publish", ["mint_batch:nothing"]), ("explode", ["{drafts}"])],
)
async def test_steps_and_targets_that_do_not_exist_are_not_found(
    brand: Brand, visitor: Visitor, step: str, targets: list[str]
) -> None:
    named = [target.format(drafts=await drafts(brand)) for target in targets]
    answer = await visitor.get(at(brand, step, *named))
    assert answer.status_code in (400, 404)


async def test_another_brands_passports_cannot_be_moved(
    live_server: LiveServer, brand: Brand, visitor: Visitor
) -> None:
    other = await new_brand(live_server)
    foreign = await drafts(other)
    form = {"csrf": await visitor.token(f"/console/{brand.subdomain}/"), "target": foreign}
    answer = await visitor.http.post(at(brand, "publish").partition("?")[0], data=form)
    assert answer.status_code == 404
    assert await state_of(other, foreign) == "unpublished"
