"""Scans over HTTP: where they lead, in which order, and what an answer promises."""

from uuid import uuid4

from tests.support.client import Brand, new_brand
from tests.support.factories import new_gtin, new_product
from tests.support.scanning import WHATSAPP, leads_to, minted, published_product, scanner_at
from tests.support.server import LiveServer


async def test_a_units_code_leads_to_its_passport(live_server: LiveServer, brand: Brand) -> None:
    batch = await minted(live_server, brand, published=True)
    answer = await batch.scan()
    assert answer.status_code == 307
    assert leads_to(answer) == f"/passport/{batch.unit['serial']}"


async def test_an_internal_unit_id_leads_to_the_same_passport(live_server: LiveServer, brand: Brand) -> None:
    batch = await minted(live_server, brand, published=True)
    answer = await batch.scan(f"/mu/{batch.unit['unit_id']}")
    assert leads_to(answer) == f"/passport/{batch.unit['serial']}"


async def test_a_serial_counts_before_a_lot_and_variant_in_the_same_code(live_server: LiveServer, brand: Brand) -> None:
    batch = await minted(live_server, brand, published=True)
    gtin, serial = batch.batch["gtin"], batch.unit["serial"]
    answer = await batch.scan(f"/01/{gtin}/22/RED/10/ANY-LOT/21/{serial}")
    assert leads_to(answer) == f"/passport/{batch.unit['serial']}"


async def test_a_lots_code_leads_to_the_lots_passport(live_server: LiveServer, brand: Brand) -> None:
    lots = [{"lot_code": "L/1", "qty": 4}, {"lot_code": "L-2", "qty": 6}]
    batch = await minted(live_server, brand, published=True, identity_mode="batch", lots=lots)
    first, last = batch.units[0], batch.units[-1]
    assert first["passport_id"] != last["passport_id"]
    for unit in (first, last):
        assert leads_to(await batch.scan(unit["gs1_path"])) == f"/passport/{unit['passport_id']}"
        assert leads_to(await batch.scan(f"/mu/{unit['unit_id']}")) == f"/passport/{unit['passport_id']}"


async def test_a_mint_batch_of_one_lot_leads_to_that_lot(live_server: LiveServer, brand: Brand) -> None:
    lots = [{"lot_code": "ONLY", "qty": 10}]
    batch = await minted(live_server, brand, published=True, identity_mode="batch", lots=lots)
    answer = await batch.scan(f"/mb/{batch.batch['mint_batch_id']}")
    assert leads_to(answer) == f"/passport/{batch.unit['passport_id']}"


async def test_a_gtin_leads_to_the_products_passport(live_server: LiveServer, brand: Brand) -> None:
    product = await published_product(brand)
    scanner = scanner_at(live_server, brand.host)
    answer = await scanner.scan(f"/01/{product['identifiers']['gtin'].zfill(14)}")
    passport = await scanner.scan(answer.headers["location"], accept="application/json")
    assert passport.json()["granularity"] == "model"
    assert passport.json()["product_name"] == product["name"]


async def test_an_unknown_serial_or_lot_walks_up_to_a_published_product(live_server: LiveServer, brand: Brand) -> None:
    product = await published_product(brand)
    scanner = scanner_at(live_server, brand.host)
    path = f"/01/{product['identifiers']['gtin'].zfill(14)}"
    up = (await scanner.scan(path)).headers["location"]
    assert (await scanner.scan(path + "/22/RED")).headers["location"] == up
    for unknown in ("/10/KL8G", "/21/12345", "/10/KL8G/21/0000000000000000"):
        answer = await scanner.scan(path + unknown)
        assert (answer.headers["location"], answer.headers["cache-control"]) == (up, "no-store, max-age=0")


async def test_an_unknown_serial_is_unknown_when_no_product_passport_can_stand_in(
    live_server: LiveServer, brand: Brand
) -> None:
    batch = await minted(live_server, brand, published=True)
    answer = await batch.scan(f"/01/{batch.batch['gtin']}/21/0000000000000000")
    assert answer.status_code == 404
    assert answer.headers["cache-control"] == "no-store, max-age=0"


