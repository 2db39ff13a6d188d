"""Settings, look: choosing a theme by clicking, and back."""

import pytest

from tests.entrypoints.console.visitor import Visitor, location, signed_in, text_of
from tests.support.client import Brand, new_brand
from tests.support.server import LiveServer


@pytest.fixture
async def brand(live_server: LiveServer) -> Brand:
    """A brand with one member."""
    return await new_brand(live_server)


@pytest.fixture
async def visitor(live_server: LiveServer, brand: Brand) -> Visitor:
    """Its owner at the console."""
    return await signed_in(live_server, brand.owner.email)


async def in_force(brand: Brand) -> list[str]:
    """The curated theme of the whole brand."""
    return [theme["key"] for theme in await brand.call("list_curated_themes") if theme["in_force"]]


async def test_a_theme_is_chosen_and_the_choice_taken_back(brand: Brand, visitor: Visitor) -> None:
    look = f"/console/{brand.subdomain}/settings/look"
    assert text_of(await visitor.get(look)).count("Use this theme") == 5
    again = location(await visitor.send(look, curated="fjord"))
    assert await in_force(brand) == ["fjord"]
    assert "Undo" in text_of(await visitor.get(again))
    await visitor.send(look, curated="register")
    assert await in_force(brand) == ["register"]


async def test_the_settings_begin_with_what_the_role_may_see(brand: Brand, visitor: Visitor) -> None:
    home = f"/console/{brand.subdomain}"
    assert location(await visitor.get(f"{home}/settings")) == f"{home}/settings/fields"


async def test_another_brand_has_its_own_look(brand: Brand, visitor: Visitor, live_server: LiveServer) -> None:
    other = await new_brand(live_server)
    await visitor.send(f"/console/{brand.subdomain}/settings/look", curated="kiosk")
    assert await in_force(other) == ["register"]
    answer = await visitor.get(f"/console/{other.subdomain}/settings/look")
    assert answer.status_code == 404
