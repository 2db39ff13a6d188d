"""Looking at addresses: what counts as an answer, redirects, and what is never connected to."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path

import pytest

from countermark.outbound import look_at
from tests.support.tls import make_certificate
from tests.support.web_server import WebServer, answer, web_server


def only_the_first(address: IPv4Address | IPv6Address) -> bool:
    """As if 127.0.0.1 were public, and nothing else."""
    return address == ip_address("127.0.0.1")


@pytest.fixture
async def server() -> AsyncIterator[WebServer]:
    async with web_server() as running:
        yield running


@pytest.mark.parametrize("status", [200, 204, 401, 403, 429])
async def test_an_answer_is_an_answer(server: WebServer, status: int) -> None:
    server.answers["/a?b=c"] = answer(status)
    look = await look_at(server.url("/a?b=c#d"), may_reach=only_the_first)
    assert (look.problem, look.status, look.redirects) == (None, status, 0)
    assert f"Host: 127.0.0.1:{server.port}\r\n".encode() in server.heads[0]


@pytest.mark.parametrize("status", [404, 410, 500, 503])
async def test_an_error_is_a_problem(server: WebServer, status: int) -> None:
    server.answers["/"] = answer(status)
    look = await look_at(server.url(""), may_reach=only_the_first)
    assert (look.problem, look.status) == (f"answers with status {status}", status)


async def test_redirects_are_followed_and_told(server: WebServer) -> None:
    server.answers |= {"/1": answer(301, "2"), "/2": answer(307, server.url("/3")), "/3": answer(200)}
    look = await look_at(server.url("/1"), may_reach=only_the_first)
    assert (look.problem, look.redirects, look.final_url) == (None, 2, server.url("/3"))


@pytest.mark.parametrize(
    ("location", "problem"),
    [
        ("/loop", "redirects more than 5 times"),
        (None, "redirects (302), but not where to"),
        ("file:///etc/passwd", "redirects to what is no web address"),
        ("gopher://127.0.0.1/", "redirects to what is no web address"),
        ("http://[", "redirects to what is no address"),
        ("/" + "x" * 5_000, "redirects to an address that is too long"),
        ("http://127.0.0.2:{port}/", "127.0.0.2 is not on the public internet"),
        ("http://169.254.169.254/latest/meta-data", "169.254.169.254 is not on the public internet"),
        ("http://[::ffff:127.0.0.2]/", "::ffff:127.0.0.2 is not on the public internet"),
        ("http://0/", "0 is not on the public internet"),
    ],
)
async def test_a_redirect_leads_nowhere_it_should_not(server: WebServer, location: str | None, problem: str) -> None:
    server.answers["/loop"] = answer(302, location and location.format(port=server.port))
    look = await look_at(server.url("/loop"), may_reach=only_the_first)
    assert (look.problem, look.status) == (problem, 302)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "127.1", "0x7f000001", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"]
)
async def test_nothing_private_is_ever_connected_to(server: WebServer, host: str) -> None:
    look = await look_at(server.url("/", host))
    assert look.problem is not None
    assert server.asked.total() == 0


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "does not answer as a web server"),
        (b"SSH-2.0-OpenSSH\r\n", "does not answer as a web server"),
        (b"HTTP/1.1 200 OK\r\nx: " + b"a" * 100_000, "answers with headers that are too long"),
        (b"HTTP/1.1 999 OK\r\n\r\n", "does not answer as a web server"),
    ],
)
async def test_what_is_no_web_server_is_told(server: WebServer, content: bytes, problem: str) -> None:
    server.answers["/"] = content
    assert (await look_at(server.url("/"), may_reach=only_the_first)).problem == problem


async def test_a_closed_port_and_a_name_without_address_are_told(server: WebServer) -> None:
    assert (await look_at("http://127.0.0.1:1/", may_reach=only_the_first)).problem == "cannot be connected to"
    named = await look_at("http://nothing.invalid/", may_reach=only_the_first)
    assert named.problem == "the host name nothing.invalid has no address"


async def test_a_certificate_of_nobody_is_told(tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*await asyncio.to_thread(make_certificate, "localhost", tmp_path))
    async with web_server(context) as server:
        look = await look_at(server.url("/"), may_reach=only_the_first)
    assert look.problem is not None
    assert look.problem.startswith("has a certificate that is not valid")
