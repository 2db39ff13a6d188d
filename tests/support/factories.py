"""What tests need to start from, made through the API."""

import random
from typing import Any

from countermark.gs1 import check_digit
from tests.support.client import Brand

READY_ATTRIBUTES = {
    "core.identity.product_brand_name": "Alpenrad",
    "core.identity.model": "City 28",
    "core.operator.manufacturer_name": "Alpenrad GmbH",
    "core.operator.manufacturer_address": "Hauptplatz 1, 6020 Innsbruck, Austria",
    "core.operator.manufacturer_contact": "https://example.com/contact",
    "core.origin.country_of_origin": "AT",
}


def new_gtin(length: int = 13) -> str:
    """A GTIN under GS1's demonstration prefix 952."""
    digits = "952" + "".join(random.choices("0123456789", k=length - 4))
    return digits + check_digit(digits)


def new_sku() -> str:
    """A SKU nobody else has."""
    return f"SKU-{random.getrandbits(48):012X}"


async def new_product(brand: Brand, **arguments: Any) -> dict[str, Any]:
    """A product that is ready to be minted, with a fresh GTIN; ``arguments`` win."""
    identifiers = [{"identifier_type": "gtin", "raw_value": new_gtin()}]
    ready = {"name": {"en": "City bicycle"}, "attributes": READY_ATTRIBUTES, "identifiers": identifiers}
    product: dict[str, Any] = await brand.call("create_product", **(ready | arguments))
    return product


async def new_product_batch(brand: Brand, product_id: str, **arguments: Any) -> dict[str, Any]:
    """An active batch of a fresh number."""
    arguments = {"batch_number": f"B-{random.getrandbits(48):012X}", **arguments}
    batch: dict[str, Any] = await brand.call("create_product_batch", product_id=product_id, **arguments)
    return batch
