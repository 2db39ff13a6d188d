"""Economic operators and facilities, made through the API."""

import random
from typing import Any

from countermark.gs1 import check_digit
from tests.support.client import Brand


def new_gln() -> str:
    """A Global Location Number under GS1's demonstration prefix 952."""
    digits = "952" + "".join(random.choices("0123456789", k=9))
    return digits + check_digit(digits)


async def new_operator(brand: Brand, **arguments: Any) -> dict[str, Any]:
    """An operator with a fresh GLN; ``arguments`` win."""
    plain = {"name": "Alpenrad GmbH", "gln": new_gln(), "country": "AT", "city": "Innsbruck"}
    operator: dict[str, Any] = await brand.call("create_economic_operator", **(plain | arguments))
    return operator


async def new_facility(brand: Brand, **arguments: Any) -> dict[str, Any]:
    """A facility of a fresh reference; ``arguments`` win."""
    plain = {"facility_ref": f"FAC-{random.getrandbits(48):012X}", "name": "Innsbruck plant", "country": "AT"}
    facility: dict[str, Any] = await brand.call("create_facility", **(plain | arguments))
    return facility


async def operator_variables(brand: Brand) -> dict[str, str]:
    """What the examples of the docs start from: one of each in use, and one of each archived."""
    operators = [(await new_operator(brand))["operator_id"] for _ in range(2)]
    facilities = [(await new_facility(brand))["facility_id"] for _ in range(2)]
    await brand.call("archive_economic_operator", operator_id=operators[1])
    await brand.call("archive_facility", facility_id=facilities[1])
    return {
        "OPERATOR_ID": operators[0],
        "ARCHIVED_OPERATOR_ID": operators[1],
        "FACILITY_ID": facilities[0],
        "ARCHIVED_FACILITY_ID": facilities[1],
    }
