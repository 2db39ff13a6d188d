"""What an answer of the resolver looks like: statuses, headers, methods, JSON."""

import httpx
import pytest

from tests.support.client import Brand
from tests.support.factories import new_gtin
from tests.support.scanning import Minted, leads_to, minted, scanner_at
from tests.support.server import LiveServer
from tests.support.waiting import until


@pytest.fixture
async def batch(live_server: LiveServer, brand: Brand) -> Minted:
    """A published batch whose units were active from the start."""
    return await minted(live_server, brand, published=True, activation_mode="active_at_mint")


MALFORMED = (
    "/01/09506000134353",
    "/01/9506000134352",
    "/gtin/09506000134352",
    "/01/09506000134352/foo",
    "/01/09506000134352/21/A/10/B",
    "/01/09506000134352/21/A/21/B",
    "/01/09506000134352/21/%00",
    "/01/09506000134352/21/",
    "/01/09506000134352?10=A",
    "/mu/not-a-uuid",
    "/mu/0193f6e0-0000-7000-8000-000000000000/more",
    "/wp-login.php",
)


@pytest.mark.parametrize("path", MALFORMED)
async def test_bad_syntax_is_400_and_never_200(live_server: LiveServer, brand: Brand, path: str) -> None:
    answer = await scanner_at(live_server, brand.host).scan(path)
    assert answer.status_code == 400
    assert "This code cannot be read" in answer.text


async def test_problems_are_json_to_who_asks_for_json(live_server: LiveServer, brand: Brand) -> None:
    scanner = scanner_at(live_server, brand.host)
    for path, status, code in (("/01/1", 400, "MALFORMED"), (f"/01/{new_gtin().zfill(14)}", 404, "UNKNOWN_CODE")):
        answer = await scanner.scan(path, accept="application/json")
        assert answer.headers["content-type"] == "application/problem+json"
        assert (answer.status_code, answer.json()["status"], answer.json()["code"]) == (status, status, code)


async def test_a_settled_answer_may_be_cached(batch: Minted) -> None:
    answer = await batch.scan()
    assert answer.headers["cache-control"] == "public, max-age=3600"
    assert answer.headers["vary"] == "Accept, Accept-Language"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "set-cookie" not in answer.headers


def is_settled(answer: httpx.Response) -> bool:
    """Resolvers hear of a change when it commits, not before its answer leaves."""
    return answer.headers["cache-control"] == "public, max-age=3600"


async def test_an_unpublished_passport_is_pending_and_not_cached(live_server: LiveServer, brand: Brand) -> None:
    batch = await minted(live_server, brand, activation_mode="active_at_mint")
    assert (await batch.scan()).headers["cache-control"] == "no-store, max-age=0"
    await batch.move("published")
    await until(batch.scan, is_settled)


async def test_a_unit_published_on_its_own_is_settled_on_its_own(live_server: LiveServer, brand: Brand) -> None:
    batch = await minted(live_server, brand, activation_mode="active_at_mint")
    await batch.move("published", "unit", batch.unit["unit_id"])
    await until(batch.scan, is_settled)
    other = await batch.scan(batch.units[1]["gs1_path"])
    assert other.headers["cache-control"] == "no-store, max-age=0"


async def test_a_revoked_unit_still_leads_to_its_passport(batch: Minted) -> None:
    await batch.move("revoked", "unit", batch.unit["unit_id"])
    answer = await batch.scan()
    assert leads_to(answer) == f"/passport/{batch.unit['serial']}"
    assert (await batch.scan(answer.headers["location"])).status_code == 410


async def test_head_is_get_without_a_body(batch: Minted) -> None:
    get, head = await batch.scan(), await batch.scan(method="HEAD")
    assert (head.status_code, head.headers["location"]) == (307, get.headers["location"])
    get, head = await batch.scan("/01/1"), await batch.scan("/01/1", method="HEAD")
    assert (head.status_code, head.content) == (400, b"")
    assert head.headers["content-length"] == get.headers["content-length"]


async def test_anyone_may_read_from_any_origin(batch: Minted) -> None:
    preflight = await batch.scan(method="OPTIONS", origin="https://shop.example")
    assert preflight.status_code == 204
    assert preflight.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert (await batch.scan()).headers["access-control-allow-origin"] == "*"
    assert "Link" in (await batch.scan()).headers["access-control-expose-headers"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
async def test_nothing_can_be_written(batch: Minted, method: str) -> None:
    answer = await batch.scan(method=method)
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("path", ["/", "/favicon.ico", "/robots.txt", "/.well-known/security.txt"])
async def test_what_is_no_code_is_no_bad_code(live_server: LiveServer, brand: Brand, path: str) -> None:
    assert (await scanner_at(live_server, brand.host).scan(path)).status_code == 404
