"""choose_field_packs: packs in place of those of the industry."""

from tests.support.client import Brand, new_brand, sign_up
from tests.support.factories import READY_ATTRIBUTES, new_product
from tests.support.server import LiveServer
from tests.support.waiting import until


async def test_a_choice_holds_until_it_is_taken_back(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    await brand.call("update_brand", patch={"industry": "27.20"})
    chosen = await brand.call("choose_field_packs", packs=["textile", "core", "electronics", "textile"])
    assert chosen == {
        "ok": True,
        "packs": ["core", "textile", "electronics"],
        "packs_chosen": True,
        "readiness_run_id": chosen["readiness_run_id"],
    }
    assert chosen["readiness_run_id"]
    assert (await brand.call("choose_field_packs", packs=["textile", "electronics"]))["readiness_run_id"] is None
    back = await brand.call("choose_field_packs", packs=None)
    assert (back["packs"], back["packs_chosen"]) == (["core", "battery"], False)


async def test_it_concerns_the_products_there_are(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    product = await new_product(brand, attributes=READY_ATTRIBUTES | {"battery.category": "LMT"})
    assert product["completeness"] == 100
    await brand.call("choose_field_packs", packs=["battery"])
    asked = await until(
        lambda: brand.call("get_product", product_id=product["product_id"]),
        lambda found: found["completeness"] < 100,
    )
    assert "battery.rated_capacity" in asked["missing_fields"]
    assert asked["mint_readiness_status"] == "READY"


async def test_a_pack_that_is_not_there_is_refused(shared_brand: Brand) -> None:
    error = await shared_brand.refused(400, "choose_field_packs", packs=["spacecraft"])
    assert "spacecraft" in error["details"]
    assert "textile" in error["hint"]


async def test_another_brand_cannot_be_changed(live_server: LiveServer, shared_brand: Brand) -> None:
    stranger = await sign_up(live_server)
    await stranger.refused(403, "choose_field_packs", brand_id=shared_brand.id, packs=["textile"])
