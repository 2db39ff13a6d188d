"""create_passport_theme: a closed set of tokens."""

from typing import Any

import pytest

from tests.support.client import Brand, new_brand
from tests.support.server import LiveServer

PALETTE = {"paper": "#ffffff", "surface": "#ffffff", "ink": "#000000", "muted": "#555555", "line": "#dddddd"}
SIGNALS = {"positive": "#17653a", "warning": "#7a4a00", "danger": "#a01c1c"}
PLAIN: dict[str, Any] = {"light": PALETTE | SIGNALS, "dark": PALETTE | SIGNALS}


async def test_a_theme_has_every_token_and_says_what_is_hard_to_read(shared_brand: Brand) -> None:
    pale = PLAIN | {"light": PLAIN["light"] | {"muted": "#bbbbbb"}}
    made = await shared_brand.call("create_passport_theme", name="  Pale  one", tokens=pale)
    assert (made["name"], made["latest_version"], made["draft"]["radius"]) == ("Pale one", None, "large")
    problem = made["problems"][0]
    assert (problem["scheme"], problem["role"], problem["ground"]) == ("light", "muted", "paper")
    assert problem["ratio"] < problem["needed"] == 4.5


@pytest.mark.parametrize(
    "wrong",
    [
        {"light": PLAIN["light"] | {"ink": "black"}},
        {"light": PLAIN["light"] | {"ink": "#FFFFFF"}},
        {"radius": "enormous"},
        {"background": "url(https://example.com)"},
        {"dark": {}},
    ],
)
async def test_anything_but_a_token_is_refused(shared_brand: Brand, wrong: dict[str, Any]) -> None:
    await shared_brand.refused(400, "create_passport_theme", name="Wrong", tokens=PLAIN | wrong)


async def test_a_name_is_given_once_and_there_is_one_source(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    await brand.call("create_passport_theme", name="One", start_from="kiosk")
    error = await brand.refused(409, "create_passport_theme", name="one", start_from="kiosk")
    assert error["code"] == "NAME_TAKEN"
    await brand.refused(400, "create_passport_theme", name="Two", start_from="kiosk", tokens=PLAIN)
    await brand.refused(400, "create_passport_theme", name="Two")
    await brand.refused(400, "create_passport_theme", name="Two", start_from="vapour")


async def test_another_brand_cannot_make_one_here(live_server: LiveServer, shared_brand: Brand) -> None:
    other = await new_brand(live_server)
    arguments = {"brand_id": shared_brand.id, "name": "Mine", "start_from": "werk"}
    await other.owner.refused(403, "create_passport_theme", **arguments)
