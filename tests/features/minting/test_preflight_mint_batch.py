"""preflight_mint_batch."""

from typing import Any
from uuid import uuid4

from countermark.db.pool import Pool
from tests.features.minting.stored import counts
from tests.support.client import Brand, new_brand
from tests.support.factories import new_product, new_product_batch, submit_mint
from tests.support.server import LiveServer

MINT = {"requested_quantity": 6, "identity_mode": "serial", "activation_mode": "first_scan"}


async def test_it_tells_what_submit_would_and_writes_nothing(live_server: LiveServer, pool: Pool) -> None:
    brand = await new_brand(live_server)
    product = await new_product(brand)
    batch_id = (await new_product_batch(brand, product["product_id"], quantity=5))["id"]
    before = await counts(pool, brand)
    arguments: dict[str, Any] = MINT | {"product_id": product["product_id"], "product_batch_id": batch_id}
    told = await brand.call("preflight_mint_batch", idempotency_key="k", **arguments)
    assert await counts(pool, brand) == before
    assert told["blocking_reasons"] == (await submit_mint(brand, **arguments))["blocking_reasons"]
    assert (told["ok"], told["requested_quantity"], told["available_quantity"]) == (False, 6, 5)


async def test_a_clear_way_has_no_reasons(shared_brand: Brand) -> None:
    product = await new_product(shared_brand)
    assert await shared_brand.call("preflight_mint_batch", product_id=product["product_id"], **MINT) == {
        "ok": True,
        "blocking_reasons": [],
        "requested_quantity": 6,
        "available_quantity": None,
        "gtin": product["identifiers"]["gtin"].zfill(14),
        "serials": None,
    }


async def test_malformed_arguments_are_refused_as_submit_does(shared_brand: Brand) -> None:
    arguments = MINT | {"product_id": str(uuid4()), "requested_quantity": 0}
    seen = [
        await shared_brand.refused(400, operation, **arguments)
        for operation in ("preflight_mint_batch", "submit_mint_request")
    ]
    assert seen[0] == seen[1]


async def test_another_brand_s_product_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = await new_product(await new_brand(live_server))
    seen = await shared_brand.refused(400, "preflight_mint_batch", product_id=theirs["product_id"], **MINT)
    assert seen == await shared_brand.refused(400, "preflight_mint_batch", product_id=str(uuid4()), **MINT)
