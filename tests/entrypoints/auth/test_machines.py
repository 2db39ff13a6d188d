"""Programs at the doors: x-api-key, OAuth client credentials, scopes, networks, rate limits, the audit log."""

import base64
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest

from countermark.features.accounts.machine_access import is_address_allowed
from countermark.features.accounts.machines import client_id_of, ids_of
from tests.support.client import Brand, new_brand
from tests.support.factories import new_product
from tests.support.files import MANUAL, announce
from tests.support.machines import Program, new_program
from tests.support.server import LiveServer, start_server


@pytest.fixture(scope="module")
async def brand(live_server: LiveServer) -> Brand:
    return await new_brand(live_server)


@pytest.fixture(scope="module")
async def program(brand: Brand) -> Program:
    return await new_program(brand, "products.read", "products.write")


def basic(client_id: str, secret: str) -> dict[str, str]:
    return {"authorization": "Basic " + base64.b64encode(f"{client_id}:{secret}".encode()).decode()}


async def test_a_program_does_what_its_scopes_allow_and_is_named_in_the_audit_log(
    brand: Brand, program: Program, owner: psycopg.Connection
) -> None:
    by_key = await program.post("create_product", name={"en": "By key"})
    by_token = await program.post_with_token(await program.token(), "create_product", name={"en": "By token"})
    assert (by_key.status_code, by_token.status_code) == (200, 200)
    for answer in (by_key, by_token):
        product_id = answer.json()["product_id"]
        told = owner.execute(
            "SELECT actor_kind, actor_id FROM audit_log WHERE object_id = %s", (product_id,)
        ).fetchone()
        assert told == ("credential", UUID(program.id))
        (change,) = (await brand.call("list_product_history", product_id=product_id))["items"]
        assert change["actor_name"] == "ERP"
    refused = await program.post("archive_product", product_id=by_key.json()["product_id"])
    assert refused.status_code == 200
    refused = await program.post("list_brand_batches")
    assert (refused.status_code, refused.json()["details"]) == (403, "this API credential lacks the scope batches.read")
    (used,) = [one for one in (await brand.call("list_api_credentials"))["items"] if one["credential_id"] == program.id]
    assert used["last_used_at"] is not None


async def test_another_brand_is_as_forbidden_to_a_program_as_one_that_does_not_exist(
    live_server: LiveServer, program: Program
) -> None:
    theirs = await new_brand(live_server)
    token = await program.token()
    for send in (program.post, lambda *a, **b: program.post_with_token(token, *a, **b)):
        refusals = [await send("list_products", brand_id=one) for one in (theirs.id, str(uuid4()))]
        assert {answer.status_code for answer in refusals} == {403}
        assert refusals[0].json() == refusals[1].json()


async def test_what_is_for_people_is_refused(program: Program) -> None:
    token = await program.token()
    assert (await program.post_with_token(token, "create_brand", name="X", subdomain="xyz")).status_code == 400
    http = program.brand.owner.http
    for method, path in (("GET", "/auth/v1/user"), ("POST", "/auth/v1/logout")):
        answer = await http.request(method, path, headers={"authorization": f"Bearer {token}"})
        assert answer.status_code == 401
    listed = await http.post("/rest/v1/rpc/list_brands", json={}, headers={"x-api-key": program.key})
    assert (listed.status_code, listed.json()["message"]) == (403, "Forbidden")


async def test_a_token_comes_by_basic_and_by_form_and_may_be_narrowed(program: Program) -> None:
    http, client_id = program.brand.owner.http, program.credential["client_id"]
    form = {"grant_type": "client_credentials", "scope": "products.read"}
    answer = await http.post("/auth/v1/oauth/token", data=form, headers=basic(client_id, program.secret))
    granted = answer.json()
    assert (granted["token_type"], granted["scope"]) == ("Bearer", "products.read")
    assert (answer.headers["cache-control"], granted["expires_in"]) == ("no-store", 3600)
    assert (await program.post_with_token(granted["access_token"], "list_products")).status_code == 200
    narrowed = await program.post_with_token(granted["access_token"], "create_product", name={"en": "X"})
    assert narrowed.status_code == 403
    assert (await program.ask_for_token()).json()["scope"] == "products.read products.write"


@pytest.mark.parametrize(
    ("form", "status", "error"),
    [
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"grant_type": ""}, 400, "invalid_request"),
        ({"client_secret": "ms_live_wrong"}, 401, "invalid_client"),
        ({"client_id": "mk_live_nobody"}, 401, "invalid_client"),
        ({"client_id": ""}, 401, "invalid_client"),
        ({"scope": "products.read brand.manage"}, 400, "invalid_scope"),
    ],
)
async def test_refusals_are_those_of_rfc_6749(program: Program, form: dict[str, str], status: int, error: str) -> None:
    answer = await program.ask_for_token(**form)
    assert (answer.status_code, answer.json()["error"]) == (status, error)
    assert answer.headers["cache-control"] == "no-store"
    assert "www-authenticate" not in answer.headers


