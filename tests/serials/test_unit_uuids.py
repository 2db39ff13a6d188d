"""UUIDs of units and passports are version 8, the standard's FF1, and decode only as what they name."""

from uuid import RFC_4122, UUID

from hypothesis import given
from hypothesis import strategies as st

from countermark.serials import UNIT_NUMBER_LIMIT, Ff1, UnitCodec

KEY = bytes(range(32))
CODEC = UnitCodec(KEY)
unit_numbers = st.integers(0, UNIT_NUMBER_LIMIT - 1)


def test_uuids_never_change_from_one_release_to_the_next() -> None:
    assert CODEC.unit_id_of(123_456_789) == UUID("034999e8-5101-8d22-97d9-52fbbad35087")
    assert CODEC.passport_id_of(123_456_789) == UUID("8c3dc2d9-7b0e-81c0-a12d-689f16fefd81")


@given(unit_numbers)
def test_a_uuid_holds_the_number_under_ff1(number: int) -> None:
    numerals = [number << 84 >> 5 * place & 31 for place in reversed(range(24))]
    value = 0
    for numeral in Ff1(KEY).encrypt(numerals, 32, b"unit-id"):
        value = value << 5 | numeral
    bits = f"{value:0120b}"
    fields = (bits[:48], "1000", bits[48:60], "10", "01", bits[60:])
    assert CODEC.unit_id_of(number).int == int("".join(fields), 2)


@given(unit_numbers)
def test_uuids_are_of_version_8_and_never_decode_as_each_other(number: int) -> None:
    unit_id, passport_id = CODEC.unit_id_of(number), CODEC.passport_id_of(number)
    for uuid in (unit_id, passport_id):
        assert (uuid.version, uuid.variant) == (8, RFC_4122)
    assert CODEC.number_of_passport_id(unit_id) is None
    assert CODEC.number_of_unit_id(passport_id) is None


@given(unit_numbers, st.integers(0, 127))
def test_changing_any_one_bit_of_a_uuid_decodes_to_nothing(number: int, bit: int) -> None:
    assert CODEC.number_of_unit_id(UUID(int=CODEC.unit_id_of(number).int ^ 1 << bit)) is None
    assert CODEC.number_of_passport_id(UUID(int=CODEC.passport_id_of(number).int ^ 1 << bit)) is None


@given(st.uuids())
def test_a_uuid_from_elsewhere_decodes_to_nothing(uuid: UUID) -> None:
    assert CODEC.number_of_unit_id(uuid) is None
    assert CODEC.number_of_passport_id(uuid) is None
