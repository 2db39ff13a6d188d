"""REST: resources over the operations, and the rules of HTTP around them."""

import asyncio
from typing import Any

import pytest

from countermark.entrypoints.operations.table import OPERATIONS
from countermark.entrypoints.rest.rate_limit import RateLimit
from countermark.entrypoints.rest.routes import ROUTES
from tests.entrypoints.rest.caller import Caller
from tests.support.client import NOBODYS_ID, new_brand
from tests.support.factories import READY_ATTRIBUTES, new_gtin, new_product
from tests.support.machines import new_program
from tests.support.server import LiveServer

PRODUCT: dict[str, Any] = {"name": {"en": "City bicycle"}, "attributes": READY_ATTRIBUTES}


@pytest.fixture(scope="module")
async def caller(live_server: LiveServer) -> Caller:
    """The owner of a brand."""
    return Caller(await new_brand(live_server))


async def test_a_product_lives_as_a_resource(caller: Caller) -> None:
    made = await caller.send("POST", "/products", PRODUCT)
    path = f"/products/{made.json()['product_id']}"
    assert (made.status_code, made.headers["location"]) == (201, f"/v1{path}")
    shown = await caller.send("GET", path)
    assert (shown.status_code, shown.json()["name"]) == (200, PRODUCT["name"])
    assert (await caller.send("GET", path, if_none_match=shown.headers["etag"])).status_code == 304
    head = await caller.send("HEAD", path)
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", shown.headers["etag"])
    identifier = {"identifier_type": "gtin", "raw_value": new_gtin()}
    assert (await caller.send("POST", f"{path}/identifiers", identifier)).json()["status"] == "active"
    batch = await caller.send("POST", f"{path}/batches", {"batch_number": "B-1", "quantity": 5})
    assert batch.headers["location"] == f"/v1/batches/{batch.json()['id']}"
    assert (await caller.send("DELETE", path)).json()["archived_at"] is not None
    assert (await caller.send("POST", f"{path}/unarchive", {"commercial_status": "ACTIVE"})).status_code == 200


async def test_a_change_needs_the_entity_tag_of_what_it_changes(caller: Caller) -> None:
    product_id = (await caller.send("POST", "/products", PRODUCT)).json()["product_id"]
    path = f"/products/{product_id}"
    etag = (await caller.send("GET", path)).headers["etag"]
    change = {"commercial_status": "INACTIVE"}
    assert (await caller.send("PATCH", path, change)).status_code == 428
    changed = await caller.send("PATCH", path, change, if_match=etag)
    assert changed.status_code == 200
    assert changed.headers["etag"] == (await caller.send("GET", path)).headers["etag"] != etag
    stale = await caller.send("PATCH", path, {"commercial_status": "ACTIVE"}, if_match=etag)
    assert (stale.status_code, stale.json()["code"]) == (412, "PRECONDITION_FAILED")
    assert stale.headers["etag"] == changed.headers["etag"]
    assert (await caller.send("PATCH", path, {"commercial_status": "ACTIVE"}, if_match="*")).status_code == 200


async def test_of_two_changes_at_once_one_is_stale(caller: Caller) -> None:
    made = await caller.send("POST", "/operators", {"name": "Alpenrad"})
    path = f"/operators/{made.json()['operator_id']}"
    etag = (await caller.send("GET", path)).headers["etag"]
    answers = await asyncio.gather(
        *(caller.send("PATCH", path, {"city": city}, if_match=etag) for city in ("Graz", "Linz", "Wels"))
    )
    assert sorted(answer.status_code for answer in answers) == [200, 412, 412]


async def test_a_request_with_a_key_is_done_once(caller: Caller) -> None:
    body = {"name": "Once GmbH"}
    answers = await asyncio.gather(*(caller.send("POST", "/operators", body, idempotency_key="k-1") for _ in range(4)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["operator_id"] for answer in answers}) == 1
    assert len({answer.headers["location"] for answer in answers}) == 1
    assert sum("idempotency-replayed" in answer.headers for answer in answers) == 3
    found = await caller.brand.call("list_economic_operators", query="Once GmbH")
    assert len(found["items"]) == 1
    other = await caller.send("POST", "/operators", {"name": "Twice GmbH"}, idempotency_key="k-1")
    assert (other.status_code, other.json()["code"]) == (422, "IDEMPOTENCY_KEY_REUSED")
    elsewhere = await caller.send("POST", "/facilities", {"facility_ref": "F", "name": "F"}, idempotency_key="k-1")
    assert elsewhere.status_code == 201
    assert (await caller.send("POST", "/operators", {}, idempotency_key="k-2")).status_code == 400
    assert (await caller.send("POST", "/operators", body, idempotency_key="k-2")).status_code == 201


async def test_pages_are_linked(caller: Caller) -> None:
    for number in range(3):
        await caller.send("POST", "/facilities", {"facility_ref": f"P-{number}", "name": "Page"})
    path, seen = "/facilities?query=P-&limit=2", []
    while path:
        answer = await caller.send("GET", path)
        seen += [one["facility_ref"] for one in answer.json()["items"]]
        link = answer.links.get("next", {}).get("url", "")
        path = link.removeprefix("/v1")
    assert seen == ["P-2", "P-1", "P-0"]


