"""The reading part of the EN 18222 API over HTTP: by anybody, of what is published, and of nothing else."""

import hashlib
import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from tests.entrypoints.en18222.contract import assert_fits
from tests.support.amending import change
from tests.support.client import new_brand
from tests.support.operators import new_operator
from tests.support.scanning import Minted, minted, published_product
from tests.support.server import LiveServer

UNKNOWN_ID = "0193f6e0-0000-7000-8000-000000000000"
LONG_AGO = "2020-01-01T00:00:00Z"


@pytest.fixture(scope="module")
async def batch(live_server: LiveServer) -> Minted:
    """Published units of a brand of their own. Tests do not move them."""
    return await minted(live_server, await new_brand(live_server), published=True)


def dpp_id_of(batch: Minted) -> str:
    """The id of the first unit's passport."""
    return f"http://{batch.brand.host}/passport/{batch.unit['passport_id']}"


def product_id_of(batch: Minted, path: str | None = None) -> str:
    """The code of the first unit."""
    return f"http://{batch.brand.host}{path or batch.unit['gs1_path']}"


async def read(batch: Minted, operation: str, name: str, rest: str = "", **headers: str) -> httpx.Response:
    """The answer on the brand's host to a percent-encoded identifier."""
    return await batch.scan(f"/v1/{operation}/{quote(name, safe='')}{rest}", **headers)


