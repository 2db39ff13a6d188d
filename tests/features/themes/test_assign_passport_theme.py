"""assign_passport_theme: the most specific wins, and pages change at once."""

import re

from countermark.features.themes.curated import curated_themes
from countermark.features.themes.written_theme import write_theme
from tests.features.passports.lifecycle import move
from tests.support.client import Brand, new_brand
from tests.support.factories import new_product, new_product_batch
from tests.support.looks import new_theme
from tests.support.scanning import Minted, minted
from tests.support.server import LiveServer
from tests.support.waiting import until


def look(key: str) -> str:
    return write_theme(curated_themes()[key].tokens, "#1f4b99")


async def stylesheet_of(batch: Minted) -> str:
    page = await batch.scan(f"/passport/{batch.unit['passport_id']}")
    (path,) = re.findall(r'href="(/passport/style-[^"]*)"', page.text)
    return str(path)


async def test_batch_before_product_before_brand(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    product = (await new_product(brand))["product_id"]
    batch = (await new_product_batch(brand, product))["id"]
    made = await minted(live_server, brand, published=True, product_id=product, product_batch_id=batch)
    assert look("register") in await stylesheet_of(made)
    targets: dict[str, dict[str, str]] = {"atelier": {}, "werk": {"product_id": product}}
    for key, target in (targets | {"kiosk": {"product_batch_id": batch}}).items():
        await brand.call("assign_passport_theme", curated=key, **target)
        path = await until(lambda: stylesheet_of(made), lambda seen, key=key: look(key) in seen)  # type: ignore[misc]
        assert (await made.scan(path)).status_code == 200
    await brand.call("assign_passport_theme", product_batch_id=batch)
    await until(lambda: stylesheet_of(made), lambda seen: look("werk") in seen)


async def test_a_theme_of_the_brand_is_drawn_by_its_newest_version_messages_too(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    draft, theme = await new_theme(brand), await new_theme(brand, "fjord", publish=True)
    assert (await brand.refused(409, "assign_passport_theme", theme_id=draft))["code"] == "THEME_NOT_PUBLISHED"
    await brand.call("assign_passport_theme", theme_id=theme)

    async def message() -> str:
        return (await brand.owner.http.get("/", headers={"Host": brand.host})).text

    assert look("fjord") in await until(message, lambda seen: look("fjord") in seen)
    tokens = (await brand.call("get_passport_theme", theme_id=theme))["draft"] | {"radius": "none"}
    await brand.call("update_passport_theme", theme_id=theme, tokens=tokens)
    assert look("fjord") in await message()
    await brand.call("publish_passport_theme", theme_id=theme)
    await until(message, lambda seen: look("fjord") not in seen)


async def test_programs_are_not_told_how_a_page_looks(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    product = (await new_product(brand))["product_id"]
    await move(brand, {"kind": "product", "id": product}, "published")
    passport_id = (await brand.call("list_passports", product_id=product))["items"][0]["passport_id"]
    facts = await brand.owner.http.get(f"/passport/{passport_id}.json", headers={"Host": brand.host})
    assert "look" not in facts.json()["brand"]


async def test_what_is_no_theme_is_refused(shared_brand: Brand) -> None:
    await shared_brand.refused(400, "assign_passport_theme", curated="vapour")
    theme = await new_theme(shared_brand, publish=True)
    await shared_brand.refused(400, "assign_passport_theme", curated="werk", theme_id=theme)


async def test_another_brand_s_theme_product_and_batch_are_as_good_as_none(
    live_server: LiveServer, shared_brand: Brand
) -> None:
    other = await new_brand(live_server)
    product = (await new_product(other))["product_id"]
    batch = (await new_product_batch(other, product))["id"]
    theirs, ours = await new_theme(other, publish=True), await new_theme(shared_brand, publish=True)
    for wrong in ({"theme_id": theirs}, {"product_id": product}, {"product_batch_id": batch}):
        error = await shared_brand.refused(400, "assign_passport_theme", **({"theme_id": ours} | wrong))
        assert error["code"] == "NOT_FOUND"
