"""create_api_credential_record: a client id, a secret shown once, scopes no wider than the maker's."""

import re
from typing import Any

import psycopg
import pytest

from tests.support.client import Brand, new_brand
from tests.support.machines import new_program
from tests.support.server import LiveServer


async def test_the_secret_is_shown_once_and_stored_as_a_hash(shared_brand: Brand, owner: psycopg.Connection) -> None:
    program = await new_program(shared_brand, "products.read", "brand.read", metadata={"system": "SAP"})
    credential = program.credential
    assert re.fullmatch(r"mk_live_[a-z2-7]{52}", credential["client_id"])
    assert re.fullmatch(r"ms_live_[A-Za-z0-9_-]{43}", program.secret)
    assert (credential["scopes"], credential["state"]) == (["brand.read", "products.read"], "active")
    assert (credential["metadata"], credential["secret_ending"]) == ({"system": "SAP"}, program.secret[-4:])
    assert (credential["created_by"], credential["last_used_at"]) == (shared_brand.owner.user_id, None)
    listed = (await shared_brand.call("list_api_credentials"))["items"]
    assert program.secret not in str(listed)
    for table in ("api_credentials", "audit_log", "idempotency_keys"):
        rows = owner.execute(f"SELECT t::text FROM {table} AS t").fetchall()
        assert not [row for row in rows if program.secret in row[0]]


@pytest.mark.parametrize(
    ("argument", "value"),
    [
        ("name", ""),
        ("name", "x" * 121),
        ("scopes", []),
        ("scopes", ["everything"]),
        ("expires_at", "2020-01-01T00:00:00Z"),
        ("expires_at", "2099-01-01T00:00:00"),
        ("metadata", {"x": "y" * 5000}),
        ("metadata", {"x": "\x00"}),
        ("allowed_addresses", ["example.com"]),
        ("allowed_addresses", ["192.0.2.1/24"]),
        ("allowed_addresses", ["10.0.0.1"] * 51),
    ],
)
async def test_a_bad_argument_is_named(shared_brand: Brand, argument: str, value: Any) -> None:
    good = {"name": "ERP", "scopes": ["products.read"]}
    error = await shared_brand.refused(400, "create_api_credential_record", **(good | {argument: value}))
    assert error["details"].startswith(f"_{argument}")


async def test_nobody_gives_what_he_lacks(shared_brand: Brand) -> None:
    manager = await new_program(shared_brand, "credentials.manage", "products.read")
    wanted: dict[str, Any] = {"name": "Too much", "scopes": ["products.read", "products.write"]}
    answer = await manager.post("create_api_credential_record", **wanted)
    assert (answer.status_code, answer.json()["code"]) == (400, "SCOPE_NOT_HELD")
    assert "products.write" in answer.json()["details"]
    made = await manager.post("create_api_credential_record", **(wanted | {"scopes": ["products.read"]}))
    assert (made.json()["credential"]["created_by"], made.status_code) == (manager.id, 200)
    assert made.json()["credential"]["created_by_name"] == "ERP"


async def test_another_brand_s_credentials_cannot_be_made(live_server: LiveServer, shared_brand: Brand) -> None:
    mine = await new_brand(live_server)
    wanted = {"name": "ERP", "scopes": ["products.read"]}
    await mine.owner.refused(403, "create_api_credential_record", brand_id=shared_brand.id, **wanted)
    assert (await mine.call("list_api_credentials"))["items"] == []