def refused(answer: httpx.Response, status: int) -> dict[str, Any]:
    """The message of a refusal, in the API's own shape."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/json"
    result: dict[str, Any] = answer.json()
    assert_fits("Result", result)
    message: dict[str, Any] = result["message"][0]
    return message


async def test_a_passport_is_read_by_its_id_in_both_forms(batch: Minted) -> None:
    answer = await read(batch, "dpps", dpp_id_of(batch))
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    told = answer.json()
    assert_fits("DigitalProductPassportCompressed", told)
    assert told["digitalProductPassportId"].endswith(f"/passport/{batch.unit['passport_id']}")
    assert told["uniqueProductIdentifier"].endswith(batch.unit["gs1_path"])
    assert (told["serialNumber"], told["dppStatus"]) == (batch.unit["serial"], "active")
    full = (await read(batch, "dpps", told["digitalProductPassportId"], "?representation=full")).json()
    assert_fits("DigitalProductPassportFull", full)
    assert {each["elementId"] for each in full["elements"]} <= set(told)


async def test_it_says_what_the_page_says_and_no_more(batch: Minted) -> None:
    page = (await batch.scan(f"/passport/{batch.unit['passport_id']}.json")).json()
    told = (await read(batch, "dpps", dpp_id_of(batch))).json()
    facts = {fact["key"]: fact for section in page["sections"] for fact in section["facts"]}
    assert {key for key in told if "." in key} == set(facts)
    assert told["core.origin.country_of_origin"] == facts["core.origin.country_of_origin"]["value"]
    assert told["snapshotSha256"] == page["snapshot_sha256"]


async def test_the_page_leads_to_its_document(batch: Minted) -> None:
    page = await batch.scan(f"/passport/{batch.unit['serial']}")
    link = re.search(r'<link rel="alternate" type="application/json" title="EN 18223" href="([^"]+)">', page.text)
    assert link is not None
    assert (await batch.scan(link[1])).content == (await read(batch, "dpps", dpp_id_of(batch))).content


async def test_any_host_answers_and_the_id_need_not_be_encoded(live_server: LiveServer, batch: Minted) -> None:
    told = (await read(batch, "dpps", dpp_id_of(batch))).json()
    for path in (f"/v1/dpps/{quote(dpp_id_of(batch), safe='')}", f"/v1/dpps/{dpp_id_of(batch)}"):
        assert (await live_server.client().get(path)).json() == told


async def test_an_unchanged_passport_is_not_sent_again(batch: Minted) -> None:
    first = await read(batch, "dpps", dpp_id_of(batch))
    etag = first.headers["etag"]
    assert etag == f'"{hashlib.sha256(first.content).hexdigest()[:32]}"'
    again = await read(batch, "dpps", dpp_id_of(batch), if_none_match=etag)
    assert (again.status_code, again.content, again.headers["cache-control"]) == (304, b"", "public, no-cache")
    head = await batch.scan(f"/v1/dpps/{quote(dpp_id_of(batch), safe='')}", method="HEAD")
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", etag)


async def test_a_draft_another_brands_and_an_unknown_passport_are_the_same_404(
    live_server: LiveServer, batch: Minted
) -> None:
    draft = await minted(live_server, batch.brand)
    stranger = await new_brand(live_server)
    theirs = await minted(live_server, stranger)
    host = batch.brand.host
    names = [
        dpp_id_of(draft),
        dpp_id_of(theirs),
        f"http://{stranger.host}/passport/{batch.unit['passport_id']}",
        f"http://{host}/passport/{UNKNOWN_ID}",
        f"http://{host}/passport/{batch.unit['passport_id']}?x=1",
        f"http://nobody.example/passport/{batch.unit['passport_id']}",
        batch.unit["passport_id"],
        "http://[/passport/x",
        "ü",
    ]
    texts = {refused(await read(batch, "dpps", name), 404)["text"] for name in names}
    assert len(texts) == 1
    products = [product_id_of(draft), product_id_of(theirs), f"http://{stranger.host}{batch.unit['gs1_path']}"]
    products += [product_id_of(batch, path) for path in ("/01/1", "/", f"/01/{batch.batch['gtin']}/21/NOPE")]
    texts |= {refused(await read(batch, "dppsByProductId", name), 404)["text"] for name in products}
    assert len(texts) == 1


async def test_a_passport_is_read_by_the_code_of_its_unit_or_model(live_server: LiveServer, batch: Minted) -> None:
    by_code = await read(batch, "dppsByProductId", product_id_of(batch))
    assert by_code.content == (await read(batch, "dpps", dpp_id_of(batch))).content
    product = await published_product(batch.brand, identifiers=[])
    page = await batch.brand.call("list_passports", product_id=product["product_id"])
    model_id = f"http://{batch.brand.host}/passport/{page['items'][0]['passport_id']}"
    model = (await read(batch, "dppsByProductId", model_id)).json()
    assert (model["granularity"], model["uniqueProductIdentifier"]) == ("model", model["digitalProductPassportId"])


async def test_a_revoked_passport_is_read_by_its_id_and_is_no_longer_the_products_active_one(
    live_server: LiveServer, batch: Minted
) -> None:
    gone = await minted(live_server, batch.brand, published=True)
    await gone.move("revoked")
    assert (await read(gone, "dpps", dpp_id_of(gone))).json()["dppStatus"] == "invalid"
    assert refused(await read(gone, "dppsByProductId", product_id_of(gone)), 404)["code"] == "NO_ACTIVE_DPP"


async def test_a_passport_is_read_as_it_was_at_a_moment(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    await new_operator(brand)
    batch = await minted(live_server, brand, published=True)
    before = (await read(batch, "dpps", dpp_id_of(batch))).json()
    moment = quote(datetime.now(UTC).isoformat())
    target = {"kind": "mint_batch", "id": batch.batch["mint_batch_id"]}
    await brand.call("create_amendment_reason_code", reason_code="SAFETY", label="Somebody may be hurt")
    await brand.call(
        "submit_break_glass_update", targets=[target], changes=change("PT"), reason_code="SAFETY", reason="it moved"
    )
    now = (await read(batch, "dpps", dpp_id_of(batch))).json()
    assert (before["core.origin.country_of_origin"], now["core.origin.country_of_origin"]) == ("AT", "PT")
    for operation, name in (("dppsByIdAndDate", dpp_id_of(batch)), ("dppsByProductIdAndDate", product_id_of(batch))):
        then = await read(batch, operation, name, f"?date={moment}")
        assert then.json() == before
        assert (await read(batch, operation, name, "?date=2999-01-01T00:00:00Z")).json() == now
        refused(await read(batch, operation, name, f"?date={LONG_AGO}"), 404)
        for wrong in ("", "?date=", "?date=2026-11-01", "?date=yesterday", "?date=2026-11-01T00:00:00"):
            refused(await read(batch, operation, name, wrong), 400)


async def test_ids_are_found_by_product_ids_page_by_page(live_server: LiveServer, batch: Minted) -> None:
    draft = await minted(live_server, batch.brand)
    named = [product_id_of(batch, unit["gs1_path"]) for unit in batch.units[:3]]
    asked = {"productIds": [named[0], product_id_of(draft), named[1], named[0], named[2], "nothing"]}
    found: list[str] = []
    cursor, pages = "", 0
    while True:
        answer = await live_server.client().post(f"/v1/dppsByProductIds?limit=2{cursor}", json=asked)
        assert answer.status_code == 200, answer.text
        assert_fits("DppIdPage", answer.json())
        assert len(answer.json()["dppIds"]) <= 2
        found += answer.json()["dppIds"]
        pages += 1
        if "nextCursor" not in answer.json():
            break
        cursor = f"&cursor={answer.json()['nextCursor']}"
    assert pages == 3
    assert [name.rpartition("/")[2] for name in found] == [unit["passport_id"] for unit in batch.units[:3]]


async def test_a_question_for_ids_is_checked(live_server: LiveServer) -> None:
    http = live_server.client()
    for body in (b"", b"{", b"[]", b'{"productIds": []}', b'{"productIds": [1]}', b'{"productIds": ["\xff"]}'):
        refused(await http.post("/v1/dppsByProductIds", content=body), 400)
    for query in ("limit=0", "limit=x", "cursor=", "cursor=zzz"):
        refused(await http.post(f"/v1/dppsByProductIds?{query}", json={"productIds": ["x"]}), 400)
    refused(await http.post("/v1/dppsByProductIds", content=b" " * 600_000), 400)
    refused(await http.get("/v1/dppsByProductIds"), 405)


async def test_an_element_is_read_by_its_path(batch: Minted) -> None:
    path = quote("$['core.origin.country_of_origin']", safe="")
    full = await read(batch, "dpps", dpp_id_of(batch), f"/elements/{path}?representation=full")
    assert_fits("DataElement", full.json())
    assert (full.json()["objectType"], full.json()["value"]) == ("SingleValuedDataElement", "AT")
    short = await read(batch, "dpps", dpp_id_of(batch), f"/elements/{path}")
    assert short.json() == {"elementId": "core.origin.country_of_origin", "value": "AT"}
    refused(await read(batch, "dpps", dpp_id_of(batch), "/elements/%24.nothing"), 404)
    refused(await read(batch, "dpps", dpp_id_of(batch), "/elements/%24..gtin"), 400)
    refused(await read(batch, "dpps", dpp_id_of(batch).replace("-", "-0"), f"/elements/{path}"), 404)


async def test_what_is_asked_wrongly_or_not_there_is_refused_in_the_apis_own_shape(
    batch: Minted, live_server: LiveServer
) -> None:
    refused(await read(batch, "dpps", dpp_id_of(batch), "?representation=tiny"), 400)
    for path in ("/v1/dpps", "/v1/dpps/", "/v1/dppsByNothing/x", "/v1/dppsByProductId/", "/v1/dpps?x=1"):
        refused(await batch.scan(path), 404)
    refused(await batch.scan("/v1/dpps/%ff"), 400)
    refused(await batch.scan("/v1/dppsByProductId/x", method="POST"), 405)
    for method, path in (("POST", "/v1/dpps"), ("PATCH", "/v1/dpps/x"), ("DELETE", "/v1/dpps/x")):
        answer = await live_server.client().request(method, path)
        assert (answer.status_code, answer.content) == (501, b"")


async def test_another_site_may_read(batch: Minted) -> None:
    answer = await batch.scan("/v1/dppsByProductIds", method="OPTIONS")
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (204, "*")
    assert "POST" in answer.headers["access-control-allow-methods"]
    assert "Content-Type" in answer.headers["access-control-allow-headers"]
