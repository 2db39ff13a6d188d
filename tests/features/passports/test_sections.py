"""The sections of a page: public fields only, read by the schema that the snapshot names."""

from typing import Any

import msgspec

from countermark.db.pool import Pool
from countermark.features.fields.brand_schema import schema_of
from countermark.features.fields.field import AccessTier
from countermark.features.passports.sections import sections_of
from tests.features.fields.strategies import FIELDS
from tests.features.minting.stored import stored
from tests.features.passports.lifecycle import move
from tests.support.client import Brand, new_brand
from tests.support.factories import READY_ATTRIBUTES, new_product
from tests.support.server import LiveServer

RESERVED = {
    "battery.cathode_materials": ["Nickel manganese cobalt oxide"],  # Annex XIII, point 2
    "battery.test_reports_url": "https://example.com/reports.pdf",  # point 3
    "battery.status": "original",  # point 4
    "custom.margin": 40,
}
OPEN = {"battery.category": "EV", "battery.rated_capacity": {"value": 13400, "unit": "mAh"}, "custom.fit": "Slim"}


async def published_page(brand: Brand, product_id: str) -> tuple[str, dict[str, Any]]:
    """What the public reads of a model, and what members read of the same."""
    carriers = await brand.call("list_passports", product_id=product_id)
    passport_id = carriers["items"][0]["passport_id"]
    answer = await brand.owner.http.get(f"/passport/{passport_id}", headers={"Host": brand.host})
    assert answer.status_code == 200
    return answer.text, await brand.call("get_passport", passport_id=passport_id)


def keys_of(passport: dict[str, Any]) -> set[str]:
    return {fact["key"] for section in passport["page"]["sections"] for fact in section["facts"]}


async def test_the_public_reads_public_fields_only_whatever_the_brand_is_now(
    live_server: LiveServer, pool: Pool
) -> None:
    brand = await new_brand(live_server)
    await brand.call("update_brand", patch={"industry": "27.20"})
    await brand.call("create_custom_field", label="Fit", type="text")
    await brand.call("create_custom_field", label="Margin", type="number", access="authority")
    product = await new_product(brand, attributes=READY_ATTRIBUTES | RESERVED | OPEN)
    await move(brand, {"kind": "product", "id": product["product_id"]}, "published")
    text, passport = await published_page(brand, product["product_id"])
    assert keys_of(passport) == {*READY_ATTRIBUTES, *OPEN}
    assert "Electric vehicle battery" in text
    assert "13.4" in text
    for reserved in ("Nickel manganese", "reports.pdf", "Original", "Margin"):
        assert reserved not in text
    await brand.call("update_brand", patch={"industry": "14.13"})
    await brand.call("archive_custom_field", key="custom.fit")
    assert (await published_page(brand, product["product_id"]))[0] == text
    query = "SELECT content FROM passport_snapshots WHERE sha256 = decode($1, 'hex')"
    content = msgspec.json.decode(await stored(pool, brand, query, passport["snapshot_sha256"]))
    assert (content["schema"]["version"], content["schema"]["packs"]) == ("1", ["core", "battery"])
    assert [field["key"] for field in content["schema"]["custom_fields"]] == ["custom.fit", "custom.margin"]


def test_no_field_of_another_tier_is_ever_on_a_page() -> None:
    packs = ("battery", "textile", "electronics", "steel")
    fields = schema_of(packs).fields
    values: dict[str, Any] = {
        "number": 1,
        "integer": 1,
        "boolean": True,
        "date": "2026-01-31",
        "country": "DE",
        "texts": ["x"],
        "materials": [{"name": "x", "share": 100}],
        "link": "https://example.com",
        "file": "https://example.com",
    }
    attributes = {
        key: next(iter(field.choices), None) or values.get(field.type, "x")
        for key, field in fields.items()
        if field.type in FIELDS
    }
    named = {"version": "1", "packs": list(packs), "custom_fields": []}
    shown = {
        fact.key
        for section in sections_of({"schema": named, "product": {"attributes": attributes}, "batch": None})
        for fact in section.facts
    }
    assert shown
    assert {fields[key].access for key in shown} == {AccessTier.PUBLIC}


def test_a_snapshot_from_before_schemas_were_named_shows_what_it_showed() -> None:
    attributes = {
        "core.identity.model": {"en": "City", "de": "Stadt"},
        "core.composition.materials": [{"name": "Wool", "share": 60}],
        "battery.category": "Portable",
        "textile.size": "M",
        "core.identity.weight": "heavy",
        "erp.id": 7,
    }
    sections = sections_of({"product": {"attributes": attributes}, "batch": None})
    assert {fact.key: fact.value for section in sections for fact in section.facts} == {
        key: value for key, value in attributes.items() if key not in ("core.identity.weight", "erp.id")
    }
