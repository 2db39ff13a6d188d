"""The checks of GS1's resolver test suite, on a product, a lot, a unit, a place and a party, over TLS and HTTP/2.

Written from the list of requirements; the names of checks are the suite's, so that a reader can compare.
"""

import json
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import jsonschema
import pytest

from countermark.gs1.link_types import LINK_TYPES, full_link_type
from tests.support.client import Brand, new_brand
from tests.support.factories import new_link
from tests.support.scanning import minted
from tests.support.server import LiveServer
from tests.support.tls import SecureServer, start_secure_server, until_it_answers

SCHEMAS = Path(__file__).with_name("schemas")
LINKSET = "application/linkset+json"
DEFAULT, DEFAULT_MULTI = full_link_type("gs1:defaultLink"), full_link_type("gs1:defaultLinkMulti")
PLAUSIBLE = re.compile(
    r"^https?:(//((([^/?#]*)@)?([^/?#:]*)(:([0-9]+))?))?([^?#]*)"
    r"(/(01|8006|8013|8010|414|417|8017|8018|255|00|253|401|402|8003|8004)/)(\d{4}[^/]+)(/[^/]+/[^/]+)?[/]?"
)
SUBJECTS = ("product", "lot", "serial", "place", "party")
of_each = pytest.mark.parametrize("subject", SUBJECTS)


@dataclass(frozen=True)
class Suite:
    """A brand's resolver under test, and the URI of each subject."""

    server: SecureServer
    client: httpx.AsyncClient
    uris: dict[str, str]

    async def ask(self, address: str, **options: str) -> httpx.Response:
        return await self.server.ask(self.client, address, **options)

    async def linkset_of(self, subject: str) -> list[dict[str, Any]]:
        answer = await self.ask(self.uris[subject], accept=LINKSET)
        assert answer.status_code == 200, answer.text
        linkset: list[dict[str, Any]] = answer.json()["linkset"]
        return linkset


async def _subjects(server: LiveServer, brand: Brand) -> dict[str, str]:
    """Paths of things with passports and links in every shape: by language, media type, market, and undecidable."""
    batch = await minted(server, brand, published=True)
    product_id, gtin = batch.batch["product_id"], batch.batch["gtin"]
    lots = await minted(
        server,
        brand,
        published=True,
        product_id=product_id,
        identity_mode="batch",
        lots=[{"lot_code": "LOT-1", "qty": 10}],
    )
    target = {"kind": "product", "id": product_id}
    await brand.call("transition_passport_lifecycle", target=target, to_state="published")
    on_product: tuple[dict[str, Any], ...] = (
        {"languages": ["en"], "media_type": "text/html"},
        {"languages": ["de", "de-AT"], "media_type": "text/html"},
        {"languages": ["de"], "media_type": "application/pdf"},
        {"languages": ["de"], "media_type": "text/html", "contexts": ["CH"]},
        {"link_type": "gs1:faqs"},
        {"link_type": "gs1:review", "languages": ["en"], "media_type": "application/pdf"},
        {"link_type": "gs1:review", "languages": ["en"], "media_type": "application/pdf"},
        {"link_type": "gs1:promotion", "contexts": ["DE"], "forward_query": False},
        {"link_type": "gs1:serviceInfo", "target_url": "https://example.com/a?b=c", "is_public": False},
        {"link_type": "gs1:support", "languages": ["en"], "in_default_set": True},
        {"link_type": "gs1:support", "languages": ["de"], "in_default_set": True},
    )
    for link in on_product:
        await new_link(brand, product_id=product_id, **link)
    await new_link(brand, product_id=product_id, lot="LOT-1", link_type="gs1:recallStatus")
    await new_link(brand, product_id=product_id, serial=batch.unit["serial"], link_type="gs1:registerProduct")
    place, party = "/414/9506000134352", "/417/9506000134352"
    await new_link(brand, gs1_path=place, link_type="gs1:locationInfo")
    await new_link(brand, gs1_path=place, link_type="gs1:openingHoursInfo", languages=["de"])
    await new_link(brand, gs1_path=party, link_type="gs1:homepage")
    return {
        "product": f"/01/{gtin}",
        "lot": lots.unit["gs1_path"],
        "serial": batch.unit["gs1_path"],
        "place": place,
        "party": party,
    }


