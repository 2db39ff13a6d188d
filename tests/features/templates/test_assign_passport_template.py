"""assign_passport_template: the most specific wins, and a published passport keeps what it was published with."""

from typing import Any

from tests.features.passports.lifecycle import move
from tests.support.client import Brand, new_brand
from tests.support.factories import new_mint_batch, new_product, new_product_batch
from tests.support.looks import MODEL, SECTIONS, new_template
from tests.support.server import LiveServer


def one(key: str, field: str = MODEL, **more: Any) -> list[dict[str, Any]]:
    return [{"key": key, "heading": {"en": key.title()}, "fields": [field], **more}]


async def sections_of(brand: Brand, mint_batch_id: str) -> list[str]:
    unit = (await brand.call("list_mint_units", mint_batch_id=mint_batch_id))["items"][0]
    passport = await brand.call("get_passport", passport_id=unit["passport_id"])
    return [section["key"] for section in passport["page"]["sections"]]


async def published(brand: Brand, product_id: str, product_batch_id: str) -> str:
    minted = await new_mint_batch(brand, product_id, product_batch_id=product_batch_id)
    await move(brand, {"kind": "mint_batch", "id": minted["mint_batch_id"]}, "published")
    return str(minted["mint_batch_id"])


async def test_batch_before_product_before_brand_and_none_is_the_catalogue(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    product = (await new_product(brand))["product_id"]
    batch = (await new_product_batch(brand, product))["id"]
    plain = await published(brand, product, batch)
    assert "origin" in await sections_of(brand, plain)
    targets: list[dict[str, str]] = [{}, {"product_id": product}, {"product_batch_id": batch}]
    for key, target in zip(("brand", "product", "batch"), targets, strict=True):
        template = await new_template(brand, one(key), publish=True)
        await brand.call("assign_passport_template", template_id=template, **target)
        assert await sections_of(brand, await published(brand, product, batch)) == [key]
    await brand.call("assign_passport_template", product_batch_id=batch)
    assert await sections_of(brand, await published(brand, product, batch)) == ["product"]
    assert "origin" in await sections_of(brand, plain)


async def test_a_new_version_reaches_what_is_published_later_unless_one_is_pinned(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    product = (await new_product(brand))["product_id"]
    batch = (await new_product_batch(brand, product))["id"]
    template = await new_template(brand, one("first"), publish=True)
    await brand.call("assign_passport_template", template_id=template)
    before = await published(brand, product, batch)
    await brand.call("update_passport_template", template_id=template, content={"sections": one("second")})
    await brand.call("publish_passport_template", template_id=template)
    assert await sections_of(brand, before) == ["first"]
    assert await sections_of(brand, await published(brand, product, batch)) == ["second"]
    await brand.call("assign_passport_template", template_id=template, version=1)
    assert await sections_of(brand, await published(brand, product, batch)) == ["first"]
    read = await brand.call("get_passport_template", template_id=template)
    assert [each["version"] for each in read["assignments"]] == [1]


async def test_the_page_shows_headings_intro_and_rules_of_the_template(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    product = (await new_product(brand))["product_id"]
    french = one("french", "core.operator.manufacturer_name", markets=["FR"])[0]
    empty = {"key": "empty", "heading": {"en": "Empty"}, "visible": "always"}
    of_items = one("items", "core.operator.manufacturer_address", granularities=["item"])[0]
    template = await new_template(brand, [*SECTIONS, french, empty, of_items], publish=True)
    await brand.call("assign_passport_template", template_id=template, product_id=product)
    await move(brand, {"kind": "product", "id": product}, "published")
    passport_id = (await brand.call("list_passports", product_id=product))["items"][0]["passport_id"]

    async def page(language: str) -> str:
        headers = {"Host": brand.host, "Accept-Language": language}
        return (await brand.owner.http.get(f"/passport/{passport_id}", headers=headers)).text

    german = await page("de-DE")
    assert german.index("Hergestellt in") < german.index("The product") < german.index("Empty")
    assert "What it is." in german
    assert "Hier ist noch nichts verzeichnet" in german
    assert ("French" in german, "French" in await page("fr-FR"), "French" in await page("de")) == (False, True, True)
    assert "Items" not in german


async def test_a_draft_and_a_version_that_is_not_there_are_refused(shared_brand: Brand) -> None:
    draft, template = await new_template(shared_brand), await new_template(shared_brand, publish=True)
    error = await shared_brand.refused(409, "assign_passport_template", template_id=draft)
    assert error["code"] == "TEMPLATE_NOT_PUBLISHED"
    await shared_brand.refused(400, "assign_passport_template", template_id=template, version=9)
    product = (await new_product(shared_brand))["product_id"]
    batch = (await new_product_batch(shared_brand, product))["id"]
    both = {"product_id": product, "product_batch_id": batch}
    await shared_brand.refused(400, "assign_passport_template", template_id=template, **both)


async def test_another_brand_s_template_product_and_batch_are_as_good_as_none(
    live_server: LiveServer, shared_brand: Brand
) -> None:
    other = await new_brand(live_server)
    product = (await new_product(other))["product_id"]
    batch = (await new_product_batch(other, product))["id"]
    theirs, ours = await new_template(other, publish=True), await new_template(shared_brand, publish=True)
    for wrong in ({"template_id": theirs}, {"product_id": product}, {"product_batch_id": batch}):
        error = await shared_brand.refused(400, "assign_passport_template", **({"template_id": ours} | wrong))
        assert error["code"] == "NOT_FOUND"
