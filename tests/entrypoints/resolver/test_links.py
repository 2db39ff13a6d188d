"""Scans that links of the brand answer: other keys, levels, changes, withdrawn codes, compressed codes, two brands."""

from typing import Any

import httpx
import pytest

from countermark.gs1.epc import EpcScheme, Sgtin, compress_to_base64, compress_to_hex
from tests.support.client import Brand, new_brand
from tests.support.factories import new_gtin, new_link, new_product
from tests.support.scanning import Scanner, leads_to, minted, published_product, recorded_scans, scanner_at
from tests.support.server import LiveServer
from tests.support.waiting import until

LINKSET = "application/linkset+json"
KEYS = (
    "/00/095060001343520000",
    "/253/9506000134352DOC",
    "/255/9506000134352",
    "/401/9506000ABC",
    "/402/95060001343520000",
    "/414/9506000134352",
    "/415/9506000134352/8020/REF1",
    "/417/9506000134352",
    "/8003/09506000134352A1",
    "/8004/9506000134352ABC",
    "/8006/095060001343520102",
    "/8010/9506000PART",
    "/8013/9506000Ad4X4bL5ttr2310cTB",
    "/8017/950600013435200008",
    "/8018/950600013435200008",
)


@pytest.fixture(scope="module")
async def linked(live_server: LiveServer) -> Brand:
    """A brand with links of keys that are no GTINs."""
    brand = await new_brand(live_server)
    for path in KEYS:
        await new_link(brand, gs1_path=path, target_url=f"https://example.com{path}")
    return brand


async def location_of(scanner: Scanner, path: str, **headers: str) -> str:
    answer = await scanner.scan(path, **headers)
    assert answer.status_code == 307, answer.text
    return leads_to(answer)


async def eventually(scanner: Scanner, path: str, location: str) -> None:
    """Resolvers hear of a change when it commits, not before its answer leaves."""

    async def look() -> httpx.Response:
        return await scanner.scan(path)

    await until(look, lambda answer: answer.headers.get("location") == location)


@pytest.mark.parametrize("path", KEYS)
async def test_every_other_primary_key_resolves_once_it_has_links(
    live_server: LiveServer, linked: Brand, path: str
) -> None:
    scanner = scanner_at(live_server, linked.host)
    assert await location_of(scanner, path) == f"https://example.com{path}"
    linkset = (await scanner.scan(path, accept=LINKSET)).json()["linkset"]
    assert [context["anchor"].endswith(path) for context in linkset] == [True]


@pytest.mark.parametrize("path", ["/414/9506000134369", "/8004/9506000134352ABD", "/00/395060001343520001"])
async def test_a_key_without_links_is_unknown(live_server: LiveServer, linked: Brand, path: str) -> None:
    scanner = scanner_at(live_server, linked.host)
    assert (await scanner.scan(path, accept=LINKSET)).status_code == 404
    assert (await scanner.scan(path)).status_code == 404


async def test_another_brands_links_answer_nothing_here(live_server: LiveServer, linked: Brand) -> None:
    stranger = scanner_at(live_server, (await new_brand(live_server)).host)
    for path in KEYS[:3]:
        assert (await stranger.scan(path)).status_code == 404


async def test_a_scan_of_such_a_key_is_recorded_as_resolved(live_server: LiveServer, pool: Any) -> None:
    brand = await new_brand(live_server)
    await new_link(brand, gs1_path="/414/9506000134352")
    scanner = scanner_at(live_server, brand.host)
    await location_of(scanner, "/414/9506000134352")
    await location_of(scanner, "/414/9506000134352/254/A")
    scans = await recorded_scans(pool, brand, 2)
    assert [scan["outcome"] for scan in scans] == ["resolved", "walked_up"]


async def test_a_default_counts_on_its_own_level(live_server: LiveServer, brand: Brand) -> None:
    batch = await minted(live_server, brand, published=True)
    product_id, unit, other = batch.batch["product_id"], batch.units[0], batch.units[1]
    await new_link(brand, product_id=product_id, target_url="https://example.com/p", is_default=True)
    await new_link(
        brand, product_id=product_id, serial=unit["serial"], target_url="https://example.com/u", is_default=True
    )
    gtin = f"/01/{batch.batch['gtin']}"
    await eventually(batch.scanner, unit["gs1_path"], "https://example.com/u")
    assert await location_of(batch.scanner, gtin) == "https://example.com/p"
    assert await location_of(batch.scanner, f"{gtin}/21/0000000000000000") == "https://example.com/p"
    assert await location_of(batch.scanner, other["gs1_path"]) == f"/passport/{other['serial']}"
    assert await location_of(batch.scanner, f"/mu/{unit['unit_id']}") == "https://example.com/u"