@pytest.fixture(scope="module")
async def suite(live_server: LiveServer, database_url: str, home: Path) -> AsyncIterator[Suite]:
    brand = await new_brand(live_server)
    paths = await _subjects(live_server, brand)
    with start_secure_server(database_url, home, brand.host) as server:
        await until_it_answers(server)
        async with server.client() as client:
            yield Suite(server, client, {name: server.origin + path for name, path in paths.items()})


def _schema(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((SCHEMAS / f"{name}.json").read_text())
    return schema


def _types_of(context: dict[str, Any]) -> list[str]:
    return [name for name in context if name not in ("anchor", "description")]


@of_each
def test_is_https_plausible_and_valid_dl(suite: Suite, subject: str) -> None:
    uri = suite.uris[subject]
    assert urlsplit(uri).scheme == "https"
    assert PLAUSIBLE.match(uri)
    if "/01/" in uri:
        assert re.search(r"/01/\d{14}(/|$)", uri)


@of_each
async def test_tls_ok_and_http_version(suite: Suite, subject: str) -> None:
    assert (await suite.ask(suite.uris[subject])).http_version == "HTTP/2"
    async with suite.server.client(http2=False) as old:
        answer = await suite.server.ask(old, suite.uris[subject])
        assert (answer.http_version, answer.status_code) == ("HTTP/1.1", 307)


async def test_rd_file(suite: Suite) -> None:
    answer = await suite.ask(f"{suite.server.origin}/.well-known/gs1resolver")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    document = answer.json()
    jsonschema.validate(document, _schema("description-file"), jsonschema.Draft7Validator)
    assert document["resolverRoot"] == suite.server.origin
    assert document["supportedPrimaryKeys"] == ["all"]


@of_each
async def test_cors_and_methods_check(suite: Suite, subject: str) -> None:
    uri = suite.uris[subject]
    assert (await suite.ask(uri, origin="https://shop.example")).headers["access-control-allow-origin"] == "*"
    preflight = await suite.ask(uri, method="OPTIONS", origin="https://shop.example")
    allowed = preflight.headers["access-control-allow-methods"]
    assert {"GET", "HEAD", "OPTIONS"} <= {method.strip() for method in allowed.split(",")}
    assert preflight.status_code in (200, 204)


@of_each
async def test_head_is_get(suite: Suite, subject: str) -> None:
    for address in (suite.uris[subject], f"{suite.uris[subject]}?linkType=linkset"):
        get, head = await suite.ask(address), await suite.ask(address, method="HEAD")
        # A first scan is pending until it is settled; what differs by that alone is its caching.
        varying = ("date", "cache-control")
        kept = [{name: value for name, value in one.headers.items() if name not in varying} for one in (get, head)]
        assert kept[0] == kept[1]
        assert (head.status_code, head.content) == (get.status_code, b"")


@of_each
async def test_link_on_redirect_and_no_legacy_link_headers(suite: Suite, subject: str) -> None:
    answer = await suite.ask(suite.uris[subject])
    assert answer.status_code == 307
    (link,) = [part for part in answer.headers["link"].split(",") if 'rel="linkset"' in part]
    assert link == f'<{suite.uris[subject]}?linkType=linkset>; rel="linkset"; type="{LINKSET}"'
    assert "gs1:" not in answer.headers["link"]
    assert (await suite.ask(link[1 : link.index(">")])).headers["content-type"] == LINKSET


@of_each
async def test_report_with_400_and_no_error_with_200(suite: Suite, subject: str) -> None:
    answer = await suite.ask(f"{suite.uris[subject]}/foo", accept="application/json")
    assert (answer.status_code, answer.json()["status"]) == (400, 400)
    assert answer.headers["content-type"] == "application/problem+json"
    for unknown in ("/01/09506000134376", "/8004/9506000134352ABC"):
        assert (await suite.ask(suite.server.origin + unknown)).status_code == 404
        assert (await suite.ask(suite.server.origin + unknown, accept=LINKSET)).status_code == 404


@of_each
async def test_trailing_slash(suite: Suite, subject: str) -> None:
    plain, slashed = await suite.ask(suite.uris[subject]), await suite.ask(f"{suite.uris[subject]}/")
    for name in ("location", "link"):
        assert plain.headers[name] == slashed.headers[name]
    assert plain.status_code == slashed.status_code


@of_each
async def test_qs_passed_on(suite: Suite, subject: str) -> None:
    answer = await suite.ask(f"{suite.uris[subject]}?foo=bar&x=%20y")
    assert answer.headers["location"].endswith("?foo=bar&x=%20y")


async def test_a_query_is_merged_with_one_of_the_target_and_kept_back_where_the_link_says_so(suite: Suite) -> None:
    answer = await suite.ask(f"{suite.uris['product']}?linkType=gs1:serviceInfo&foo=bar")
    assert answer.headers["location"] == "https://example.com/a?b=c&linkType=gs1:serviceInfo&foo=bar"
    answer = await suite.ask(f"{suite.uris['product']}?linkType=gs1:promotion&foo=bar&context=DE")
    assert "?" not in answer.headers["location"]


@of_each
@pytest.mark.parametrize("how", ["linkset", "all", "accept"])
async def test_lt_linkset_lt_all_and_lt_accept_header_do_not_redirect(suite: Suite, subject: str, how: str) -> None:
    uri = suite.uris[subject]
    answer = await (suite.ask(uri, accept=LINKSET) if how == "accept" else suite.ask(f"{uri}?linkType={how}"))
    assert (answer.status_code, answer.headers["content-type"]) == (200, LINKSET)
    assert answer.headers["vary"] == "Accept, Accept-Language"
    assert 'rel="http://www.w3.org/ns/json-ld#context"' in answer.headers["link"]


@of_each
async def test_valid_linkset(suite: Suite, subject: str) -> None:
    document = {"linkset": await suite.linkset_of(subject)}
    jsonschema.validate(document, _schema("linkset"), jsonschema.Draft7Validator)


@of_each
async def test_linkset_jsonld_check_and_declared_content_type(suite: Suite, subject: str) -> None:
    answer = await suite.ask(f"{suite.uris[subject]}?linkType=linkset", accept="application/ld+json")
    assert answer.headers["content-type"] == "application/ld+json"
    document = answer.json()
    assert document.pop("@context") == "https://ref.gs1.org/standards/resolver/1.2.1/linkset-context"
    plain = await suite.ask(f"{suite.uris[subject]}?linkType=linkset", accept="application/json")
    assert plain.headers["content-type"] == "application/json"
    assert plain.json() == document


@of_each
async def test_default_link_exists_once_and_is_where_a_scan_leads(suite: Suite, subject: str) -> None:
    first = (await suite.linkset_of(subject))[0]
    assert first["anchor"] == suite.uris[subject]
    (default,) = first[DEFAULT]
    assert set(default) == {"href", "title"}
    assert (await suite.ask(suite.uris[subject])).headers["location"] == default["href"]
    described = [link["href"] for name in _types_of(first) if name != DEFAULT for link in first[name]]
    assert default["href"] in described


@of_each
async def test_single_multi_link(suite: Suite, subject: str) -> None:
    for context in await suite.linkset_of(subject):
        assert len(context.get(DEFAULT_MULTI, [1, 2])) > 1


@of_each
async def test_link_types_defined(suite: Suite, subject: str) -> None:
    known = {full_link_type(name) for name in LINK_TYPES}
    for context in await suite.linkset_of(subject):
        assert set(_types_of(context)) <= known


def _headers_for(link: dict[str, Any]) -> dict[str, str]:
    headers = {}
    if "type" in link:
        headers["accept"] = link["type"]
    if "hreflang" in link:
        headers["accept_language"] = link["hreflang"][0]
    return headers


@of_each
async def test_lo_for_each_type_and_300_where_nothing_decides(suite: Suite, subject: str) -> None:
    uri = suite.uris[subject]
    seen: set[str] = set()
    for context in await suite.linkset_of(subject):
        for name in set(_types_of(context)) - {DEFAULT, DEFAULT_MULTI} - seen:
            seen.add(name)
            links = context[name]
            for link in links:
                market = f"&context={link['context'][0]}" if "context" in link else ""
                address = f"{uri}?linkType={name}{market}"
                answer = await suite.ask(address, **_headers_for(link))
                alike = [one for one in links if {**one, "href": ""} == {**link, "href": ""}]
                if len(alike) > 1:
                    assert answer.status_code == 300
                    (only,) = answer.json()["linkset"]
                    assert _types_of(only) == [name]
                    assert only[name] == alike
                else:
                    assert answer.status_code == 307
                    assert answer.headers["location"].partition("linkType")[0].rstrip("?&") == link["href"]


@of_each
async def test_specific_link_type_not_found(suite: Suite, subject: str) -> None:
    answer = await suite.ask(f"{suite.uris[subject]}?linkType=gs1:nosuchlt", accept="application/json")
    assert (answer.status_code, answer.json()["code"]) == (404, "NO_SUCH_LINK")
    assert 'rel="linkset"' in answer.headers["link"]


@pytest.mark.parametrize(
    "spelling",
    [
        "gs1:faqs",
        "https://ref.gs1.org/voc/faqs",
        "https://gs1.org/voc/faqs",
        "https://www.gs1.org/voc/faqs",
        "http://gs1.org/voc/faqs",
        "https%3A%2F%2Fref.gs1.org%2Fvoc%2Ffaqs",
    ],
)
async def test_a_link_type_comes_in_every_spelling(suite: Suite, spelling: str) -> None:
    answer = await suite.ask(f"{suite.uris['product']}?linkType={spelling}")
    assert (answer.status_code, answer.headers["location"][:20]) == (307, "https://example.com/")


@pytest.mark.parametrize(
    ("subject", "unknown"), [("product", "/10/KL8G"), ("product", "/22/A/10/B/21/C"), ("place", "/254/KL8G")]
)
async def test_basic_walk_up(suite: Suite, subject: str, unknown: str) -> None:
    up = await suite.ask(suite.uris[subject])
    answer = await suite.ask(suite.uris[subject] + unknown)
    assert (answer.status_code, answer.headers["location"]) == (307, up.headers["location"])
    linkset = await suite.ask(suite.uris[subject] + unknown, accept=LINKSET)
    assert [context["anchor"] for context in linkset.json()["linkset"]] == [suite.uris[subject]]


async def test_a_linkset_holds_every_level_under_its_own_anchor(suite: Suite) -> None:
    serial, product = suite.uris["serial"], suite.uris["product"]
    assert [context["anchor"] for context in await suite.linkset_of("serial")] == [serial, product]
    assert [context["anchor"] for context in await suite.linkset_of("lot")] == [suite.uris["lot"], product]
    of_unit = await suite.ask(f"{serial}?linkType=gs1:pip")
    of_product = await suite.ask(f"{product}?linkType=gs1:pip")
    assert of_unit.headers["location"] != of_product.headers["location"]
    inherited = await suite.ask(f"{serial}?linkType=gs1:faqs")
    assert inherited.headers["location"].startswith("https://example.com/")


@pytest.mark.parametrize(
    ("wanted", "language"),
    [("de-AT,en;q=0.5", "de-AT"), ("de-CH", "de"), ("fr,de;q=0.8,en;q=0.3", "de"), ("en", "en"), ("nl,en;q=0.1", "en")],
)
async def test_the_language_is_looked_up(suite: Suite, wanted: str, language: str) -> None:
    answer = await suite.ask(
        f"{suite.uris['product']}?linkType=gs1:instructions", accept="text/html", accept_language=wanted
    )
    (instructions,) = [
        link
        for link in (await suite.linkset_of("product"))[0][full_link_type("gs1:instructions")]
        if link["type"] == "text/html" and language in link["hreflang"] and "context" not in link
    ]
    assert answer.headers["location"].startswith(instructions["href"])


async def test_the_default_set_decides_by_language_and_falls_back_to_the_default(suite: Suite) -> None:
    context = (await suite.linkset_of("product"))[0]
    by_language = {link["hreflang"][0]: link["href"] for link in context[DEFAULT_MULTI]}
    for language, href in by_language.items():
        answer = await suite.ask(suite.uris["product"], accept_language=language)
        assert answer.headers["location"] == href
    for wanted in ({}, {"accept_language": "fr"}):
        assert (await suite.ask(suite.uris["product"], **wanted)).headers["location"] == context[DEFAULT][0]["href"]


async def test_people_get_a_page_of_links(suite: Suite) -> None:
    browser = "text/html,application/xhtml+xml,*/*;q=0.8"
    answer = await suite.ask(f"{suite.uris['serial']}?linkType=linkset", accept=browser)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "Digital Product Passport" in answer.text
    assert suite.uris["product"] in answer.text
    assert "Serial number " in answer.text
    assert "This product" in answer.text
    several = await suite.ask(f"{suite.uris['serial']}?linkType=gs1:review", accept=browser)
    assert (several.status_code, several.text.count("Instructions</bdi>")) == (300, 2)
