"""Publishing and revoking in the console: what it says before, that the word is needed, that it happens once."""

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


async def published(brand: Brand, visitor: Visitor) -> tuple[str, str]:
    """A mint batch published through the console, and the path of its transitions."""
    minted = str((await new_mint_batch(brand))["mint_batch_id"])
    path = f"/console/{brand.subdomain}/passports/mint_batch/{minted}"
    location(await visitor.send(f"{path}/publish"))
    return minted, path


async def state_of(brand: Brand, mint_batch_id: str) -> str:
    """The state of its passports, as the API tells it."""
    return str((await brand.call("get_mint_batch_by_id", mint_batch_id=mint_batch_id))["passport_state"])


async def test_publishing_counts_before_and_after(brand: Brand, visitor: Visitor) -> None:
    minted = (await new_mint_batch(brand))["mint_batch_id"]
    path = f"/console/{brand.subdomain}/passports/mint_batch/{minted}/publish"
    assert "10 of 10 are drafts" in text_of(await visitor.get(path))
    page = location(await visitor.send(path))
    assert "10 passports are published." in text_of(await visitor.get(page))
    assert await state_of(brand, minted) == "published"


async def test_revoking_needs_the_word(brand: Brand, visitor: Visitor) -> None:
    minted, path = await published(brand, visitor)
    answer = await visitor.send(f"{path}/revoke", word="yes", reason="glue fails")
    assert answer.status_code == 422
    assert "glue fails" in answer.text
    assert await state_of(brand, minted) == "published"
    location(await visitor.send(f"{path}/revoke", word=" revoke ", reason="glue fails"))
    assert await state_of(brand, minted) == "revoked"


async def test_what_is_revoked_offers_nothing_more(brand: Brand, visitor: Visitor) -> None:
    _, path = await published(brand, visitor)
    await visitor.send(f"{path}/revoke", word="REVOKE")
    for step in ("publish", "revoke"):
        answer = await visitor.get(f"{path}/{step}")
        assert '<form method="post" action="/console/' + brand.subdomain not in answer.text


async def test_a_single_unit_can_be_revoked_from_its_own_page(brand: Brand, visitor: Visitor) -> None:
    minted, _ = await published(brand, visitor)
    unit = (await brand.call("list_mint_units", mint_batch_id=minted, limit=1))["items"][0]
    page = await visitor.get(f"/console/{brand.subdomain}/passports/{unit['passport_id']}")
    path = f"/console/{brand.subdomain}/passports/unit/{unit['unit_id']}/revoke"
    assert path in page.text
    location(await visitor.send(path, word="REVOKE"))
    passport = await brand.call("get_passport", passport_id=unit["passport_id"])
    assert passport["state"] == "revoked"


@pytest.mark.parametrize("path", ["mint_batch/nothing/publish", "planet/x/publish", "mint_batch/{id}/explode"])
async def test_steps_that_do_not_exist_are_not_found(brand: Brand, visitor: Visitor, path: str) -> None:
    minted = (await new_mint_batch(brand))["mint_batch_id"]
    answer = await visitor.get(f"/console/{brand.subdomain}/passports/{path.format(id=minted)}")
    assert answer.status_code in (400, 404)
    assert "request failed" not in answer.text
