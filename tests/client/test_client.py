"""countermark.client: resources, pages, changes by entity tag, refusals, safe retries."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

import pytest

from countermark.client import Client, Problem
from tests.support.client import new_brand
from tests.support.factories import READY_ATTRIBUTES
from tests.support.machines import new_program
from tests.support.server import LiveServer

T = TypeVar("T")


async def test_a_program_works_with_resources(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    scopes = ("products.read", "products.write", "batches.read", "batches.write", "operators.read", "operators.write")
    program = await new_program(brand, *scopes)
    with Client(live_server.url, api_key=program.key) as client:
        await asyncio.to_thread(_work, client)
    with Client(live_server.url, token=brand.owner.access_token, workspace_id=brand.id) as person:
        found = await asyncio.to_thread(lambda: list(person.operators.iterate(limit=1)))
    assert len(found) == 3


def _work(client: Client) -> None:
    product = client.products.create(name={"en": "City bicycle"}, attributes=READY_ATTRIBUTES)
    shown = client.products.get(product["product_id"])
    client.products.update(product["product_id"], shown.etag, commercial_status="INACTIVE")
    stale = _problem(lambda: client.products.update(product["product_id"], shown.etag, commercial_status="ACTIVE"))
    assert (stale.status, stale.code) == (412, "PRECONDITION_FAILED")
    batches = client.products.of(product["product_id"], "batches")
    batch = batches.create(batch_number="B-1")
    assert client.batches.act(batch["id"], "close")["status"] == "closed"
    made = [client.operators.create(name="Once", idempotency_key="k") for _ in range(2)]
    assert made[0] == made[1]
    for name in ("B", "C"):
        client.operators.create(name=name)
    page = client.operators.list(limit=2)
    assert (len(page.items), page.has_more) == (2, True)
    assert [one["name"] for one in client.operators.iterate(limit=2, with_archived=False)] == ["C", "B", "Once"]
    wrong = _problem(lambda: client.operators.create(name="D", gln="1"))
    assert (wrong.code, wrong.errors[0]["pointer"]) == ("GLN_INVALID", "/gln")


def _problem(refused: Callable[[], T]) -> Problem:
    with pytest.raises(Problem) as caught:
        refused()
    return caught.value


def test_a_client_comes_by_a_key_or_a_token() -> None:
    with pytest.raises(ValueError, match="api_key or a token"):
        Client("http://127.0.0.1:1")
