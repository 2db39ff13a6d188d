"""The unit codec is the standard's FF1, is bijective and decodes nothing that it did not encode."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermark.serials import UNIT_NUMBER_LIMIT, Ff1, UnitCodec, UnitNumberOutOfRange
from countermark.serials.crockford import ALPHABET
from countermark.serials.serial_codec import Serials

KEY = bytes(range(32))
CODEC = UnitCodec(KEY)
OTHER = UnitCodec(bytes(range(1, 33)))
MILLION = 1_000_000
unit_numbers = st.integers(0, UNIT_NUMBER_LIMIT - 1)


def random_serials(count: int) -> Serials:
    letters = np.frombuffer(ALPHABET.encode(), dtype=np.uint8)
    return np.random.default_rng(7).choice(letters, (count, 16)).view("S16").reshape(count)


def digits_of(value: int, length: int) -> list[int]:
    return [value >> 5 * place & 31 for place in reversed(range(length))]


@given(unit_numbers)
def test_a_serial_is_the_block_and_the_index_under_ff1(number: int) -> None:
    block, index = divmod(number, 1 << 16)
    prefix = Ff1(KEY).encrypt(digits_of(block, 4), 32)
    body = Ff1(KEY).encrypt(digits_of(index << 44, 12), 32, block.to_bytes(4, "big"))
    assert CODEC.serial_of(number) == "".join(ALPHABET[digit] for digit in prefix + body)


def test_serials_never_change_from_one_release_to_the_next() -> None:
    assert CODEC.serial_of(123_456_789) == "94WY164BAMSDXRYD"
    assert CODEC.numeric_serial_of(123_456_789) == "189506723200"
    assert CODEC.check_value == "54088a13a0c7c9fd"


@given(unit_numbers)
def test_everything_a_unit_is_called_decodes_to_its_number(number: int) -> None:
    assert CODEC.number_of(CODEC.serial_of(number)) == number
    assert CODEC.number_of_numeric_serial(CODEC.numeric_serial_of(number)) == number
    assert CODEC.number_of_unit_id(CODEC.unit_id_of(number)) == number
    assert CODEC.number_of_passport_id(CODEC.passport_id_of(number)) == number


@given(st.lists(unit_numbers, min_size=1, max_size=20))
def test_vectorised_serials_equal_the_scalar_ones_for_any_numbers(numbers: list[int]) -> None:
    serials = CODEC.serials_of_numbers(np.array(numbers, dtype=np.int64))
    assert [serial.decode() for serial in serials] == [CODEC.serial_of(number) for number in numbers]
    assert CODEC.numbers_of(serials).tolist() == numbers


@given(unit_numbers.map(lambda number: min(number, UNIT_NUMBER_LIMIT - 5)))
def test_vectorised_ranges_equal_the_scalar_ones(first: int) -> None:
    numbers = range(first, first + 5)
    assert CODEC.serials_of(first, 5).astype(str).tolist() == [CODEC.serial_of(n) for n in numbers]
    assert CODEC.numeric_serials_of(first, 5).astype(str).tolist() == [CODEC.numeric_serial_of(n) for n in numbers]
    assert [UUID(bytes=row.tobytes()) for row in CODEC.unit_ids_of(first, 5)] == [CODEC.unit_id_of(n) for n in numbers]
    assert [UUID(bytes=row.tobytes()) for row in CODEC.passport_ids_of(first, 5)] == [
        CODEC.passport_id_of(n) for n in numbers
    ]


def test_a_million_serials_across_blocks_are_distinct_and_decode_in_order() -> None:
    first = 5 * 65_536 - 17
    serials = CODEC.serials_of(first, MILLION)
    assert len(np.unique(serials)) == MILLION
    assert np.array_equal(CODEC.numbers_of(serials), np.arange(first, first + MILLION))
    for place in (0, 16, 17, 18, 65_536 + 16, 65_536 + 17, 16_384, MILLION - 1):
        assert serials[place].decode() == CODEC.serial_of(first + place)


def test_a_million_uuids_and_numeric_serials_are_distinct() -> None:
    ids = np.concatenate([CODEC.unit_ids_of(0, MILLION), CODEC.passport_ids_of(0, MILLION)])
    assert len(np.unique(ids.view("V16"))) == 2 * MILLION
    assert len(np.unique(CODEC.numeric_serials_of(0, MILLION))) == MILLION


def test_a_million_random_texts_decode_to_nothing() -> None:
    assert (CODEC.numbers_of(random_serials(MILLION)) == -1).all()


def test_changing_any_one_character_decodes_to_nothing() -> None:
    text = CODEC.serials_of(65_530, 20).view(np.uint8).reshape(20, 16)
    for place in range(16):
        for letter in ALPHABET.encode():
            changed = text.copy()
            changed[:, place] = letter
            same = changed[:, place] == text[:, place]
            assert (CODEC.numbers_of(changed.view("S16").reshape(20))[~same] == -1).all()


def test_another_brands_key_decodes_nothing() -> None:
    assert (OTHER.numbers_of(CODEC.serials_of(0, MILLION)) == -1).all()
    assert OTHER.number_of(CODEC.serial_of(1)) is None
    assert OTHER.number_of_unit_id(CODEC.unit_id_of(1)) is None
    assert OTHER.number_of_passport_id(CODEC.passport_id_of(1)) is None


@given(st.text() | st.text(ALPHABET, min_size=16, max_size=16) | st.text("0123456789_ +१", min_size=11))
def test_no_text_that_was_not_encoded_decodes_or_raises(text: str) -> None:
    assert CODEC.number_of(text) is None
    number = CODEC.number_of_numeric_serial(text)
    assert number is None or CODEC.numeric_serial_of(number) == text
    assert CODEC.block_of_prefix(text) is None or set(text) <= set(ALPHABET)


@pytest.mark.parametrize("spoil", [str.lower, " {}".format, "{}\n".format, "{}0".format, "\ud800{}".format])
def test_only_the_canonical_text_of_a_serial_decodes(spoil: Callable[[str], str]) -> None:
    for number in (1, 65_536, UNIT_NUMBER_LIMIT - 1):
        assert CODEC.number_of(spoil(CODEC.serial_of(number))) is None


def test_vectorised_decoding_refuses_what_is_no_canonical_serial() -> None:
    texts = [CODEC.serial_of(7), CODEC.serial_of(7).lower(), CODEC.serial_of(7)[:15], "", "I" * 16]
    assert CODEC.numbers_of(np.array(texts, dtype="S16")).tolist() == [7, -1, -1, -1, -1]
    with pytest.raises(ValueError, match="S17"):
        CODEC.numbers_of(np.array([CODEC.serial_of(7) + "0"], dtype="S"))


@given(unit_numbers)
def test_a_numeric_serial_fits_sgtin_96(number: int) -> None:
    text = CODEC.numeric_serial_of(number)
    assert len(text) == 12
    assert text[0] == "1"
    assert int(text) < 1 << 38


@given(unit_numbers, st.integers(4, 16))
def test_a_prefix_leads_to_the_block_that_holds_the_unit(number: int, length: int) -> None:
    block = CODEC.block_of_prefix(CODEC.serial_of(number)[:length])
    assert block is not None
    assert number in CODEC.numbers_in_block(block)


@pytest.mark.parametrize("prefix", ["", "ABC", "abcd", "ABCI", "0" * 17])
def test_a_prefix_no_serial_can_have_leads_to_no_block(prefix: str) -> None:
    assert CODEC.block_of_prefix(prefix) is None


@pytest.mark.parametrize("number", [-1, UNIT_NUMBER_LIMIT, 1 << 64])
def test_a_number_out_of_range_is_refused_by_every_encoder(number: int) -> None:
    for encode in (CODEC.serial_of, CODEC.numeric_serial_of, CODEC.unit_id_of, CODEC.passport_id_of):
        with pytest.raises(UnitNumberOutOfRange):
            encode(number)
    for encode_range in (
        CODEC.serials_of,
        CODEC.numeric_serials_of,
        CODEC.unit_ids_of,
        CODEC.passport_ids_of,
    ):
        with pytest.raises(UnitNumberOutOfRange):
            encode_range(number, 1)


def test_a_range_that_leaves_the_numbers_is_refused() -> None:
    with pytest.raises(UnitNumberOutOfRange):
        CODEC.serials_of(UNIT_NUMBER_LIMIT - 1, 2)
    with pytest.raises(UnitNumberOutOfRange):
        CODEC.serials_of_numbers(np.array([0, -1]))
    with pytest.raises(UnitNumberOutOfRange):
        CODEC.numbers_in_block(1 << 20)
    with pytest.raises(ValueError, match="count"):
        CODEC.serials_of(0, -1)


def test_no_units_have_no_serials() -> None:
    assert CODEC.serials_of(0, 0).shape == (0,)
    assert CODEC.numbers_of(CODEC.serials_of(0, 0)).shape == (0,)
    assert CODEC.unit_ids_of(0, 0).shape == (0, 16)


def test_the_check_value_tells_keys_apart_and_says_nothing_else() -> None:
    assert CODEC.check_value == UnitCodec(KEY).check_value != OTHER.check_value
    assert len(CODEC.check_value) == 16
    with pytest.raises(ValueError, match="32 bytes"):
        UnitCodec(bytes(16))


def test_threads_may_share_a_codec() -> None:
    def decoded(first: int) -> list[int | None]:
        return [CODEC.number_of(serial) for serial in CODEC.serials_of(first, 3_000).astype(str)]

    firsts = range(0, 12_000, 3_000)
    with ThreadPoolExecutor(len(firsts)) as threads:
        numbers = [number for part in threads.map(decoded, firsts) for number in part]
    assert numbers == list(range(12_000))