async def test_malformed_requests_are_refused(program: Program) -> None:
    http, client_id = program.brand.owner.http, program.credential["client_id"]
    form = {"grant_type": "client_credentials"}
    wrong = await http.post("/auth/v1/oauth/token", data=form, headers=basic(client_id, "wrong"))
    assert (wrong.status_code, wrong.headers["www-authenticate"]) == (401, 'Basic realm="Countermark"')
    both = await http.post(
        "/auth/v1/oauth/token", data={**form, "client_secret": "x"}, headers=basic(client_id, program.secret)
    )
    assert (both.status_code, both.json()["error"]) == (400, "invalid_request")
    kind = {"content-type": "application/x-www-form-urlencoded"}
    for body, headers in (
        (b"grant_type=a&grant_type=b", kind),
        (b"\xff=%ff", kind),
        (b"&".join(b"a%d=1" % number for number in range(50)), kind),
        (b'{"grant_type":"client_credentials"}', {"content-type": "application/json"}),
    ):
        answer = await http.post("/auth/v1/oauth/token", content=body, headers=headers)
        assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")
    for header in ("Basic", "Basic !!!", "Basic " + base64.b64encode(b"\xff\xfe").decode()):
        answer = await http.post("/auth/v1/oauth/token", data=form, headers={"authorization": header})
        assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


@pytest.mark.parametrize("key", ["x", ".", "mk_live_.ms_live_", "mk_live_" + "a" * 52 + ".ms_live_x", "\xff.x"])
async def test_a_key_that_is_none_is_not_authenticated(program: Program, key: str) -> None:
    body = {"_brand_id": program.brand.id}
    headers = [(b"x-api-key", key.encode("latin-1"))]
    answer = await program.brand.owner.http.post("/rest/v1/rpc/list_products", json=body, headers=headers)
    assert (answer.status_code, answer.json()["message"]) == (401, "Not authenticated")


async def test_an_expired_credential_is_refused_also_with_a_token(brand: Brand, owner: psycopg.Connection) -> None:
    program = await new_program(brand)
    token = await program.token()
    owner.execute("UPDATE api_credentials SET expires_at = now() WHERE credential_id = %s", (program.id,))
    for answer in (await program.post("list_products"), await program.post_with_token(token, "list_products")):
        assert (answer.status_code, answer.json()["details"]) == (401, "this API credential has expired")
    assert (await program.ask_for_token()).status_code == 401


async def test_a_credential_is_for_its_networks_only(brand: Brand) -> None:
    here = await new_program(brand, allowed_addresses=["127.0.0.0/8"])
    elsewhere = await new_program(brand, allowed_addresses=["192.0.2.0/24"])
    assert (await here.post("list_products")).status_code == 200
    assert (await here.post_with_token(await here.token(), "list_products")).status_code == 200
    assert (await elsewhere.post("list_products")).status_code == 401
    assert (await elsewhere.ask_for_token()).status_code == 401


async def test_a_program_uploads_a_file(brand: Brand) -> None:
    program = await new_program(brand, "attachments.write", "products.read")
    announced = await announce(brand, (await new_product(brand))["product_id"], MANUAL)
    reader = await new_program(brand)
    for key, status in ((program.key + "x", 401), (reader.key, 403), (program.key, 200)):
        headers = {"x-api-key": key}
        answer = await brand.owner.http.put(announced["upload_path"], content=MANUAL.content, headers=headers)
        assert answer.status_code == status, answer.text


@pytest.fixture
async def strict(database_url: str, home: Path) -> AsyncIterator[LiveServer]:
    """A server that lets an address fail thrice."""
    with start_server(database_url, home, COUNTERMARK_ADDRESS_FAILURES_ALLOWED="3") as server:
        yield server


async def test_failures_of_an_address_are_limited_for_keys_and_tokens_alike(
    strict: LiveServer, owner: psycopg.Connection
) -> None:
    owner.execute("DELETE FROM login_failures")
    program = await new_program(await new_brand(strict))
    assert (await program.post("list_products")).status_code == 200
    for _ in range(3):
        assert (await program.post("list_products", key=program.key + "x")).status_code == 401
    limited = await program.post("list_products")
    assert (limited.status_code, int(limited.headers["retry-after"]) > 0) == (429, True)
    token = await program.ask_for_token()
    assert (token.status_code, token.json()["error"]) == (429, "invalid_client")
    owner.execute("DELETE FROM login_failures")


def test_a_client_id_names_its_brand_and_credential_and_nothing_else_does() -> None:
    brand_id, credential_id = uuid4(), uuid4()
    client_id = client_id_of(brand_id, credential_id)
    assert ids_of(client_id) == (brand_id, credential_id)
    for wrong in (
        "",
        "mk_live_",
        client_id.upper(),
        client_id + "a",
        client_id[:-1],
        "xx" + client_id[2:],
        "mk_live_ü",
    ):
        assert ids_of(wrong) is None


@pytest.mark.parametrize(
    ("allowed", "address", "is_allowed"),
    [
        ([], "192.0.2.1", True),
        (["192.0.2.0/24"], "192.0.2.1", True),
        (["192.0.2.0/24"], "::ffff:192.0.2.1", True),
        (["192.0.2.0/24"], "198.51.100.1", False),
        (["2001:db8::/32"], "2001:db8::1", True),
        (["2001:db8::/32"], "192.0.2.1", False),
        (["192.0.2.0/24"], "unknown", False),
    ],
)
def test_an_address_is_in_a_network_or_not(allowed: list[str], address: str, is_allowed: bool) -> None:
    assert is_address_allowed(allowed, address) is is_allowed
