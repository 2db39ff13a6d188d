"""The bounded memory of what is active."""

from uuid import uuid4

from countermark.features.resolution.active_units import ActiveUnits


def test_what_was_added_is_remembered() -> None:
    active, brand_id = ActiveUnits(), uuid4()
    active.add((brand_id, 7))
    assert (brand_id, 7) in active
    assert (brand_id, 8) not in active
    assert (uuid4(), 7) not in active


def test_the_oldest_are_forgotten_and_the_newest_are_not() -> None:
    active, brand_id = ActiveUnits(remembered=10), uuid4()
    for number in range(100):
        active.add((brand_id, number))
    known = [number for number in range(100) if (brand_id, number) in active]
    assert known == list(range(100 - len(known), 100))
    assert 5 <= len(known) <= 10
