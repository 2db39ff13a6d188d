"""What is published stays as it was published."""

import hashlib
from typing import Any

from countermark.db.pool import Pool
from countermark.features.passports.canonical_json import canonical_json
from tests.features.minting.stored import stored
from tests.features.passports.lifecycle import move, passport_of, target_of, target_of_unit, units_of
from tests.support.client import Brand, new_brand
from tests.support.factories import READY_ATTRIBUTES, new_mint_batch, new_product, new_product_batch
from tests.support.server import LiveServer


async def published(brand: Brand, **arguments: Any) -> dict[str, Any]:
    """A published mint batch, as it stands."""
    batch = await new_mint_batch(brand, **arguments)
    await move(brand, target_of(batch), "published")
    now: dict[str, Any] = await brand.call("get_mint_batch_by_id", mint_batch_id=batch["mint_batch_id"])
    return now


async def test_edits_of_product_batch_and_brand_change_no_published_page(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    product_id = (await new_product(brand))["product_id"]
    run = await new_product_batch(brand, product_id, production_date="2026-01-15", facility_ref="FAC-EU-01")
    batch = await published(brand, product_id=product_id, product_batch_id=run["id"])
    unit = (await units_of(brand, batch))[0]
    before = await passport_of(brand, unit)
    patch = {"name": {"en": "Another name"}, "attributes": {"core.identity.model": "Another"}}
    await brand.call("update_product", product_id=product_id, patch=patch)
    await brand.call("update_product_batch", batch_id=run["id"], patch={"facility_ref": "FAC-EU-02"})
    await brand.call("update_brand", patch={"legal_name": "Another Ltd"})
    assert await passport_of(brand, unit) == before
    assert before["page"]["facility_ref"] == "FAC-EU-01"


async def test_its_address_is_the_sha_256_of_its_canonical_text(shared_brand: Brand, pool: Pool) -> None:
    sha256 = (await published(shared_brand))["snapshot_sha256"]
    query = "SELECT content FROM passport_snapshots WHERE sha256 = decode($1, 'hex')"
    content = await stored(pool, shared_brand, query, sha256)
    assert hashlib.sha256(content.encode()).hexdigest() == sha256


async def test_equal_facts_are_kept_once(live_server: LiveServer, pool: Pool) -> None:
    brand = await new_brand(live_server)
    product_id = (await new_product(brand))["product_id"]
    made = [await published(brand, product_id=product_id) for _ in range(2)]
    assert made[0]["snapshot_sha256"] == made[1]["snapshot_sha256"]
    assert await stored(pool, brand, "SELECT count(*) FROM passport_snapshots") == 1


async def test_what_is_published_later_says_what_holds_then(shared_brand: Brand) -> None:
    batch = await new_mint_batch(shared_brand)
    early, late = (await units_of(shared_brand, batch))[:2]
    await move(shared_brand, target_of_unit(early), "published")
    patch = {"attributes": {"core.identity.model": "Newer"}}
    await shared_brand.call("update_product", product_id=batch["product_id"], patch=patch)
    await move(shared_brand, target_of(batch), "published")
    models = []
    for unit in (early, late):
        identity = (await passport_of(shared_brand, unit))["page"]["sections"][0]
        models += [fact["value"] for fact in identity["facts"] if fact["key"] == "core.identity.model"]
    assert models == [READY_ATTRIBUTES["core.identity.model"], "Newer"]


async def test_numbers_that_readers_would_round_are_not_published(shared_brand: Brand) -> None:
    product = await new_product(shared_brand, attributes=READY_ATTRIBUTES | {"own.number": 2**60})
    batch = await new_mint_batch(shared_brand, product["product_id"])
    error = await shared_brand.refused(
        400, "transition_passport_lifecycle", target=target_of(batch), to_state="published"
    )
    assert error["code"] == "NOT_CANONICAL"


async def test_odd_texts_and_numbers_are_frozen_as_they_are(shared_brand: Brand, pool: Pool) -> None:
    odd = {"own.text": '\u007f€\U0001f600\u2028\\"/', "own.numbers": [0.1, 1e-7, 1e21, 4.50, -0.0, 5e-324]}
    product = await new_product(shared_brand, attributes=READY_ATTRIBUTES | odd)
    batch = await published(shared_brand, product_id=product["product_id"])
    query = "SELECT content FROM passport_snapshots WHERE sha256 = decode($1, 'hex')"
    content = await stored(pool, shared_brand, query, batch["snapshot_sha256"])
    assert canonical_json(odd["own.text"]).decode() in content