async def test_a_serial_under_another_products_gtin_is_unknown(live_server: LiveServer, brand: Brand) -> None:
    batch, other = await minted(live_server, brand, published=True), await new_product(brand)
    gtin = other["identifiers"]["gtin"].zfill(14)
    assert (await batch.scan(f"/01/{gtin}/21/{batch.unit['serial']}")).status_code == 404


async def test_a_retired_gtin_keeps_resolving_also_after_another_product_took_it(
    live_server: LiveServer, brand: Brand
) -> None:
    batch = await minted(live_server, brand, published=True)
    gtin = batch.batch["gtin"]
    await set_gtin(brand, batch.batch["product_id"], new_gtin())
    assert leads_to(await batch.scan()) == f"/passport/{batch.unit['serial']}"
    taker = await published_product(brand)
    await set_gtin(brand, taker["product_id"], gtin)
    assert leads_to(await batch.scan()) == f"/passport/{batch.unit['serial']}"
    model = await batch.scan((await batch.scan(f"/01/{gtin}")).headers["location"], accept="application/json")
    assert model.json()["gtin"] == taker["identifiers"]["gtin"].zfill(14)


async def set_gtin(brand: Brand, product_id: str, gtin: str) -> None:
    await brand.call("set_product_identifier", product_id=product_id, identifier_type="gtin", raw_value=gtin)


async def test_a_code_resolves_from_the_moment_it_was_minted(live_server: LiveServer, brand: Brand) -> None:
    product = await new_product(brand)
    scanner = scanner_at(live_server, brand.host)
    path = f"/01/{product['identifiers']['gtin'].zfill(14)}"
    assert (await scanner.scan(f"{path}/21/0000000000000000")).status_code == 404
    batch = await minted(live_server, brand, product_id=product["product_id"])
    assert (await batch.scan()).status_code == 307


async def test_the_query_is_forwarded_whole(live_server: LiveServer, brand: Brand) -> None:
    batch = await minted(live_server, brand, published=True)
    answer = await batch.scan(batch.unit["gs1_path"] + "?foo=bar&linkType=gs1:pip&x=%20y")
    assert answer.headers["location"].endswith("?foo=bar&linkType=gs1:pip&x=%20y")


async def test_one_trailing_slash_changes_nothing(live_server: LiveServer, brand: Brand) -> None:
    batch = await minted(live_server, brand, published=True, activation_mode="active_at_mint")
    plain, slashed = await batch.scan(), await batch.scan(batch.unit["gs1_path"] + "/")
    assert plain.headers["location"] == slashed.headers["location"]
    assert (await batch.scan(batch.unit["gs1_path"] + "//")).status_code == 400


async def test_another_brands_host_knows_nothing_of_a_code(live_server: LiveServer, brand: Brand) -> None:
    batch = await minted(live_server, brand, published=True)
    stranger = scanner_at(live_server, (await new_brand(live_server)).host)
    unit = batch.unit
    lot_id = mint_batch_id = batch.batch["mint_batch_id"]
    paths = (unit["gs1_path"], f"/mu/{unit['unit_id']}", f"/mb/{mint_batch_id}", f"/ml/{lot_id}")
    unknown = await stranger.scan(f"/01/{new_gtin().zfill(14)}")
    for path in paths:
        answer = await stranger.scan(path)
        assert (answer.status_code, answer.content) == (404, unknown.content)


async def test_a_host_of_nobody_says_so(live_server: LiveServer) -> None:
    scanner = scanner_at(live_server, f"nobody{uuid4().hex}.localhost")
    answer = await scanner.scan("/01/09506000134352")
    assert answer.status_code == 404
    assert "Nobody answers here" in answer.text


async def test_a_preview_program_gets_a_title_and_nothing_else(live_server: LiveServer, brand: Brand) -> None:
    batch = await minted(live_server, brand, published=True)
    answer = await batch.scan(user_agent=WHATSAPP)
    assert answer.status_code == 200
    assert "<title>Digital product passport" in answer.text
    assert batch.unit["serial"] not in answer.text
