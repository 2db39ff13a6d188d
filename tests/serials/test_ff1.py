"""FF1 against NIST's samples, and the prepared and vectorised forms against the standard one."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermark.serials import Ff1
from countermark.serials.ff1_parameters import Ff1Parameters
from countermark.serials.ff1_prepared import PreparedFf1
from countermark.serials.ff1_tweaked import TweakedFf1
from countermark.serials.ff1_vector import VectorFf1

NUMERALS = "0123456789abcdefghijklmnopqrstuvwxyz"
SAMPLES = json.loads((Path(__file__).parent / "ff1-vectors.json").read_text())["cases"]
# Those the unit codec uses, then odd lengths, other radices, and the limits of tweak and half.
SHAPES = [
    Ff1Parameters(radix, length, tweak_bytes)
    for radix, length, tweak_bytes in (
        *((32, 4, 0), (32, 12, 4), (32, 24, 7), (10, 11, 0)),
        *((10, 12, 3), (3, 13, 0), (36, 9, 2), (2, 21, 7), (2, 124, 1), (256, 7, 0), (65536, 2, 5)),
    )
]
keys = st.sampled_from((16, 24, 32)).flatmap(lambda size: st.binary(min_size=size, max_size=size))


def digits(value: int, parameters: Ff1Parameters) -> list[int]:
    return [value // parameters.radix**place % parameters.radix for place in reversed(range(parameters.length))]


@st.composite
def inputs(draw: st.DrawFn) -> tuple[bytes, Ff1Parameters, list[int], list[int]]:
    parameters = draw(st.sampled_from(SHAPES))
    values = st.integers(0, parameters.radix**parameters.length - 1)
    tweaks = st.integers(0, 256**parameters.tweak_bytes - 1)
    pairs = draw(st.lists(st.tuples(values, tweaks), min_size=1, max_size=4))
    return draw(keys), parameters, [value for value, _ in pairs], [tweak for _, tweak in pairs]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: f"sample-{sample['sample']}")
def test_every_sample_of_nist_encrypts_and_decrypts(sample: dict[str, Any]) -> None:
    cipher = Ff1(bytes.fromhex(sample["key"]))
    tweak = bytes.fromhex(sample["tweak"])
    plaintext = [NUMERALS.index(numeral) for numeral in sample["plaintext"]]
    ciphertext = cipher.encrypt(plaintext, sample["radix"], tweak)
    assert "".join(NUMERALS[numeral] for numeral in ciphertext) == sample["ciphertext"]
    assert cipher.decrypt(ciphertext, sample["radix"], tweak) == plaintext


@given(keys, st.sampled_from((2, 10, 255, 65536)), st.binary(max_size=40), st.data())
def test_decryption_undoes_encryption_for_long_numerals_and_tweaks(
    key: bytes, radix: int, tweak: bytes, data: st.DataObject
) -> None:
    numerals = data.draw(st.lists(st.integers(0, radix - 1), min_size=20, max_size=90))
    encrypted = Ff1(key).encrypt(numerals, radix, tweak)
    assert len(encrypted) == len(numerals)
    assert Ff1(key).decrypt(encrypted, radix, tweak) == numerals


@given(inputs())
def test_the_prepared_form_equals_the_standard_one(
    case: tuple[bytes, Ff1Parameters, list[int], list[int]],
) -> None:
    key, parameters, values, tweaks = case
    standard, prepared = Ff1(key), PreparedFf1(key, parameters)
    for value, tweak in zip(values, tweaks, strict=True):
        encrypted = prepared.encrypt(value, tweak)
        tweak_bytes = tweak.to_bytes(parameters.tweak_bytes, "big")
        expected = standard.encrypt(digits(value, parameters), parameters.radix, tweak_bytes)
        assert digits(encrypted, parameters) == expected
        assert prepared.decrypt(encrypted, tweak) == value


@given(inputs())
def test_the_form_for_one_tweak_equals_the_prepared_one(
    case: tuple[bytes, Ff1Parameters, list[int], list[int]],
) -> None:
    key, parameters, values, tweaks = case
    prepared = PreparedFf1(key, parameters)
    if parameters.length % 2 or parameters.radix & (parameters.radix - 1):
        with pytest.raises(ValueError, match="whole bits"):
            TweakedFf1(prepared)
        return
    for value, tweak in zip(values, tweaks, strict=True):
        tweaked = TweakedFf1(prepared, tweak)
        assert tweaked.encrypt(value) == prepared.encrypt(value, tweak)
        assert tweaked.decrypt(tweaked.encrypt(value)) == value


@given(inputs())
def test_the_vectorised_form_equals_the_prepared_one(
    case: tuple[bytes, Ff1Parameters, list[int], list[int]],
) -> None:
    key, parameters, values, tweaks = case
    prepared, vector = PreparedFf1(key, parameters), VectorFf1(key, parameters)
    halves = [divmod(value, parameters.right_modulus) for value in values]
    left, right = np.array(halves, dtype=np.uint64).T
    tweak_words = np.array(tweaks, dtype=np.uint64)
    encrypted = vector.encrypt(left, right, tweak_words)
    expected = [prepared.encrypt(value, tweak) for value, tweak in zip(values, tweaks, strict=True)]
    joined = [int(one) * parameters.right_modulus + int(other) for one, other in zip(*encrypted, strict=True)]
    assert joined == expected
    decrypted = vector.decrypt(*encrypted, tweak_words)
    assert np.array_equal(decrypted[0], left)
    assert np.array_equal(decrypted[1], right)


def test_an_empty_array_stays_empty() -> None:
    nothing = np.empty(0, dtype=np.uint64)
    left, right = VectorFf1(bytes(32), SHAPES[0]).encrypt(nothing, nothing)
    assert len(left) == len(right) == 0


@pytest.mark.parametrize(("radix", "length"), [(1, 20), (65537, 20), (10, 5), (32, 3), (2, 19), (65536, 1)])
def test_a_radix_or_domain_the_standard_forbids_is_refused(radix: int, length: int) -> None:
    with pytest.raises(ValueError, match=r"radix|numerals"):
        Ff1(bytes(16)).encrypt([0] * length, radix)


def test_a_numeral_outside_the_radix_is_refused() -> None:
    with pytest.raises(ValueError, match="0 to 9"):
        Ff1(bytes(16)).encrypt([0, 1, 2, 3, 4, 10], 10)


def test_shapes_beyond_one_block_or_a_machine_word_are_refused() -> None:
    with pytest.raises(ValueError, match="share one block"):
        PreparedFf1(bytes(32), Ff1Parameters(10, 60))
    with pytest.raises(ValueError, match="at most 7 bytes"):
        VectorFf1(bytes(32), Ff1Parameters(2, 20, 8))
    with pytest.raises(ValueError, match="no power of two"):
        VectorFf1(bytes(32), Ff1Parameters(10, 24))