async def test_walking_up_goes_by_variant_with_lot_then_lot_then_variant(live_server: LiveServer, brand: Brand) -> None:
    product = await published_product(brand)
    gtin = f"/01/{product['identifiers']['gtin'].zfill(14)}"
    named = {"/22/V": {"cpv": "V"}, "/10/L": {"lot": "L"}, "/22/V/10/L": {"cpv": "V", "lot": "L"}}
    scanner = scanner_at(live_server, brand.host)
    for path in ("/22/V", "/10/L", "/22/V/10/L"):
        target = f"https://example.com{path}"
        await new_link(brand, product_id=product["product_id"], target_url=target, **named[path])
        asked = "?linkType=gs1:instructions"
        await eventually(scanner, f"{gtin}/22/V/10/L/21/S{asked}", target + asked)
    answer = await scanner.scan(f"{gtin}/22/V/10/L/21/S", accept=LINKSET)
    anchors = [context["anchor"].partition(gtin)[2] for context in answer.json()["linkset"]]
    assert anchors == ["/22/V/10/L", "/10/L", "/22/V", ""]


async def test_a_change_and_an_archived_link_are_known_at_once(live_server: LiveServer, brand: Brand) -> None:
    product = await published_product(brand)
    path = f"/01/{product['identifiers']['gtin'].zfill(14)}"
    scanner = scanner_at(live_server, brand.host)
    passport = await location_of(scanner, path)
    link = await new_link(brand, product_id=product["product_id"], is_default=True)
    await eventually(scanner, path, link["target_url"])
    await brand.call("update_link", link_id=link["link_id"], patch={"target_url": "https://example.com/new"})
    await eventually(scanner, path, "https://example.com/new")
    await brand.call("archive_link", link_id=link["link_id"])
    await until(lambda: scanner.scan(path), lambda answer: leads_to(answer) == passport)


async def test_a_link_holds_only_within_its_dates(live_server: LiveServer, brand: Brand) -> None:
    product = await published_product(brand)
    path = f"/01/{product['identifiers']['gtin'].zfill(14)}"
    scanner = scanner_at(live_server, brand.host)
    past = {"title": "Past", "valid_until": "2020-01-01T00:00:00Z"}
    future = {"title": "Future", "valid_from": "2090-01-01T00:00:00Z"}
    for dates in (past, future):
        await new_link(brand, product_id=product["product_id"], **dates)
    await new_link(brand, product_id=product["product_id"], title="Present", valid_from="2020-01-01T00:00:00Z")
    found = await until(lambda: scanner.scan(path, accept=LINKSET), lambda answer: "Present" in answer.text)
    assert "Past" not in found.text
    assert "Future" not in found.text


async def test_links_stay_with_a_product_whose_gtin_was_retired(live_server: LiveServer, brand: Brand) -> None:
    product = await published_product(brand)
    old = product["identifiers"]["gtin"].zfill(14)
    await new_link(brand, product_id=product["product_id"], target_url="https://example.com/kept", is_default=True)
    identifier = {"identifier_type": "gtin", "raw_value": new_gtin()}
    await brand.call("set_product_identifier", product_id=product["product_id"], **identifier)
    await eventually(scanner_at(live_server, brand.host), f"/01/{old}", "https://example.com/kept")


async def test_a_page_of_the_brand_replaces_ours_as_product_page(live_server: LiveServer, brand: Brand) -> None:
    product = await published_product(brand)
    path = f"/01/{product['identifiers']['gtin'].zfill(14)}?linkType=gs1:pip"
    scanner = scanner_at(live_server, brand.host)
    link = await new_link(brand, product_id=product["product_id"], link_type="gs1:pip", forward_query=False)
    await eventually(scanner, path, link["target_url"])
    assert (await location_of(scanner, path.replace("pip", "dpp"))).startswith("/passport/")


async def test_data_is_chosen_by_media_type(live_server: LiveServer, brand: Brand) -> None:
    batch = await minted(live_server, brand, published=True)
    path = f"{batch.unit['gs1_path']}?linkType=gs1:dpp"
    assert ".json" not in await location_of(batch.scanner, path, accept="*/*")
    assert ".json" not in await location_of(batch.scanner, path)
    answer = await batch.scan(path, accept="application/json")
    assert (await batch.scan(leads_to(answer), accept="*/*")).headers["content-type"] == "application/json"


