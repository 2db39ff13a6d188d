"""/auth/v1 over HTTP: accounts, sessions, rotation, revocation."""

import asyncio
from uuid import uuid4

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from tests.support.client import PASSWORD, Person, sign_up
from tests.support.server import LiveServer


@pytest.fixture
async def http(live_server: LiveServer) -> httpx.AsyncClient:
    return live_server.client()


def fresh_email() -> str:
    return f"{uuid4().hex}@example.com"


async def token(http: httpx.AsyncClient, grant_type: str, **body: str) -> httpx.Response:
    return await http.post("/auth/v1/token", params={"grant_type": grant_type}, json=body)


async def who(http: httpx.AsyncClient, access_token: str) -> httpx.Response:
    return await http.get("/auth/v1/user", headers={"Authorization": f"Bearer {access_token}"})


async def test_a_signed_up_person_signs_in_and_is_known(live_server: LiveServer, http: httpx.AsyncClient) -> None:
    person = await sign_up(live_server)
    answer = await who(http, person.access_token)
    assert answer.status_code == 200
    assert answer.json()["email"] == person.email


async def test_signing_up_twice_answers_the_same_and_keeps_the_first_password(http: httpx.AsyncClient) -> None:
    email = fresh_email()
    first = await http.post("/auth/v1/signup", json={"email": email, "password": PASSWORD})
    second = await http.post("/auth/v1/signup", json={"email": email, "password": "another password 1"})
    assert (first.status_code, set(first.json())) == (second.status_code, set(second.json()))
    assert (await token(http, "password", email=email, password="another password 1")).status_code == 400
    assert (await token(http, "password", email=email, password=PASSWORD)).status_code == 200


async def test_a_wrong_password_and_an_unknown_address_answer_the_same(
    live_server: LiveServer, http: httpx.AsyncClient
) -> None:
    person = await sign_up(live_server)
    wrong = await token(http, "password", email=person.email, password="not the password")
    unknown = await token(http, "password", email=fresh_email(), password="not the password")
    assert wrong.status_code == unknown.status_code == 400
    assert wrong.json() == unknown.json()


async def test_failures_of_an_account_are_limited_even_for_the_right_password(http: httpx.AsyncClient) -> None:
    email = fresh_email()
    await http.post("/auth/v1/signup", json={"email": email, "password": PASSWORD})
    for _ in range(10):
        await token(http, "password", email=email, password="not the password")
    refused = await token(http, "password", email=email, password=PASSWORD)
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) > 0


@pytest.mark.parametrize(
    ("email", "password", "named"),
    [
        ("no-at-sign", PASSWORD, "email"),
        ("a@b", PASSWORD, "email"),
        ("nul\x00@example.com", PASSWORD, "email"),
        ("a@example.com", "short", "password"),
        ("a@example.com", "x" * 201, "password"),
    ],
)
async def test_bad_credentials_are_named(http: httpx.AsyncClient, email: str, password: str, named: str) -> None:
    answer = await http.post("/auth/v1/signup", json={"email": email, "password": password})
    assert answer.status_code == 400
    assert answer.json()["details"].startswith(named)


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"email":1}', b'{"email":"a@example.com"}', b"\xff"])
async def test_a_malformed_body_is_refused(http: httpx.AsyncClient, body: bytes) -> None:
    for path in ("/auth/v1/signup", "/auth/v1/token?grant_type=password", "/auth/v1/token?grant_type=refresh_token"):
        assert (await http.post(path, content=body)).status_code == 400


async def test_an_unknown_grant_type_is_refused(http: httpx.AsyncClient) -> None:
    answer = await token(http, "magic")
    assert answer.status_code == 400
    assert answer.json()["error_code"] == "unsupported_grant_type"


async def test_a_refresh_token_gives_a_new_pair(live_server: LiveServer, http: httpx.AsyncClient) -> None:
    person = await sign_up(live_server)
    answer = await token(http, "refresh_token", refresh_token=person.refresh_token)
    assert answer.status_code == 200
    assert answer.json()["refresh_token"] != person.refresh_token
    assert (await who(http, answer.json()["access_token"])).status_code == 200


async def test_reusing_a_refresh_token_ends_the_session(live_server: LiveServer, http: httpx.AsyncClient) -> None:
    person = await sign_up(live_server)
    renewed = (await token(http, "refresh_token", refresh_token=person.refresh_token)).json()
    assert (await token(http, "refresh_token", refresh_token=person.refresh_token)).status_code == 400
    assert (await who(http, renewed["access_token"])).status_code == 401
    assert (await token(http, "refresh_token", refresh_token=renewed["refresh_token"])).status_code == 400


async def test_of_two_refreshes_at_once_one_wins(live_server: LiveServer, http: httpx.AsyncClient) -> None:
    person = await sign_up(live_server)
    answers = await asyncio.gather(
        *(token(http, "refresh_token", refresh_token=person.refresh_token) for _ in range(5))
    )
    assert sorted(answer.status_code for answer in answers).count(200) == 1


async def test_logging_out_refuses_the_access_token_at_once(live_server: LiveServer, http: httpx.AsyncClient) -> None:
    person = await sign_up(live_server)
    headers = {"Authorization": f"Bearer {person.access_token}"}
    assert (await http.post("/auth/v1/logout", headers=headers)).status_code == 204
    assert (await who(http, person.access_token)).status_code == 401
    assert (await person.refused(401, "list_brands"))["message"] == "Not authenticated"


async def test_logging_out_here_leaves_other_devices_signed_in(
    live_server: LiveServer, http: httpx.AsyncClient
) -> None:
    person = await sign_up(live_server)
    other = (await token(http, "password", email=person.email, password=PASSWORD)).json()
    headers = {"Authorization": f"Bearer {person.access_token}"}
    await http.post("/auth/v1/logout", params={"scope": "local"}, headers=headers)
    assert (await who(http, other["access_token"])).status_code == 200


async def test_anyone_can_verify_a_token_with_the_published_keys(
    live_server: LiveServer, http: httpx.AsyncClient
) -> None:
    person = await sign_up(live_server)
    keys = KeySet.import_key_set((await http.get("/auth/v1/.well-known/jwks.json")).json())
    claims = jwt.decode(person.access_token, keys, algorithms=["Ed25519"]).claims
    assert claims["sub"] == person.user_id
    assert not any("d" in key for key in (await http.get("/auth/v1/.well-known/jwks.json")).json()["keys"])


def tampered(person: Person) -> list[str]:
    head, body, signature = person.access_token.split(".")
    unsigned = "eyJhbGciOiJub25lIn0"
    return [f"{head}.{body}.{signature[:-4]}AAAA", f"{unsigned}.{body}.", f"{head}.{body}", "x", "a.b.c", "é"]


async def test_forged_tokens_are_refused(live_server: LiveServer, http: httpx.AsyncClient) -> None:
    person = await sign_up(live_server)
    for forged in tampered(person):
        answer = await http.post(
            "/rest/v1/rpc/list_brands", json={}, headers={b"Authorization": f"Bearer {forged}".encode()}
        )
        assert answer.status_code == 401, forged
        assert answer.json()["message"] == "Not authenticated"
