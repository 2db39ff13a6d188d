"""resolve_product_alias_public: for anybody, an id or null, and nothing else."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.arbitrary_json import JSON
from tests.support.client import Brand, new_brand
from tests.support.factories import new_gtin, new_product
from tests.support.server import LiveServer


async def resolve(server: LiveServer, **arguments: Any) -> Any:
    """The answer to somebody who is not signed in."""
    async with server.client() as http:
        body = {f"_{name}": value for name, value in arguments.items()}
        answer = await http.post("/rest/v1/rpc/resolve_product_alias_public", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def set_code(brand: Brand, product: dict[str, Any], kind: str, value: str) -> None:
    key = {"product_id": product["product_id"], "identifier_type": kind}
    await brand.call("set_product_identifier", **key, raw_value=value)


async def test_a_code_leads_to_the_product_that_has_it(live_server: LiveServer) -> None:
    brand, gtin = await new_brand(live_server), new_gtin()
    product = await new_product(brand, identifiers=[{"identifier_type": "ean", "raw_value": gtin}])
    await set_code(brand, product, "sku", "Straße 7")
    for kind, value in [("ean", gtin), ("gtin", f"0{gtin}"), ("GTIN", gtin), ("sku", "STRASSE 7")]:
        found = await resolve(live_server, subdomain=brand.subdomain.upper(), type=kind, value=value)
        assert found == product["product_id"]


async def test_a_retired_code_leads_to_who_had_it_last_until_somebody_has_it_again(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    first, second = await new_product(brand), await new_product(brand)
    code = {"subdomain": brand.subdomain, "type": "sku", "value": "S-1"}
    for product in (first, second):
        await set_code(brand, product, "sku", "S-1")
        await set_code(brand, product, "sku", f"other {product['product_id'][-6:]}")
    assert await resolve(live_server, **code) == second["product_id"]
    await set_code(brand, first, "sku", "S-1")
    assert await resolve(live_server, **code) == first["product_id"]


async def test_everything_else_is_null(live_server: LiveServer) -> None:
    brand, gtin = await new_brand(live_server), new_gtin()
    await new_product(brand, identifiers=[{"identifier_type": "gtin", "raw_value": gtin}])
    right = {"subdomain": brand.subdomain, "type": "gtin", "value": gtin}
    wrong: dict[str, list[Any]] = {
        "subdomain": ["nobody", "", "a.b", 7, None],
        "type": ["sku", "isbn", "", None],
        "value": ["", "1", "\x00"],
    }
    for name, values in wrong.items():
        for value in values:
            assert await resolve(live_server, **{**right, name: value}) is None
    assert await resolve(live_server) is None


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(("subdomain", "type", "value"), JSON)))
@settings(max_examples=30)
async def test_it_never_fails(live_server: LiveServer, arguments: dict[str, Any]) -> None:
    assert await resolve(live_server, **arguments) is None


async def test_another_brand_s_code_is_not_found_under_this_one(live_server: LiveServer) -> None:
    mine, theirs = await new_brand(live_server), await new_brand(live_server)
    product = await new_product(theirs)
    gtin = product["identifiers"]["gtin"]
    assert await resolve(live_server, subdomain=mine.subdomain, type="gtin", value=gtin) is None
    assert await resolve(live_server, subdomain=theirs.subdomain, type="gtin", value=gtin) == product["product_id"]
