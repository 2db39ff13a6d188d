"""The RPC door: PostgREST's conventions and the three messages."""

from uuid import uuid4

import httpx
import pytest

from tests.support.client import new_brand, sign_up
from tests.support.server import LiveServer


@pytest.fixture
async def http(live_server: LiveServer) -> httpx.AsyncClient:
    return live_server.client()


async def test_no_token_is_not_authenticated(http: httpx.AsyncClient) -> None:
    answer = await http.post("/rest/v1/rpc/list_brands", json={}, headers={"apikey": "anything"})
    assert answer.status_code == 401
    assert answer.json()["message"] == "Not authenticated"
    assert list(answer.json()) == ["code", "message", "details", "hint"]


async def test_another_brand_and_no_brand_are_forbidden_in_the_same_words(live_server: LiveServer) -> None:
    mine, theirs = await new_brand(live_server), await new_brand(live_server)
    not_mine = await mine.owner.refused(403, "get_brand", brand_id=theirs.id)
    not_there = await mine.owner.refused(403, "get_brand", brand_id=str(uuid4()))
    assert not_mine == not_there
    assert not_mine["message"] == "Forbidden"


async def test_a_reading_operation_answers_get(live_server: LiveServer, http: httpx.AsyncClient) -> None:
    brand = await new_brand(live_server)
    headers = {"Authorization": f"Bearer {brand.owner.access_token}"}
    answer = await http.get("/rest/v1/rpc/get_brand", params={"_brand_id": brand.id}, headers=headers)
    assert answer.status_code == 200
    assert answer.json()["brand_id"] == brand.id


async def test_a_writing_operation_refuses_get(live_server: LiveServer, http: httpx.AsyncClient) -> None:
    person = await sign_up(live_server)
    headers = {"Authorization": f"Bearer {person.access_token}"}
    answer = await http.get("/rest/v1/rpc/create_brand", params={"_name": "X", "_subdomain": "x"}, headers=headers)
    assert answer.status_code == 405
    assert answer.json()["message"] == "Invalid input"


async def test_an_unknown_operation_is_404(live_server: LiveServer) -> None:
    error = await (await sign_up(live_server)).refused(404, "drop_tables")
    assert error["code"] == "PGRST202"


@pytest.mark.parametrize("body", [b"[]", b"{", b"null", b'"x"', b"\xff", b"[" * 100_000])
async def test_a_body_that_is_no_object_is_refused(
    live_server: LiveServer, http: httpx.AsyncClient, body: bytes
) -> None:
    person = await sign_up(live_server)
    headers = {"Authorization": f"Bearer {person.access_token}"}
    answer = await http.post("/rest/v1/rpc/create_brand", content=body, headers=headers)
    assert answer.status_code == 400
    assert answer.json()["message"] == "Invalid input"


async def test_unknown_missing_and_wrongly_typed_arguments_are_named(live_server: LiveServer) -> None:
    person = await sign_up(live_server)
    unknown = await person.refused(400, "create_brand", name="X", subdomain="x", colour="red")
    assert unknown["details"].startswith("_colour:")
    missing = await person.refused(400, "create_brand", name="X")
    assert "_subdomain" in missing["details"]
    wrong = await person.refused(400, "create_brand", name=7, subdomain="x")
    assert wrong["details"].startswith("_name:")


async def test_a_body_over_a_megabyte_is_refused(live_server: LiveServer) -> None:
    person = await sign_up(live_server)
    answer = await person.post("create_brand", name="x" * 1_100_000, subdomain="x")
    assert answer.status_code == 413


async def test_the_openapi_document_describes_every_operation(http: httpx.AsyncClient) -> None:
    document = (await http.get("/openapi.json")).json()
    assert document["openapi"].startswith("3.1")
    assert "/rest/v1/rpc/create_product_batch" in document["paths"]