async def test_a_voided_code_is_gone_and_its_linkset_stays(live_server: LiveServer, brand: Brand) -> None:
    batch = await minted(live_server, brand, published=True)
    name = {"mint_batch_id": batch.batch["mint_batch_id"], "to_status": "voided"}
    await brand.call("transition_mint_batch", **name, reason="misprint")
    answer = await until(lambda: batch.scan(accept="application/json"), lambda answer: bool(answer.status_code == 410))
    assert (answer.json()["code"], answer.json()["detail"][:29]) == ("WITHDRAWN", "It was issued and withdrawn a")
    assert 'rel="linkset"' in answer.headers["link"]
    linkset = await batch.scan(accept=LINKSET)
    assert (linkset.status_code, len(linkset.json()["linkset"])) == (200, 1)
    assert (await batch.scan(f"{batch.unit['gs1_path']}?linkType=gs1:dpp")).status_code == 307


async def test_a_revoked_unit_keeps_its_linkset(live_server: LiveServer, brand: Brand) -> None:
    batch = await minted(live_server, brand, published=True)
    await batch.move("revoked", "unit", batch.unit["unit_id"])
    gone = await batch.scan(leads_to(await batch.scan()))
    assert gone.status_code == 410
    assert (await batch.scan(accept=LINKSET)).status_code == 200


async def test_asking_for_the_linkset_is_no_first_scan(live_server: LiveServer, brand: Brand) -> None:
    batch = await minted(live_server, brand, published=True)
    await batch.scan(accept=LINKSET)
    await batch.scan(f"{batch.unit['gs1_path']}?linkType=linkset")
    assert (await batch.unit_now())["status"] == "minted"


@pytest.mark.parametrize("compress", [compress_to_hex, compress_to_base64])
async def test_a_compressed_code_leads_where_its_own_leads(
    live_server: LiveServer, brand: Brand, compress: Any
) -> None:
    batch = await minted(live_server, brand, published=True)
    gtin, serial = batch.batch["gtin"], batch.unit["serial"]
    segment = compress(EpcScheme.SGTIN_PLUS, Sgtin(gtin=gtin, serial=serial))
    for path in (f"/{segment}", f"/a/{segment}"):
        answer = await batch.scan(path)
        assert leads_to(answer) == f"/passport/{batch.unit['serial']}"
        links = answer.headers.get_list("link", split_commas=False)
        uri = answer.headers["location"].split("/passport/")[0] + batch.unit["gs1_path"]
        assert f'<{uri}>; rel="owl:sameAs"' in links
        assert any(link.startswith(f"<{uri}?linkType=linkset>") for link in links)
    linkset = (await batch.scan(f"/{segment}", accept=LINKSET)).json()["linkset"]
    assert linkset[0]["anchor"].endswith(batch.unit["gs1_path"])


@pytest.mark.parametrize("path", ["/eh", "/ehff", "/ex!!", "/eh30", "/eh3F0000000000000000000000"])
async def test_a_compressed_code_that_says_nothing_is_malformed(
    live_server: LiveServer, brand: Brand, path: str
) -> None:
    assert (await scanner_at(live_server, brand.host).scan(path)).status_code == 400


async def test_the_linkset_of_a_product_without_gtin_is_at_its_units_address(
    live_server: LiveServer, brand: Brand
) -> None:
    sku = [{"identifier_type": "sku", "raw_value": f"S{new_gtin()}"}]
    product = await new_product(brand, identifiers=sku)
    batch = await minted(live_server, brand, published=True, product_id=product["product_id"])
    await new_link(brand, product_id=product["product_id"], link_type="gs1:faqs")
    path = f"/mu/{batch.unit['unit_id']}"
    answer = await until(lambda: batch.scan(path, accept=LINKSET), lambda answer: "faqs" in answer.text)
    anchors = [context["anchor"] for context in answer.json()["linkset"]]
    assert anchors[0].endswith(path)
    assert anchors[1].endswith(f"/mb/{batch.batch['mint_batch_id']}")


async def test_a_product_with_very_many_links_is_answered_all_the_same(live_server: LiveServer, brand: Brand) -> None:
    product = await published_product(brand)
    path = f"/01/{product['identifiers']['gtin'].zfill(14)}"
    plain = {"product_id": product["product_id"], "link_type": "gs1:faqs", "title": "T"}
    for first in range(0, 2_100, 700):
        rows = [plain | {"lot": f"L{n}", "target_url": f"https://example.com/{n}"} for n in range(first, first + 700)]
        assert (await brand.call("import_links", rows=rows))["created"] == 700
    scanner = scanner_at(live_server, brand.host)
    for lot in ("L0", "L2099"):
        asked = f"{path}/10/{lot}?linkType=gs1:faqs"
        await eventually(scanner, asked, f"https://example.com/{lot[1:]}?linkType=gs1:faqs")
    assert (await scanner.scan(f"{path}/10/L2100?linkType=gs1:faqs")).status_code == 404
