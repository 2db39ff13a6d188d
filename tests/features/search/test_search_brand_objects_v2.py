"""search_brand_objects_v2: what is found, in which order, and who may see it."""

from typing import Any
from uuid import uuid4

import psycopg
import pytest

from tests.support.client import NOBODYS_ID, Brand, new_brand, sign_up
from tests.support.factories import new_gtin, new_mint_batch, new_product, new_product_batch
from tests.support.server import LiveServer

ODD = [
    *("", " ", "\x00", "\t\r\n", "%", "_", "\\", "'", "İ", "ß" * 300, "x" * 900_000, "/" * 3_000, "(" * 500, "(01)"),
    *("https://", "//01/", "%00", "https://[::1/01/1", "/01/٣", "\u202e", "0" * 14, "Ω" * 4, "-" * 16),
    *("\U0010ffff", "\ud7ff", "\U0010ffff\U0010ffff"),
]
GROUPS = ["products", "passports", "tokens", "batches", "exports"]


async def search(brand: Brand, query: str, **arguments: Any) -> dict[str, list[dict[str, Any]]]:
    """Hits by group."""
    found = await brand.call("search_brand_objects_v2", query=query, **arguments)
    assert [group["group"] for group in found["groups"]] == GROUPS
    return {group["group"]: group["hits"] for group in found["groups"]}


def ids(hits: list[dict[str, Any]]) -> list[str]:
    return [hit["id"] for hit in hits]


def sku(value: str) -> list[dict[str, str]]:
    return [{"identifier_type": "sku", "raw_value": value}]


