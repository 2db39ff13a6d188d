"""Settings, API credentials, by forms: one secret shown once, saved, rotated, revoked."""

import re
from typing import Any

import pytest

from countermark.entrypoints.console.permission_groups import PERMISSION_WORDS
from countermark.features.accounts.permissions import Permission
from tests.entrypoints.console.visitor import Visitor, form_fields, location, signed_in, text_of
from tests.support.client import Brand, new_brand
from tests.support.machines import Program, new_program
from tests.support.server import LiveServer

SECRET = re.compile(r'data-copy="(ms_live_[A-Za-z0-9_-]{43})"')
NEW: dict[str, str] = {"name": "SAP", "scope.products.read": "1", "expires_on": "", "allowed_addresses": "", "note": ""}


@pytest.fixture(scope="module")
async def brand(live_server: LiveServer) -> Brand:
    return await new_brand(live_server)


@pytest.fixture(scope="module")
async def owner(live_server: LiveServer, brand: Brand) -> Visitor:
    return await signed_in(live_server, brand.owner.email)


def settings_of(brand: Brand) -> str:
    return f"/console/{brand.subdomain}/settings/credentials"


async def newest(brand: Brand) -> dict[str, Any]:
    credential: dict[str, Any] = (await brand.call("list_api_credentials", with_ended=True, limit=1))["items"][0]
    return credential


def test_every_permission_has_words() -> None:
    assert set(PERMISSION_WORDS) == set(Permission)


async def test_the_first_is_offered_and_its_secret_shown_once_and_saved(brand: Brand, owner: Visitor) -> None:
    here = settings_of(brand)
    assert "Make the first credential" in text_of(await owner.get(here))
    made = await owner.send(f"{here}/new", **(NEW | {"expires_on": "2099-12-31", "allowed_addresses": "127.0.0.0/8"}))
    credential = await newest(brand)
    shown = SECRET.findall(made.text)
    assert (made.status_code, len(shown), made.headers["cache-control"]) == (200, 1, "no-store")
    assert (credential["scopes"], credential["expires_at"]) == (["products.read"], "2100-01-01T00:00:00Z")
    assert (await Program(brand, credential, shown[0]).post("list_products")).status_code == 200
    saved = form_fields(made, f"{here}/file")
    for kind in ("env", "json"):
        file = await owner.http.post(f"{here}/file", data=saved | {"format": kind})
        assert (shown[0] in file.text, brand.id in file.text, credential["client_id"] in file.text) == (True,) * 3
        assert file.headers["content-disposition"] == f'attachment; filename="countermark-{brand.subdomain}.{kind}"'
    for path in (here, f"{here}/{credential['credential_id']}"):
        assert shown[0] not in (await owner.get(path)).text


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ({"name": ""}, "name"),
        ({"scope.products.read": ""}, "scopes"),
        ({"expires_on": "soon"}, "expires_on"),
        ({"expires_on": "2020-01-01"}, "expires_on"),
        ({"expires_on": "9999-12-31"}, "expires_on"),
        ({"allowed_addresses": "office"}, "allowed_addresses"),
    ],
)
async def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    brand: Brand, owner: Visitor, typed: dict[str, str], name: str
) -> None:
    refused = await owner.send(f"{settings_of(brand)}/new", **(NEW | {"note": "Kept as typed."} | typed))
    assert (refused.status_code, f'id="{name}-error"' in refused.text) == (422, True)
    assert "Kept as typed." in refused.text


async def test_it_is_edited_and_an_expiry_that_was_not_touched_stays(brand: Brand, owner: Visitor) -> None:
    program = await new_program(brand, expires_at="2099-06-01T12:30:00Z", metadata={"plant": 2})
    path = f"{settings_of(brand)}/{program.id}"
    form = await owner.get(path)
    assert 'value="2099-06-01"' in form.text
    typed = {"name": "MES", "expires_on": "2099-06-01", "allowed_addresses": "10.0.0.1, ::1", "note": "Line 4"}
    assert location(await owner.send(path, **typed)) == settings_of(brand)
    credential = await newest(brand)
    assert (credential["name"], credential["expires_at"]) == ("MES", "2099-06-01T12:30:00Z")
    assert credential["metadata"] == {"plant": 2, "note": "Line 4"}
    assert credential["allowed_addresses"] == ["10.0.0.1/32", "::1/128"]
    await owner.send(path, **(typed | {"expires_on": "", "note": ""}))
    credential = await newest(brand)
    assert (credential["expires_at"], credential["metadata"]) == (None, {"plant": 2})


async def test_it_is_rotated_and_revoked_with_a_confirmation(brand: Brand, owner: Visitor) -> None:
    program = await new_program(brand)
    path = f"{settings_of(brand)}/{program.id}"
    rotated = await owner.send(f"{path}/rotate", overlap_s="3600")
    (secret,) = SECRET.findall(rotated.text)
    assert "Counts until" in text_of(rotated)
    for known in (program.secret, secret):
        assert (await Program(brand, program.credential, known).post("list_products")).status_code == 200
    unsure = await owner.send(f"{path}/revoke", word="no")
    assert (unsure.status_code, "Type REVOKE" in unsure.text) == (422, True)
    assert location(await owner.send(f"{path}/revoke", word="revoke")) == settings_of(brand)
    assert (await Program(brand, program.credential, secret).post("list_products")).status_code == 401
    ended = await owner.get(path)
    assert (ended.status_code, f'href="{path}/revoke"' in ended.text) == (200, False)
    assert "Revoked" in text_of(await owner.get(f"{settings_of(brand)}?with_ended=1"))


async def test_another_brands_credentials_are_not_found(live_server: LiveServer, brand: Brand, owner: Visitor) -> None:
    theirs = await new_program(await new_brand(live_server))
    assert (await owner.get(settings_of(theirs.brand))).status_code == 404
    for page in ("", "/rotate", "/revoke"):
        assert (await owner.get(f"{settings_of(brand)}/{theirs.id}{page}")).status_code == 404
