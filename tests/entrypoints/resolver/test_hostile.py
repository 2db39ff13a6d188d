"""Requests that nobody means well with, against the real server: it answers, and says nothing it should not."""

import asyncio

import pytest

from tests.support.client import Brand
from tests.support.factories import new_link
from tests.support.scanning import minted, published_product, scanner_at
from tests.support.server import LiveServer


async def raw(server: LiveServer, request: bytes) -> bytes:
    """The first bytes of the answer to a request sent as it is."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    try:
        writer.write(request)
        await writer.drain()
        return await asyncio.wait_for(reader.read(65_536), 30)
    finally:
        writer.close()


def status_of(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


async def is_well(server: LiveServer, brand: Brand) -> bool:
    return (await scanner_at(server, brand.host).scan("/01/1")).status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        b"/01/" + b"9" * 65_000,
        b"/01/09506000134352/21/" + b"A" * 65_000,
        b"/01/09506000134352/21/" + b"%41" * 21_000,
        b"/" + b"a/" * 32_000 + b"01/09506000134353",
        b"/" + b"01/" * 21_000,
        b"/eh" + b"3" * 65_000,
        b"/mu/" + b"0" * 65_000,
    ],
)
async def test_a_path_of_64_kb_is_refused_in_few_words(live_server: LiveServer, brand: Brand, path: bytes) -> None:
    answer = await raw(live_server, b"GET %b HTTP/1.1\r\nhost: %b\r\n\r\n" % (path, brand.host.encode()))
    assert status_of(answer) in (400, 414)
    assert len(answer) < 8_192
    assert await is_well(live_server, brand)


async def test_10_000_query_pairs_are_forwarded_or_refused(live_server: LiveServer, brand: Brand) -> None:
    batch = await minted(live_server, brand, published=True)
    query = "&".join(f"k{number}=v" for number in range(10_000))
    head = f"GET {batch.unit['gs1_path']}?{query} HTTP/1.1\r\nhost: {brand.host}\r\n\r\n".encode()
    assert status_of(await raw(live_server, head)) in (307, 414, 431)
    attributes = "&".join(f"{number}=1" for number in range(10_000))
    head = f"GET {batch.unit['gs1_path']}?{attributes} HTTP/1.1\r\nhost: {brand.host}\r\n\r\n".encode()
    assert status_of(await raw(live_server, head)) in (400, 414, 431)
    assert await is_well(live_server, brand)


@pytest.mark.parametrize("path", ["/01/09506000134352/21/%ff%fe", "/%c3%28/01/09506000134352", "/01/%e2%82/21/A"])
async def test_invalid_utf_8_is_a_malformed_code(live_server: LiveServer, brand: Brand, path: str) -> None:
    assert (await scanner_at(live_server, brand.host).scan(path)).status_code in (400, 404)


async def test_raw_bytes_that_no_uri_has_are_refused(live_server: LiveServer, brand: Brand) -> None:
    head = b"GET /01/\xff\xfe/21/\xc3\x28 HTTP/1.1\r\nhost: %b\r\n\r\n" % brand.host.encode()
    assert status_of(await raw(live_server, head)) in (400, 404)
    assert await is_well(live_server, brand)


@pytest.mark.parametrize(
    "host",
    [
        "{host}:80@evil.example",
        "{host}/evil",
        "evil.example",
        "evil.example#{host}",
        "{host}.evil.example",
        "{host}\x01",
        "x" * 8_000,
        "%00{host}",
        '"><script>{host}',
    ],
)
async def test_a_hostile_host_never_stands_in_an_answer(live_server: LiveServer, brand: Brand, host: str) -> None:
    batch = await minted(live_server, brand, published=True)
    named = host.format(host=brand.host).encode("latin-1")
    for target in (batch.unit["gs1_path"], f"{batch.unit['gs1_path']}?linkType=linkset"):
        answer = await raw(live_server, b"GET %b HTTP/1.1\r\nhost: %b\r\n\r\n" % (target.encode(), named))
        assert b"evil" not in answer
        assert b"<script>" not in answer


async def test_two_hosts_or_none_break_nothing(live_server: LiveServer, brand: Brand) -> None:
    head = b"GET /01/1 HTTP/1.1\r\nhost: %b\r\nhost: evil.example\r\n\r\n" % brand.host.encode()
    assert b"evil" not in await raw(live_server, head)
    assert status_of(await raw(live_server, b"GET /01/1 HTTP/1.0\r\n\r\n")) in (400, 401, 404)


async def test_what_is_forwarded_cannot_split_a_header(live_server: LiveServer, brand: Brand) -> None:
    product = await published_product(brand)
    path = f"/01/{product['identifiers']['gtin'].zfill(14)}"
    await new_link(brand, product_id=product["product_id"], target_url="https://example.com/#there", is_default=True)
    scanner = scanner_at(live_server, brand.host)
    answer = await scanner.scan(f"{path}?x=%0d%0aSet-Cookie:%20a=b")
    assert "set-cookie" not in answer.headers
    assert answer.headers["location"].endswith("x=%0d%0aSet-Cookie:%20a=b") or "#" in answer.headers["location"]
    for evil in (b"?x=\r\nSet-Cookie: a=b", b"?x=\x00", b"?x=<script>"):
        head = b"GET %b%b HTTP/1.1\r\nhost: %b\r\n\r\n" % (path.encode(), evil, brand.host.encode())
        answered = (await raw(live_server, head)).lower()
        assert b"\r\nset-cookie" not in answered
        assert b"<script>" not in answered
