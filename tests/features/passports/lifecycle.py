"""Short ways to move passports and to look at them."""

from typing import Any

from tests.support.client import Brand


def target_of(batch: dict[str, Any]) -> dict[str, str]:
    """The mint batch as a target."""
    return {"kind": "mint_batch", "id": batch["mint_batch_id"]}


async def move(brand: Brand, target: dict[str, str], *states: str) -> dict[str, Any]:
    """Moves a target through states; the last result."""
    result: dict[str, Any] = {}
    for state in states:
        result = await brand.call("transition_passport_lifecycle", target=target, to_state=state)
    return result


async def units_of(brand: Brand, batch: dict[str, Any]) -> list[dict[str, Any]]:
    """The first units of a mint batch."""
    page = await brand.call("list_mint_units", mint_batch_id=batch["mint_batch_id"], limit=200)
    units: list[dict[str, Any]] = page["items"]
    return units


def target_of_unit(unit: dict[str, Any]) -> dict[str, str]:
    """The unit as a target."""
    return {"kind": "unit", "id": unit["unit_id"]}


async def passport_of(brand: Brand, carrier: dict[str, Any]) -> dict[str, Any]:
    """The passport of a unit, a lot, or anything else with a ``passport_id``."""
    passport: dict[str, Any] = await brand.call("get_passport", passport_id=carrier["passport_id"])
    return passport


async def model_passport(brand: Brand, product_id: str) -> dict[str, Any]:
    """The entry of a product's model in the list of passports."""
    page = await brand.call("list_passports", product_id=product_id, kind="product")
    model: dict[str, Any] = page["items"][0]
    return model
