"""Every operation, REST route and console page, tried by those who may not: a stranger, a role without permission,
nobody, and a program whose credential was revoked. And a stranger's own brand with the ids of another."""

import re
from dataclasses import dataclass
from typing import Any

import httpx
import msgspec
import psycopg
import pytest

from countermark.entrypoints.console import router
from countermark.entrypoints.operations.operation import Operation, Scope
from countermark.entrypoints.operations.table import OPERATIONS
from countermark.entrypoints.rest.examples import example_of
from countermark.entrypoints.rest.route import Body
from countermark.entrypoints.rest.routes import ROUTES
from tests.entrypoints.console.visitor import signed_in
from tests.support.client import NOBODYS_ID, Brand, Person, new_brand, sign_up
from tests.support.factories import new_link, new_product, new_product_batch
from tests.support.machines import new_program
from tests.support.operators import new_facility, new_operator
from tests.support.server import LiveServer

IN_A_BRAND = [operation for operation in OPERATIONS.values() if operation.scope is Scope.BRAND]


@dataclass
class Sides:
    """A brand with something in it, those who may not touch it, and ids of what is in it by argument."""

    brand: Brand
    stranger: Brand
    vendor: Person
    revoked_key: str
    ids: dict[str, str]

    def refused(self) -> dict[str, tuple[dict[str, str], int]]:
        """Headers of those who may not, and the status that they get."""
        return {
            "nobody": ({}, 401),
            "stranger": ({"authorization": f"Bearer {self.stranger.owner.access_token}"}, 403),
            "role without permission": ({"authorization": f"Bearer {self.vendor.access_token}"}, 403),
            "revoked credential": ({"x-api-key": self.revoked_key}, 401),
        }


@pytest.fixture(scope="module")
async def sides(live_server: LiveServer, database_url: str) -> Sides:
    """Both brands."""
    brand, stranger = await new_brand(live_server), await new_brand(live_server)
    vendor = await sign_up(live_server)
    with psycopg.connect(database_url, autocommit=True) as owner:
        statement = "INSERT INTO memberships (brand_id, user_id, role) VALUES (%s, %s, 'vendor')"
        owner.execute(statement, (brand.id, vendor.user_id))
    program = await new_program(brand)
    await brand.call("revoke_api_credential_record", credential_id=program.id)
    product_id = (await new_product(brand))["product_id"]
    batch_id = (await new_product_batch(brand, product_id))["id"]
    ids = {
        "product_id": product_id,
        "batch_id": batch_id,
        "product_batch_id": batch_id,
        "operator_id": (await new_operator(brand))["operator_id"],
        "facility_id": (await new_facility(brand))["facility_id"],
        "link_id": (await new_link(brand, product_id=product_id))["link_id"],
        "credential_id": program.id,
    }
    return Sides(brand, stranger, vendor, program.key, ids)


def _arguments(operation: Operation, brand_id: str) -> dict[str, Any]:
    """Arguments of the right types, nothing more."""
    (schema,), components = msgspec.json.schema_components(
        [operation.request], ref_template="#/components/schemas/{name}"
    )
    described = components[schema["$ref"].rpartition("/")[2]]
    members = described["properties"]
    needed = {name: example_of(members[name], components, name) for name in described.get("required", [])}
    return needed | {"_brand_id": brand_id}


async def test_every_operation_refuses_who_may_not(sides: Sides) -> None:
    http = sides.brand.owner.http
    wrong: list[str] = []
    for operation in IN_A_BRAND:
        body = _arguments(operation, sides.brand.id)
        for who, (headers, status) in sides.refused().items():
            answer = await http.post(f"/rest/v1/rpc/{operation.name}", json=body, headers=headers)
            if answer.status_code != status:
                wrong.append(f"{operation.name}, {who}: {answer.status_code} {answer.text[:120]}")
    assert wrong == []


async def test_no_operation_finds_another_brand_s_things(sides: Sides) -> None:
    http = sides.brand.owner.http
    wrong: list[str] = []
    for operation in IN_A_BRAND:
        body = _arguments(operation, sides.stranger.id)
        theirs = {f"_{name}": value for name, value in sides.ids.items() if f"_{name}" in body}
        if not theirs:
            continue
        headers = {"authorization": f"Bearer {sides.stranger.owner.access_token}"}
        answer = await http.post(f"/rest/v1/rpc/{operation.name}", json=body | theirs, headers=headers)
        if answer.status_code not in (400, 403, 409) and '"ok":false' not in answer.text:
            wrong.append(f"{operation.name}: {answer.status_code} {answer.text[:120]}")
    assert wrong == []


async def test_every_rest_route_refuses_who_may_not(sides: Sides) -> None:
    http = sides.brand.owner.http
    wrong: list[str] = []
    for route in ROUTES:
        arguments = _arguments(route.operation, sides.brand.id)
        arguments |= {f"_{name}": sides.ids.get(name, NOBODYS_ID) for name in route.in_path}
        path = "/v1" + re.sub(r"{(\w+)}", lambda found: str(arguments[f"_{found[1]}"]), route.path)  # noqa: B023
        rest = {name[1:]: value for name, value in arguments.items() if name[1:] not in (*route.in_path, "brand_id")}
        body = rest.get("patch", {}) if route.body is Body.PATCH else rest
        sent: dict[str, Any] = {"params": rest} if route.body is Body.NONE else {"json": body}
        for who, (headers, status) in sides.refused().items():
            told = headers | {"x-workspace-id": sides.brand.id, "if-match": "*"}
            answer = await http.request(route.method, path, headers=told, **sent)
            if answer.status_code != status:
                wrong.append(f"{route.method} {path}, {who}: {answer.status_code} {answer.text[:120]}")
        mine = {"authorization": f"Bearer {sides.stranger.owner.access_token}", "x-workspace-id": sides.stranger.id}
        if set(route.in_path) & sides.ids.keys():
            answer = await http.request(route.method, path, headers=mine | {"if-match": "*"}, **sent)
            if answer.status_code not in (400, 404):
                wrong.append(f"{route.method} {path}, own brand: {answer.status_code} {answer.text[:120]}")
    assert wrong == []


async def test_no_console_page_of_a_brand_is_shown_to_who_may_not(live_server: LiveServer, sides: Sides) -> None:
    visitor = await signed_in(live_server, sides.stranger.owner.email)
    shown_by = [route for route in router._in_brand.routes if "GET" in getattr(route, "methods", ())]
    paths = sorted({route.path.removeprefix("/{subdomain:str}") for route in shown_by})
    assert len(paths) > 60
    wrong: list[str] = []
    async with httpx.AsyncClient(base_url=live_server.url) as nobody:
        for path in paths:
            filled = re.sub(r"{\w+:int}", "1", path)
            filled = re.sub(r"{(\w+):\w+}", lambda found: sides.ids.get(found[1], sides.ids["product_id"]), filled)
            for subdomain in (sides.brand.subdomain, sides.stranger.subdomain):
                if subdomain == sides.stranger.subdomain and "{" not in path:
                    continue
                shown = await visitor.http.get(f"/console/{subdomain}{filled}")
                if shown.status_code == 200 and any(value in shown.text for value in (sides.brand.subdomain,)):
                    wrong.append(f"{subdomain}{path}: {shown.status_code}")
                if subdomain == sides.brand.subdomain and shown.status_code not in (403, 404):
                    wrong.append(f"{path}, stranger: {shown.status_code}")
            if (answer := await nobody.get(f"/console/{sides.brand.subdomain}{filled}")).status_code not in (302, 303):
                wrong.append(f"{path}, nobody: {answer.status_code}")
    assert wrong == []
