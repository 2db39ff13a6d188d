"""Whatever is asked of them in whatever order, passports only go forward, and the counts are what happened."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.features.passports.lifecycle import target_of, target_of_unit, units_of
from tests.support.client import Brand, Person
from tests.support.factories import new_mint_batch, new_product

RANK = {"unpublished": 0, "published": 1, "revoked": 2}
steps = st.lists(
    st.tuples(st.sampled_from(["batch", 0, 1, 2]), st.sampled_from(["published", "revoked"])), min_size=1, max_size=8
)


async def ask(person: Person, brand: Brand, target: dict[str, str], state: str) -> dict[str, Any]:
    answer = await person.post("transition_passport_lifecycle", brand_id=brand.id, target=target, to_state=state)
    result: dict[str, Any] = answer.json()
    return result


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(asked=steps)
async def test_states_only_go_forward(shared_brand: Brand, asked: list[tuple[str | int, str]]) -> None:
    # Without a GTIN, because hypothesis seeds the random numbers that one would be made of.
    product = await new_product(shared_brand, identifiers=[])
    batch = await new_mint_batch(shared_brand, product["product_id"], requested_quantity=3)
    before = [RANK[unit["passport_state"]] for unit in await units_of(shared_brand, batch)]
    units = await units_of(shared_brand, batch)
    for whom, state in asked:
        target = target_of(batch) if isinstance(whom, str) else target_of_unit(units[whom])
        result = await ask(shared_brand.owner, shared_brand, target, state)
        after = [RANK[unit["passport_state"]] for unit in await units_of(shared_brand, batch)]
        moved = [place for place in range(3) if after[place] != before[place]]
        assert all(later >= earlier for earlier, later in zip(before, after, strict=True))
        assert all(after[place] == RANK[state] for place in moved)
        assert len(moved) == result.get("impacted_count", 0)
        before = after
