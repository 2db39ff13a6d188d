"""Wrapped keys open with the right master key and context, unaltered, and otherwise not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermark.serials import WrongMasterKey, check_value, new_key, unwrap, wrap

MASTER_KEY = bytes(range(32))
CONTEXT = b"unit key of brand 1"


@given(st.binary(max_size=5_000), st.binary(max_size=64))
def test_a_wrapped_secret_of_any_length_opens(secret: bytes, context: bytes) -> None:
    assert unwrap(MASTER_KEY, wrap(MASTER_KEY, secret, context), context) == secret


def test_a_secret_wraps_differently_every_time() -> None:
    assert wrap(MASTER_KEY, b"secret", CONTEXT) != wrap(MASTER_KEY, b"secret", CONTEXT)


def test_another_master_key_does_not_open_it() -> None:
    with pytest.raises(WrongMasterKey, match="provide the master key this data was created with"):
        unwrap(bytes(32), wrap(MASTER_KEY, new_key(), CONTEXT), CONTEXT)


def test_a_key_copied_to_another_brand_does_not_open() -> None:
    with pytest.raises(WrongMasterKey):
        unwrap(MASTER_KEY, wrap(MASTER_KEY, new_key(), CONTEXT), b"unit key of brand 2")


def test_changing_any_one_bit_keeps_it_shut() -> None:
    wrapped = wrap(MASTER_KEY, new_key(), CONTEXT)
    for bit in range(8 * len(wrapped)):
        changed = (int.from_bytes(wrapped, "big") ^ 1 << bit).to_bytes(len(wrapped), "big")
        with pytest.raises(WrongMasterKey):
            unwrap(MASTER_KEY, changed, CONTEXT)


def test_a_wrapped_key_cut_short_anywhere_does_not_open() -> None:
    wrapped = wrap(MASTER_KEY, new_key(), CONTEXT)
    for size in range(len(wrapped)):
        with pytest.raises(WrongMasterKey):
            unwrap(MASTER_KEY, wrapped[:size], CONTEXT)


@pytest.mark.parametrize("size", [0, 16, 31, 33])
def test_a_master_key_of_another_length_is_refused(size: int) -> None:
    with pytest.raises(WrongMasterKey, match=f"32 bytes, got {size}"):
        wrap(bytes(size), b"secret", CONTEXT)
    with pytest.raises(WrongMasterKey, match=f"32 bytes, got {size}"):
        unwrap(bytes(size), wrap(MASTER_KEY, b"secret", CONTEXT), CONTEXT)


def test_the_check_value_recognises_a_key() -> None:
    key = new_key()
    assert len(key) == 32
    assert check_value(key) == check_value(bytes(key)) != check_value(new_key())
    assert key.hex().find(check_value(key)) == -1
