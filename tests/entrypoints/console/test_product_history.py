"""A product's history at the console, and the ways back: restore, undo, the archive, a copy."""

from typing import Any
from urllib.parse import quote

import pytest

from tests.entrypoints.console.visitor import Visitor, form_fields, location, signed_in, text_of
from tests.support.client import Brand, new_brand
from tests.support.factories import new_product
from tests.support.server import LiveServer

OURS = {"sec-fetch-site": "same-origin"}
MODEL = "core.identity.model"


@pytest.fixture
async def brand(live_server: LiveServer) -> Brand:
    """A brand with one member, who edits."""
    return await new_brand(live_server)


@pytest.fixture
async def editor(live_server: LiveServer, brand: Brand) -> Visitor:
    """The brand's owner at the console."""
    return await signed_in(live_server, brand.owner.email)


async def product_at(brand: Brand, **arguments: Any) -> tuple[str, str]:
    """A new product: its id and the path of its page."""
    product_id = (await new_product(brand, **arguments))["product_id"]
    return product_id, f"/console/{brand.subdomain}/products/{product_id}"


async def model(brand: Brand, product_id: str) -> str:
    """What is in force."""
    product = await brand.call("get_product", product_id=product_id)
    return str(product["attributes"].get(MODEL))


async def test_a_value_is_put_back_and_that_is_undone(brand: Brand, editor: Visitor) -> None:
    product_id, path = await product_at(brand)
    await brand.call("update_product", product_id=product_id, patch={"attributes": {MODEL: "Wrong"}})
    page = await editor.get(f"{path}/history")
    assert "Edited" in text_of(page)
    assert "Created" in text_of(page)
    fields = form_fields(page, f"{path}/history")
    done = await editor.http.post(f"{path}/history", data=fields, headers=OURS)
    assert location(done) == f"{path}/history"
    assert await model(brand, product_id) == "City 28"
    page = await editor.get(f"{path}/history")
    assert "The value is put back. Undo" in text_of(page)
    await editor.http.post(f"{path}/history", data=form_fields(page, f"{path}/history"), headers=OURS)
    assert await model(brand, product_id) == "Wrong"


async def test_what_cannot_be_put_back_is_said(brand: Brand, editor: Visitor) -> None:
    product_id, path = await product_at(brand)
    await brand.call("update_product", product_id=product_id, patch={"attributes": {MODEL: "Wrong"}})
    fields = form_fields(await editor.get(f"{path}/history"), f"{path}/history")
    await editor.http.post(f"{path}/history", data=fields | {"field": "core.identity.weight"}, headers=OURS)
    assert "Nothing was changed: _field: was not changed by this" in text_of(await editor.get(path))


async def test_archiving_offers_undo_which_brings_everything_back_as_it_was(brand: Brand, editor: Visitor) -> None:
    home = f"/console/{brand.subdomain}/products"
    on_sale, path = await product_at(brand)
    off_sale, _ = await product_at(brand, commercial_status="INACTIVE")
    data = {"csrf": await editor.token(path), "ids": [on_sale, off_sale]}
    await editor.http.post(f"{home}/archive", data=data, headers=OURS)
    assert (await brand.call("list_products"))["items"] == []
    page = await editor.get(home)
    assert "2 products are archived." in text_of(page)
    await editor.http.post(f"{home}/unarchive", data=form_fields(page, f"{home}/unarchive"), headers=OURS)
    after = {item["product_id"]: item["commercial_status"] for item in (await brand.call("list_products"))["items"]}
    assert after == {on_sale: "ACTIVE", off_sale: "INACTIVE"}


async def test_an_archived_product_says_so_and_can_be_brought_back(brand: Brand, editor: Visitor) -> None:
    product_id, path = await product_at(brand)
    await brand.call("archive_product", product_id=product_id)
    page = await editor.get(path)
    assert "It cannot be changed or minted." in text_of(page)
    unarchive = f"/console/{brand.subdomain}/products/unarchive"
    done = await editor.http.post(unarchive, data=form_fields(page, unarchive), headers=OURS)
    assert location(done) == path
    assert (await brand.call("get_product", product_id=product_id))["archived_at"] is None


async def test_a_copy_says_what_stayed_with_the_other_one(brand: Brand, editor: Visitor) -> None:
    _, path = await product_at(brand)
    done = await editor.send(f"{path}/duplicate", name_suffix="2027")
    copy = location(done)
    assert copy.endswith("/edit")
    said = text_of(await editor.get(copy))
    assert "City bicycle 2027 is in the catalogue. GTIN stayed with the other one: set its own." in said


async def test_a_notice_that_we_did_not_sign_is_not_shown(brand: Brand, editor: Visitor) -> None:
    forged = quote('{"text": "Look", "undo": {"path": "/console/sign-out", "fields": {}}}')
    editor.http.cookies.set("countermark_notice", forged, path="/console")
    page = await editor.get(f"/console/{brand.subdomain}/products")
    assert "Look" not in text_of(page)