async def test_a_product_is_found_by_each_of_its_texts(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    name, attributes = {"en": "Rain jacket", "de": "Regenjäckchen"}, {"erp.colour": {"en": ["Petrol blue"]}}
    product = await brand.call("create_product", name=name, attributes=attributes, identifiers=sku("RJ-0077-XL"))
    await brand.call("create_product", name={"en": "Helmet"})
    for query, field in [
        ("JACKET", "name.en"),
        ("enjäck", "name.de"),
        ("0077", "sku"),
        ("rol  BL", "erp.colour"),
        ("in", "name.en"),
    ]:
        (hit,) = (await search(brand, query))["products"]
        assert (hit["id"], hit["title"], hit["subtitle"]) == (product["product_id"], "Rain jacket", "RJ-0077-XL")
        assert hit["path"] == f"/console/{brand.subdomain}/products/{product['product_id']}"
        matched = hit["matched"]
        marked = matched["text"][matched["start"] : matched["start"] + matched["length"]]
        assert (matched["field"], marked.casefold()) == (field, " ".join(query.casefold().split()))
    assert (await search(brand, "blue jacket"))["products"] == []


async def test_whole_comes_before_beginning_before_the_rest_and_then_the_newest(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    made = [await brand.call("create_product", name={"en": name}) for name in ("lamp", "a lamp", "lamp b", "my lamp")]
    whole, old, prefix, new = (product["product_id"] for product in made)
    assert ids((await search(brand, "Lamp"))["products"]) == [whole, prefix, new, old]
    found = await brand.call("search_brand_objects_v2", query="lamp", limit_per_group=2)
    assert (ids(found["groups"][0]["hits"]), found["groups"][0]["has_more"]) == ([whole, prefix], True)


async def test_a_change_is_found_at_once_and_the_old_text_no_more(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    product = await brand.call("create_product", name={"en": "Zebra"}, identifiers=sku("OLD-1"))
    key = {"product_id": product["product_id"]}
    await brand.call("update_product", **key, patch={"name": {"en": "Okapi"}, "attributes": {"x": "quagga"}})
    await brand.call("set_product_identifier", **key, identifier_type="sku", raw_value="NEW-1")
    assert [len((await search(brand, query))["products"]) for query in ("okapi", "quagga", "new-1")] == [1, 1, 1]
    assert [len((await search(brand, query))["products"]) for query in ("zebra", "old-1")] == [0, 0]


async def test_a_gtin_is_found_in_each_of_its_lengths_and_after_it_was_retired(live_server: LiveServer) -> None:
    brand, upc = await new_brand(live_server), new_gtin(12)
    product = await new_product(brand, identifiers=[{"identifier_type": "upc", "raw_value": upc}])
    forms = [upc, f"0{upc}", f"00{upc}", f"{upc[:6]} {upc[6:]}", f"https://x.example/01/00{upc}", f"(01)00{upc}"]
    for form in forms:
        (hit,) = (await search(brand, form))["products"]
        assert (hit["id"], hit["matched"]["field"]) == (product["product_id"], "upc")
    new = {"identifier_type": "upc", "raw_value": new_gtin(12)}
    await brand.call("set_product_identifier", product_id=product["product_id"], **new)
    assert [ids((await search(brand, form))["products"]) for form in forms] == [[product["product_id"]]] * len(forms)


async def test_units_are_found_by_serial_by_its_beginning_by_id_and_by_code(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    minted = await new_mint_batch(brand, requested_quantity=40)
    units = (await brand.call("list_mint_units", mint_batch_id=minted["mint_batch_id"], limit=40))["items"]
    unit = units[7]
    code = f"https://{brand.host}{unit['gs1_path']}"
    for query in (unit["serial"], unit["serial"].lower(), unit["serial"][:9], unit["unit_id"], code):
        found = await search(brand, query)
        (hit,) = found["tokens"]
        assert (hit["id"], hit["title"], hit["state"]) == (unit["unit_id"], unit["serial"], "minted")
        assert hit["path"].endswith(f"/passports/{unit['passport_id']}")
        if query != unit["serial"][:9]:
            assert ids(found["passports"])[:1] == [unit["passport_id"]]
    (hit,) = (await search(brand, unit["passport_id"]))["passports"]
    assert (hit["id"], hit["state"]) == (unit["passport_id"], "unpublished")
    newest = (await search(brand, unit["serial"][:4], limit_per_group=20))["tokens"]
    assert [hit["title"] for hit in newest] == [each["serial"] for each in units[::-1][:20]]
    assert newest[0]["matched"] == {"field": "serial", "text": newest[0]["title"], "start": 0, "length": 4}
    assert (await search(brand, unit["serial"][:3]))["tokens"] == []


async def test_units_of_a_mint_that_failed_are_not_there(live_server: LiveServer, owner: psycopg.Connection) -> None:
    brand = await new_brand(live_server)
    minted = await new_mint_batch(brand)
    unit = (await brand.call("list_mint_units", mint_batch_id=minted["mint_batch_id"]))["items"][0]
    owner.execute("UPDATE mint_batches SET status = 'failed' WHERE mint_batch_id = %s", (minted["mint_batch_id"],))
    for query in (unit["serial"], unit["serial"][:4], unit["unit_id"]):
        assert (await search(brand, query))["tokens"] == []


async def test_batches_are_found_by_number_and_their_mints_with_them(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    product_id = (await new_product(brand))["product_id"]
    batch = await new_product_batch(brand, product_id, batch_number="LOT-2026-Ä7")
    other = await new_product_batch(brand, product_id, batch_number="X-lot-2026")
    minted = await new_mint_batch(brand, product_id, product_batch_id=batch["id"])
    hits = (await search(brand, "lot-2026"))["batches"]
    assert [(hit["type"], hit["id"]) for hit in hits] == [
        ("product_batch", batch["id"]),
        ("product_batch", other["id"]),
        ("mint_batch", minted["mint_batch_id"]),
    ]
    assert hits[1]["matched"] == {"field": "batch_number", "text": "X-lot-2026", "start": 2, "length": 8}
    assert ids((await search(brand, "ä7"))["batches"])[:1] == [batch["id"]]
    for query in (minted["mint_batch_id"], f"/mb/{minted['mint_batch_id']}"):
        assert ids((await search(brand, query))["batches"]) == [minted["mint_batch_id"]]


async def test_exports_are_found_by_batch_product_file_and_id(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    product_id = (await new_product(brand, name={"en": "Rain jacket", "de": "Straßenjacke"}))["product_id"]
    run = await new_product_batch(brand, product_id, batch_number="RUN-7")
    minted = (await new_mint_batch(brand, product_id, product_batch_id=run["id"]))["mint_batch_id"]
    other = (await new_mint_batch(brand, await new_named(brand, "My rain jacket")))["mint_batch_id"]
    wanted = {"kind": "full_manifest", "format": "csv"}
    old, packs, new = [
        (await brand.call("create_export", mint_batch_id=batch, **(wanted | changes)))["export_id"]
        for batch, changes in [(minted, {}), (minted, {"format": "packs"}), (other, {"kind": "qr_print"})]
    ]
    (hit, _) = (await search(brand, "run-7"))["exports"]
    told = (hit["type"], hit["id"], hit["title"], hit["subtitle"], hit["path"])
    assert told == (
        *("export", packs, "Full manifest of 10 units", "Rain jacket · RUN-7"),
        f"/console/{brand.subdomain}/exports/{packs}",
    )
    assert hit["matched"] == {"field": "batch_number", "text": "RUN-7", "start": 0, "length": 5}
    for query, found in [
        ("RAIN  jacket", [packs, old, new]),
        ("strassenj", [packs, old]),
        ("RUN-7_manifest.csv", [old]),
        ("rain jacket_run-7_manifest.1-of-1.csv", [packs]),
        (old, [old]),
        (minted, [packs, old]),
        (f"/mb/{minted}", [packs, old]),
        ("run-8", []),
    ]:
        assert ids((await search(brand, query))["exports"]) == found, query


async def new_named(brand: Brand, name: str) -> str:
    """A product's id."""
    return str((await new_product(brand, name={"en": name}))["product_id"])


async def test_a_lot_s_code_leads_to_its_passport(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    lots = [{"lot_code": "L/7", "qty": 10}]
    minted = await new_mint_batch(brand, identity_mode="batch", lots=lots)
    unit = (await brand.call("list_mint_units", mint_batch_id=minted["mint_batch_id"]))["items"][0]
    (first, *others) = (await search(brand, f"https://x.example{unit['gs1_path']}"))["passports"]
    assert (first["id"], first["title"]) == (unit["passport_id"], "Passport of L/7")
    assert len(others) == 1


@pytest.mark.parametrize(
    ("query", "query_class"),
    [
        (NOBODYS_ID, "uuid"),
        ("4006381333931", "gtin"),
        ("/mu/" + NOBODYS_ID, "scan_url"),
        ("a1", "alnum"),
        ("a", "alpha"),
    ],
)
async def test_the_class_of_a_query_is_told(shared_brand: Brand, query: str, query_class: str) -> None:
    found = await shared_brand.call("search_brand_objects_v2", query=query)
    assert list(found) == ["query", "query_class", "groups"]
    assert (found["query"], found["query_class"]) == (query, query_class)


@pytest.mark.parametrize("query", ODD)
async def test_no_text_is_an_error(shared_brand: Brand, query: str) -> None:
    await shared_brand.call("search_brand_objects_v2", query=query)


@pytest.mark.parametrize("limit", [0, 21, -1])
async def test_a_limit_out_of_range_is_refused(shared_brand: Brand, limit: int) -> None:
    error = await shared_brand.refused(400, "search_brand_objects_v2", query="a", limit_per_group=limit)
    assert error["details"].startswith("_limit_per_group")


async def test_a_role_sees_only_the_groups_it_may_read(live_server: LiveServer, owner: psycopg.Connection) -> None:
    brand, colleague = await new_brand(live_server), await sign_up(live_server)
    for role, permissions, groups in [
        ("stock", ["brand.read", "batches.read"], ["batches"]),
        ("clerk", ["brand.read", "products.read", "passports.read"], ["products", "passports"]),
        ("minter", ["brand.read", "mint.read"], ["tokens"]),
        ("printer", ["brand.read", "exports.read"], ["exports"]),
    ]:
        owner.execute("DELETE FROM memberships WHERE user_id = %s", (colleague.user_id,))
        owner.execute(
            "INSERT INTO roles (brand_id, role, title, permissions) VALUES (%s, %s, 'x', %s)",
            (brand.id, role, permissions),
        )
        owner.execute(
            "INSERT INTO memberships (brand_id, user_id, role) VALUES (%s, %s, %s)",
            (brand.id, colleague.user_id, role),
        )
        found = await colleague.call("search_brand_objects_v2", brand_id=brand.id, query="a")
        assert [group["group"] for group in found["groups"]] == groups


async def test_another_brand_finds_nothing_of_it(live_server: LiveServer) -> None:
    mine, theirs = await new_brand(live_server), await new_brand(live_server)
    word = uuid4().hex  # an id too, but nobody's
    product = await new_product(theirs, name={"en": word})
    batch = await new_product_batch(theirs, product["product_id"], batch_number=word)
    minted = await new_mint_batch(theirs, product["product_id"], product_batch_id=batch["id"])
    unit = (await theirs.call("list_mint_units", mint_batch_id=minted["mint_batch_id"]))["items"][0]
    known = [word, word[4:20], product["product_id"], product["identifiers"]["gtin"], batch["id"]]
    wanted = {"mint_batch_id": minted["mint_batch_id"], "kind": "full_manifest", "format": "csv"}
    known += [
        (await theirs.call("create_export", **wanted))["export_id"],
        minted["mint_batch_id"],
        unit["unit_id"],
        unit["passport_id"],
        unit["serial"],
        unit["gs1_path"],
    ]
    for query in known:
        assert not any((await search(mine, query)).values())
        assert any((await search(theirs, query)).values())
    await mine.owner.refused(403, "search_brand_objects_v2", brand_id=theirs.id, query=word)
