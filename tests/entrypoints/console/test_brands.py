"""Brands in the console: who sees which, and that nobody can tell a foreign one from none."""

import psycopg
import pytest

from countermark.entrypoints.console.industries import INDUSTRIES
from countermark.features.fields.industries import packs_of_industry
from tests.entrypoints.console.visitor import location, signed_in, signed_up, text_of, with_brand
from tests.support.client import new_brand, sign_up
from tests.support.factories import new_product
from tests.support.server import LiveServer


async def test_another_brand_looks_exactly_like_one_that_does_not_exist(live_server: LiveServer) -> None:
    theirs = await new_brand(live_server)
    visitor, _ = await with_brand(live_server)
    for page in ("", "products", "batches/new", "minting"):
        foreign = await visitor.get(f"/console/{theirs.subdomain}/{page}")
        missing = await visitor.get(f"/console/nobody-has-this/{page}")
        assert foreign.status_code == missing.status_code == 404
        assert text_of(foreign) == text_of(missing)


async def test_another_brands_product_looks_exactly_like_one_that_does_not_exist(live_server: LiveServer) -> None:
    product = await new_product(await new_brand(live_server))
    visitor, home = await with_brand(live_server)
    foreign = await visitor.get(f"{home}products/{product['product_id']}")
    missing = await visitor.get(f"{home}products/01a20000-0000-7000-8000-000000000000")
    assert foreign.status_code == missing.status_code == 404
    assert text_of(foreign) == text_of(missing)


async def test_who_has_no_brand_makes_one_first(live_server: LiveServer) -> None:
    visitor = await signed_up(live_server)
    assert location(await visitor.get("/console/")) == "/console/new-brand"


async def test_who_has_one_brand_goes_straight_into_it(live_server: LiveServer) -> None:
    visitor, home = await with_brand(live_server)
    assert location(await visitor.get("/console/")) == home


async def test_who_has_several_brands_chooses(live_server: LiveServer) -> None:
    person = await sign_up(live_server)
    both = [await new_brand(live_server, person), await new_brand(live_server, person)]
    answer = await (await signed_in(live_server, person.email)).get("/console/")
    assert all(f"/console/{brand.subdomain}/" in answer.text for brand in both)


async def test_a_taken_address_is_said_at_its_field_and_nothing_typed_is_lost(live_server: LiveServer) -> None:
    taken = await new_brand(live_server)
    visitor = await signed_up(live_server)
    answer = await visitor.send("/console/new-brand", name="Alpenrad & Co", subdomain=taken.subdomain)
    assert answer.status_code == 422
    assert 'id="subdomain-error"' in answer.text
    assert 'value="Alpenrad &amp; Co"' in answer.text


async def test_what_a_role_may_not_do_is_not_shown(live_server: LiveServer, owner: psycopg.Connection) -> None:
    brand = await new_brand(live_server)
    await new_product(brand)
    owner.execute("UPDATE memberships SET role = 'viewer' WHERE brand_id = %s", [brand.id])
    visitor = await signed_in(live_server, brand.owner.email)
    products = await visitor.get(f"/console/{brand.subdomain}/products")
    assert "City bicycle" in products.text
    assert "New product" not in products.text
    home = text_of(await visitor.get(f"/console/{brand.subdomain}/"))
    assert "New product" not in home


async def test_what_a_role_may_not_do_is_refused_as_well(live_server: LiveServer, owner: psycopg.Connection) -> None:
    brand = await new_brand(live_server)
    owner.execute("UPDATE memberships SET role = 'viewer' WHERE brand_id = %s", [brand.id])
    visitor = await signed_in(live_server, brand.owner.email)
    answer = await visitor.send(f"/console/{brand.subdomain}/products/new", name="Bicycle")
    assert answer.status_code == 422
    assert "lacks the permission products.write" in text_of(answer)


async def test_the_industry_chosen_for_a_new_brand_selects_its_fields(live_server: LiveServer) -> None:
    person = await sign_up(live_server)
    visitor = await signed_in(live_server, person.email)
    subdomain = f"b{person.user_id[-12:]}"
    await visitor.send("/console/new-brand", name="Alpenrad", subdomain=subdomain, industry="27.2")
    [brand] = await person.call("list_brands")
    schema = await person.call("list_fields", brand_id=brand["brand_id"])
    assert (schema["industry"], [pack["name"] for pack in schema["packs"] if pack["in_use"]]) == (
        "27.2",
        ["core", "battery"],
    )


@pytest.mark.parametrize("code", [code for code, _ in INDUSTRIES])
def test_every_industry_to_choose_from_has_fields_of_its_own(code: str) -> None:
    assert packs_of_industry(code)
