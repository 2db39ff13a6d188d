"""get_product_readiness: everything a product lacks, by section, with the law behind it."""

from tests.support.client import Brand, new_brand
from tests.support.factories import READY_ATTRIBUTES, new_product
from tests.support.server import LiveServer


async def test_a_product_that_has_all_lacks_nothing(shared_brand: Brand) -> None:
    product = await new_product(shared_brand)
    found = await shared_brand.call("get_product_readiness", product_id=product["product_id"])
    assert found | {"sections": []} == {
        "product_id": product["product_id"],
        "mint_readiness_status": "READY",
        "completeness": 100,
        "schema_version": "1",
        "packs": ["core"],
        "asked": 6,
        "filled": 6,
        "errors": 0,
        "warnings": 0,
        "sections": [],
    }
    assert [(section["heading"], section["asked"], section["problems"]) for section in found["sections"]] == [
        ("Identity", 2, []),
        ("Economic operators", 3, []),
        ("Origin", 1, []),
    ]


async def test_what_is_missing_stands_in_its_section_with_its_law(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    await brand.call("choose_field_packs", packs=["battery", "textile"])
    attributes = READY_ATTRIBUTES | {"battery.category": "industrial", "battery.rated_capacity": "lots"}
    del attributes["core.identity.model"]
    product = await new_product(brand, attributes=attributes, identifiers=[])
    found = await brand.call("get_product_readiness", product_id=product["product_id"])
    sections = {section["key"]: section for section in found["sections"]}
    assert (found["packs"], found["mint_readiness_status"], found["errors"]) == (["core", "battery"], "NOT_READY", 1)
    assert [problem["code"] for problem in sections["product"]["problems"]] == ["GTIN_MISSING"]
    assert sections["identity"]["problems"][0] == {
        "code": "FIELD_MISSING",
        "field": "core.identity.model",
        "severity": "error",
        "message": "Model is missing",
        "level": "model",
        "legal_reference": {
            "instrument": "Regulation (EU) 2023/988 (GPSR)",
            "provision": "Article 9(5)",
            "url": "http://data.europa.eu/eli/reg/2023/988/oj",
        },
    }
    told = {problem["field"]: problem["code"] for problem in sections["battery"]["problems"]}
    assert (told["battery.rated_capacity"], told["battery.chemistry"]) == ("VALUE_DOES_NOT_FIT", "FIELD_MISSING")
    assert found["filled"] < found["asked"]
    stored = await brand.call("get_product", product_id=product["product_id"])
    missing = {
        problem["field"]
        for section in found["sections"]
        for problem in section["problems"]
        if problem["code"] == "FIELD_MISSING"
    }
    assert set(stored["missing_fields"]) == missing
    assert stored["completeness"] == found["completeness"]


async def test_another_brand_s_product_is_not_there(live_server: LiveServer, shared_brand: Brand) -> None:
    product, other = await new_product(shared_brand), await new_brand(live_server)
    error = await other.refused(400, "get_product_readiness", product_id=product["product_id"])
    assert error["code"] == "NOT_FOUND"
    await other.owner.refused(403, "get_product_readiness", brand_id=shared_brand.id, product_id=product["product_id"])
