"""Published passports to amend, and what they say."""

from typing import Any

from tests.features.passports.lifecycle import move, passport_of, target_of, units_of
from tests.support.amending import MADE_IN, change
from tests.support.client import Brand
from tests.support.factories import new_mint_batch


async def published_batch(brand: Brand, product_id: str | None = None, **arguments: Any) -> dict[str, Any]:
    """A mint batch of ten with published passports."""
    batch = await new_mint_batch(brand, product_id, **arguments)
    await move(brand, target_of(batch), "published")
    return batch


async def amend(brand: Brand, target: dict[str, str], value: Any, field_key: str = MADE_IN) -> dict[str, Any]:
    """A controlled update of one field of one target."""
    result: dict[str, Any] = await brand.call(
        "submit_controlled_update", targets=[target], changes=change(value, field_key), reason="a test"
    )
    return result


async def says(brand: Brand, batch: dict[str, Any], place: int = 0, field_key: str = MADE_IN) -> dict[str, Any] | None:
    """The fact of a field on the page of a unit; ``None`` when it says nothing."""
    passport = await passport_of(brand, (await units_of(brand, batch))[place])
    facts = [fact for section in passport["page"]["sections"] for fact in section["facts"]]
    return next((fact for fact in facts if fact["key"] == field_key), None)


async def value_of(brand: Brand, batch: dict[str, Any], place: int = 0, field_key: str = MADE_IN) -> Any:
    """What the field says."""
    fact = await says(brand, batch, place, field_key)
    return fact and fact["value"]
