"""Signing in and out of the console: what the cookie is, how long it is worth something."""

from uuid import uuid4

import pytest

from tests.entrypoints.console.visitor import cookie_header, location, new_visitor, signed_in, signed_up, text_of
from tests.support.client import PASSWORD, sign_up
from tests.support.server import LiveServer

SESSION = "countermark_session"


async def test_the_session_cookie_is_for_the_console_only_and_out_of_reach_of_script(live_server: LiveServer) -> None:
    person = await sign_up(live_server)
    visitor = new_visitor(live_server)
    answer = await visitor.send("/console/sign-in", email=person.email, password=PASSWORD)
    cookie = cookie_header(answer, SESSION)
    assert {"HttpOnly", "Path=/console", "SameSite=lax"} <= set(cookie.split("; "))
    assert "Secure" not in cookie  # the test server is reached by http


async def test_signing_in_gives_a_session_that_was_not_there_before(live_server: LiveServer) -> None:
    person = await sign_up(live_server)
    visitor = new_visitor(live_server)
    visitor.http.cookies.set(SESSION, "planted", path="/console")
    answer = await visitor.send("/console/sign-in", email=person.email, password=PASSWORD)
    assert "planted" not in cookie_header(answer, SESSION)


async def test_signing_in_again_ends_the_session_of_before(live_server: LiveServer) -> None:
    person = await sign_up(live_server)
    visitor = await signed_in(live_server, person.email)
    before = visitor.http.cookies[SESSION]
    await visitor.send("/console/sign-in", form_at="/console/new-brand", email=person.email, password=PASSWORD)
    assert visitor.http.cookies[SESSION] != before
    old = new_visitor(live_server)
    old.http.cookies.set(SESSION, before, path="/console")
    assert (await old.get("/console/new-brand")).status_code == 303


async def test_signing_out_makes_the_cookie_worthless(live_server: LiveServer) -> None:
    visitor = await signed_up(live_server)
    cookie = visitor.http.cookies[SESSION]
    await visitor.send("/console/sign-out", form_at="/console/new-brand")
    visitor.http.cookies.set(SESSION, cookie, path="/console")
    assert location(await visitor.get("/console/new-brand")).startswith("/console/sign-in")


async def test_wrong_passwords_and_unknown_addresses_look_the_same(live_server: LiveServer) -> None:
    person = await sign_up(live_server)
    visitor = new_visitor(live_server)
    known = await visitor.send("/console/sign-in", email=person.email, password="not the password")
    unknown = await visitor.send("/console/sign-in", email=f"{uuid4().hex}@example.com", password="not the password")
    assert known.status_code == unknown.status_code == 422
    assert text_of(known) == text_of(unknown)


async def test_people_come_back_to_the_page_they_wanted(live_server: LiveServer) -> None:
    person = await sign_up(live_server)
    visitor = new_visitor(live_server)
    asked = location(await visitor.get("/console/alpenrad/products?query=bike"))
    assert asked == "/console/sign-in?next=%2Fconsole%2Falpenrad%2Fproducts%3Fquery%3Dbike"
    wanted = "/console/alpenrad/products?query=bike"
    answer = await visitor.send("/console/sign-in", email=person.email, password=PASSWORD, next=wanted)
    assert location(answer) == wanted


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/console/", "//evil.example/console/", "/console/\\evil.example", "javascript:x"]
)
async def test_signing_in_never_leads_elsewhere(live_server: LiveServer, elsewhere: str) -> None:
    person = await sign_up(live_server)
    visitor = new_visitor(live_server)
    answer = await visitor.send("/console/sign-in", email=person.email, password=PASSWORD, next=elsewhere)
    assert location(answer) == "/console/"


async def test_an_htmx_request_without_a_session_sends_the_whole_page_to_sign_in(live_server: LiveServer) -> None:
    answer = await new_visitor(live_server).get("/console/new-brand", **{"hx-request": "true"})
    assert answer.headers["hx-redirect"].startswith("/console/sign-in")
