"""What keeps the console's pages to themselves: the token, the origin, the headers."""

import pytest

from tests.entrypoints.console.visitor import new_visitor, signed_up, with_brand
from tests.support.server import LiveServer

BRAND = {"name": "Alpenrad", "subdomain": "alpenrad"}


@pytest.mark.parametrize("token", ["", "0" * 64, "ü"])
async def test_a_form_without_the_token_of_its_session_changes_nothing(live_server: LiveServer, token: str) -> None:
    visitor = await signed_up(live_server)
    answer = await visitor.http.post("/console/new-brand", data={**BRAND, "csrf": token})
    assert answer.status_code == 403
    assert "This form has gone stale" in answer.text


async def test_the_token_of_another_session_is_refused(live_server: LiveServer) -> None:
    stolen = await (await signed_up(live_server)).token("/console/new-brand")
    visitor = await signed_up(live_server)
    answer = await visitor.http.post("/console/new-brand", data={**BRAND, "csrf": stolen})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
    ],
)
async def test_a_request_from_another_site_is_refused_even_with_the_token(
    live_server: LiveServer, headers: dict[str, str]
) -> None:
    visitor = await signed_up(live_server)
    token = await visitor.token("/console/new-brand")
    answer = await visitor.http.post("/console/new-brand", data={**BRAND, "csrf": token}, headers=headers)
    assert answer.status_code == 403


async def test_the_token_may_come_in_the_header_that_htmx_sends(live_server: LiveServer) -> None:
    visitor = await signed_up(live_server)
    token = await visitor.token("/console/new-brand")
    form = {"theme": "dark", "back": "/console/"}
    answer = await visitor.http.post("/console/appearance", data=form, headers={"x-csrf-token": token})
    assert answer.status_code == 303


async def test_signing_in_needs_a_token_too(live_server: LiveServer) -> None:
    visitor = new_visitor(live_server)
    answer = await visitor.http.post("/console/sign-in", data={"email": "a@example.com", "password": "x"})
    assert answer.status_code == 403


async def test_every_page_is_strict_about_what_a_browser_may_do_with_it(live_server: LiveServer) -> None:
    visitor, home = await with_brand(live_server)
    for path in ("/console/sign-in", home, f"{home}products", f"{home}nothing/here/at/all", "/console/nobody/"):
        headers = (await visitor.get(path)).headers
        policy = headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert (headers["x-frame-options"], headers["cache-control"]) == ("DENY", "no-store")


async def test_no_page_holds_script_or_style_of_its_own(live_server: LiveServer) -> None:
    visitor, home = await with_brand(live_server)
    for path in (home, f"{home}products", f"{home}products/new", f"{home}batches", f"{home}minting"):
        text = (await visitor.get(path)).text
        assert "<style" not in text
        assert ' style="' not in text
        assert "<script>" not in text
        assert "onclick" not in text


async def test_what_is_typed_is_shown_as_text(live_server: LiveServer) -> None:
    visitor, home = await with_brand(live_server)
    answer = await visitor.send(f"{home}products/new", name="<script>alert(1)</script>", sku="", gtin="1")
    assert answer.status_code == 422
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert" in answer.text