async def test_a_mint_is_taken_on(caller: Caller) -> None:
    product = await new_product(caller.brand)
    body = {"product_id": product["product_id"], "requested_quantity": 5, "identity_mode": "serial"}
    body |= {"activation_mode": "first_scan"}
    taken = await caller.send("POST", "/mint-jobs", body, idempotency_key="mint-1")
    assert (taken.status_code, list(taken.json()), taken.json()["ok"]) == (202, ["ok", "data", "meta"], True)
    assert taken.json()["data"]["status"] == "QUEUED"
    assert (await caller.send("GET", taken.headers["location"].removeprefix("/v1"))).status_code == 200
    again = await caller.send("POST", "/mint-jobs", body, idempotency_key="mint-1")
    assert again.json() == taken.json()
    unready = (await caller.send("POST", "/products", {"name": {"en": "Bare"}})).json()["product_id"]
    blocked = await caller.send("POST", "/mint-jobs", body | {"product_id": unready})
    assert (blocked.status_code, blocked.headers["content-type"]) == (422, "application/problem+json")
    assert "MINT_READINESS_NOT_READY" in {one["code"] for one in blocked.json()["blocking_reasons"]}


async def test_refusals_are_problems(caller: Caller) -> None:
    request_id = "0198b0c4-0000-7000-8000-000000000001"
    wrong = await caller.send("POST", "/operators", {"name": "A", "gln": "1"}, x_request_id=request_id)
    assert (wrong.status_code, wrong.headers["content-type"]) == (400, "application/problem+json")
    body = wrong.json()
    assert (body["status"], body["code"], body["instance"]) == (400, "GLN_INVALID", "/v1/operators")
    assert body["errors"] == [{"pointer": "/gln", "detail": "must be 13 digits"}]
    assert body["request_id"] == wrong.headers["x-request-id"] == request_id
    assert wrong.headers["x-workspace-id"] == caller.brand.id
    statuses = {
        ("GET", f"/products/{NOBODYS_ID}"): 404,
        ("GET", "/products/nonsense"): 400,
        ("GET", "/nothing"): 404,
        ("PUT", "/products"): 405,
        ("GET", "/products?limit=0"): 400,
        ("GET", "/products?nonsense=1"): 400,
        ("GET", "/products?limit=1&limit=2"): 400,
        ("POST", "/products"): 400,
    }
    for (method, path), status in statuses.items():
        assert (await caller.send(method, path)).status_code == status, path
    assert "POST" in (await caller.send("PUT", "/products")).headers["allow"]
    form = await caller.send("POST", "/products", {}, content_type="text/plain")
    assert form.status_code == 415


async def test_who_calls_is_told_by_token_or_key_and_the_workspace_is_theirs(
    caller: Caller, live_server: LiveServer
) -> None:
    nobody = await caller.send("GET", "/products", authorization="")
    assert (nobody.status_code, nobody.headers["www-authenticate"]) == (401, "Bearer")
    other = await new_brand(live_server)
    assert (await caller.send("GET", "/products", x_workspace_id=other.id)).status_code == 403
    assert (await caller.send("GET", "/products", x_workspace_id="nonsense")).status_code == 403
    program = await new_program(caller.brand, "products.read")
    http = caller.brand.owner.http
    key = {"x-api-key": program.key}
    by_key = await http.get("/v1/products", headers=key)
    assert (by_key.status_code, by_key.headers["x-workspace-id"]) == (200, caller.brand.id)
    assert "ratelimit-policy" in by_key.headers
    assert (await http.post("/v1/products", json=PRODUCT, headers=key)).status_code == 403
    assert (await http.get("/v1/products", headers=key | {"x-workspace-id": other.id})).status_code == 403
    no_workspace = {"authorization": f"Bearer {caller.brand.owner.access_token}"}
    assert (await http.get("/v1/products", headers=no_workspace)).json()["code"] == "WORKSPACE_REQUIRED"


def test_a_window_allows_so_many_requests_of_each_caller() -> None:
    limit = RateLimit(2)
    assert [limit.take("a").is_exceeded for _ in range(3)] == [False, False, True]
    assert limit.take("b").remaining == 1


def test_every_route_runs_an_operation_that_there_is() -> None:
    assert [route.path for route in ROUTES if route.runs not in OPERATIONS] == []
    keys = [(route.method, route.path) for route in ROUTES]
    assert len(keys) == len(set(keys))
    for route in ROUTES:
        fields = route.operation.request.__struct_fields__
        assert set(route.in_path) <= set(fields), route.path
        assert route.operation.writes == (route.method != "GET"), route.path


async def test_the_reference_is_served(caller: Caller) -> None:
    document = (await caller.brand.owner.http.get("/v1/openapi.json")).json()
    assert document["openapi"] == "3.1.0"
    assert len(document["paths"]["/v1/products"]["post"]["responses"]["201"]["content"]) == 1
    redirect = await caller.brand.owner.http.get("/v1/docs", follow_redirects=False)
    page = await caller.brand.owner.http.get(redirect.headers["location"])
    assert "/v1/openapi.json" in page.text
