"""What tests need to start from, made through the API."""

import base64
import random
from collections.abc import Sequence
from typing import Any

from countermark.gs1 import check_digit
from tests.support.client import Brand
from tests.support.waiting import until

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


async def submit_mint(brand: Brand, product_id: str, **arguments: Any) -> dict[str, Any]:
    """Submits a serialised mint of 10 units; ``arguments`` win. The raw result, done or blocked."""
    plain = {"requested_quantity": 10, "identity_mode": "serial", "activation_mode": "first_scan"}
    result: dict[str, Any] = await brand.call("submit_mint_request", product_id=product_id, **(plain | arguments))
    return result


async def finished_job(brand: Brand, mint_job_id: str, within_s: float = 60) -> dict[str, Any]:
    """The job once a worker ended it."""
    return await until(
        lambda: brand.call("get_mint_job", mint_job_id=mint_job_id),
        lambda job: job["status"] in ("COMPLETED", "FAILED"),
        within_s=within_s,
    )


async def new_mint_batch(brand: Brand, product_id: str | None = None, **arguments: Any) -> dict[str, Any]:
    """A minted batch of 10 serialised units, of a fresh product unless one is named; ``arguments`` win."""
    if product_id is None:
        product_id = (await new_product(brand))["product_id"]
    submitted = await submit_mint(brand, product_id, **arguments)
    assert submitted["ok"], submitted
    job = await finished_job(brand, submitted["mint_job_id"])
    assert job["status"] == "COMPLETED", job
    batch: dict[str, Any] = await brand.call("get_mint_batch_by_id", mint_batch_id=submitted["mint_batch_id"])
    return batch


async def new_link(brand: Brand, **arguments: Any) -> dict[str, Any]:
    """A link to instructions at a fresh address; ``arguments`` win and must name what it is about."""
    target_url = f"https://example.com/{random.getrandbits(48):012x}"
    plain = {"link_type": "gs1:instructions", "target_url": target_url, "title": "Instructions"}
    link: dict[str, Any] = await brand.call("create_link", **(plain | arguments))
    return link


async def uploaded_serial_list(brand: Brand, content: bytes, purpose: str = "mint", file_format: str = "csv") -> str:
    """The id of a list whose file is there."""
    arguments = {"purpose": purpose, "filename": f"serials.{file_format}", "format": file_format}
    serial_list_id: str = (await brand.call("create_serial_list", **arguments))["serial_list_id"]
    step = 600_000
    for offset in range(0, len(content), step):
        part = base64.b64encode(content[offset : offset + step]).decode()
        is_last = offset + step >= len(content)
        place = {"serial_list_id": serial_list_id, "offset": offset}
        await brand.call("append_serial_list_file", **place, content=part, last=is_last)
    return serial_list_id


async def serial_list_in(brand: Brand, serial_list_id: str, *statuses: str, within_s: float = 60) -> dict[str, Any]:
    """The list once it is in one of these states."""
    return await until(
        lambda: brand.call("get_serial_list", serial_list_id=serial_list_id),
        lambda found: found["status"] in statuses,
        within_s=within_s,
    )


async def checked_serial_list(brand: Brand, serials: Sequence[str], purpose: str = "mint") -> dict[str, Any]:
    """A list of serials once a worker checked it, whatever came of that."""
    serial_list_id = await uploaded_serial_list(brand, ("\n".join(["serial", *serials]) + "\n").encode(), purpose)
    return await serial_list_in(brand, serial_list_id, "checked", "failed")
