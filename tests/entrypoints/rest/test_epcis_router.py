"""GET /v1/epcis: the query interface of EPCIS 2.0, and the document of a mint batch."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx

from tests.support.client import Brand, new_brand
from tests.support.epcis import schema_errors
from tests.support.factories import new_mint_batch
from tests.support.machines import new_program
from tests.support.server import LiveServer

EVENTS = "/v1/epcis/events"


async def _asked(brand: Brand, path: str = EVENTS, **parameters: Any) -> httpx.Response:
    headers = {"authorization": f"Bearer {brand.owner.access_token}", "x-brand-id": brand.id}
    return await brand.owner.http.get(path, params=parameters, headers=headers)


def _events(answer: httpx.Response) -> list[dict[str, Any]]:
    assert answer.status_code == 200, answer.text
    document = answer.json()
    assert schema_errors(document) == []
    events: list[dict[str, Any]] = document["epcisBody"]["queryResults"]["resultsBody"]["eventList"]
    return events


async def test_events_are_asked_for_page_by_page(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    batch = await new_mint_batch(brand)
    await new_mint_batch(brand)
    first = await _asked(brand, perPage=1, EQ_bizStep="https://ref.gs1.org/cbv/BizStep-commissioning,shipping")
    assert first.headers["gs1-epcis-version"] == first.headers["gs1-cbv-version"] == "2.0.0"
    assert first.headers["content-type"].startswith("application/ld+json")
    one = _events(first)
    target = first.headers["link"].removeprefix("<").removesuffix('>; rel="next"')
    second = await _asked(brand, **dict(parse_qsl(urlsplit(target).query)))
    assert "link" not in second.headers
    other = _events(second)
    assert len({event["eventID"] for event in one + other}) == 2
    unit = (await brand.call("list_mint_units", mint_batch_id=batch["mint_batch_id"]))["items"][0]
    assert [
        event["eventID"] for event in _events(await _asked(brand, MATCH_epc="https://id.gs1.org" + unit["gs1_path"]))
    ] == [one[0]["eventID"]]
    assert _events(await _asked(brand, GE_eventTime=other[0]["eventTime"], eventType="ObjectEvent")) == other
    for none in ({"eventType": "AggregationEvent"}, {"EQ_action": "DELETE"}, {"EQ_disposition": "encoded"}):
        assert _events(await _asked(brand, **none)) == []


async def test_a_program_asks_in_its_own_brand(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    await new_mint_batch(brand)
    other = await new_brand(live_server)
    program = await new_program(brand, "mint.read")
    answer = await brand.owner.http.get(EVENTS, headers={"x-api-key": program.key})
    assert len(_events(answer)) == 1
    elsewhere = {"x-api-key": program.key, "x-brand-id": other.id}
    refused = await brand.owner.http.get(EVENTS, headers=elsewhere)
    assert (refused.status_code, refused.json()["type"]) == (403, "epcisException:SecurityException")


async def test_refusals_are_problems(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    nobody = await brand.owner.http.get(EVENTS)
    assert (nobody.status_code, nobody.json()["type"]) == (401, "epcisException:SecurityException")
    assert nobody.headers["content-type"].startswith("application/problem+json")
    for parameters, name in (
        ({"EQ_color": "red"}, "EQ_color"),
        ({"perPage": "many"}, "perPage"),
        ({"MATCH_epc": "lamp"}, "MATCH_epc"),
        ({"GE_eventTime": "yesterday"}, "GE_eventTime"),
        ({"nextPageToken": "lamp"}, "nextPageToken"),
    ):
        answer = await _asked(brand, **parameters)
        assert (answer.status_code, answer.json()["type"]) == (400, "epcisException:QueryParameterException")
        assert name in answer.json()["detail"]
        assert answer.json()["status"] == 400


async def test_a_mint_batch_is_one_document_and_the_same_bytes(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    batch = await new_mint_batch(brand, requested_quantity=60_001)
    await new_mint_batch(brand)
    path = f"/v1/epcis/mint-batches/{batch['mint_batch_id']}/document"
    answer = await _asked(brand, path)
    document = answer.json()
    assert schema_errors(document) == []
    assert [len(event["epcList"]) for event in document["epcisBody"]["eventList"]] == [10_000] * 6 + [1]
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.content == (await _asked(brand, path)).content
    refused = await _asked(await new_brand(live_server), path)
    assert (refused.status_code, refused.json()["type"]) == (404, "epcisException:NoSuchResourceException")
