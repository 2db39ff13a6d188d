"""Serials and identifiers of units, computed from their numbers; FF1 and key wrapping. No I/O."""

from countermark.serials.ff1 import Ff1
from countermark.serials.key_wrap import KEY_BYTES, WrongMasterKey, check_value, new_key, unwrap, wrap
from countermark.serials.unit_codec import UnitCodec
from countermark.serials.unit_numbers import (
    SANDBOX_NUMBERS_FROM,
    UNIT_NUMBER_LIMIT,
    UnitNumberOutOfRange,
    numbers_in_block,
)

__all__ = [
    "KEY_BYTES",
    "SANDBOX_NUMBERS_FROM",
    "UNIT_NUMBER_LIMIT",
    "Ff1",
    "UnitCodec",
    "UnitNumberOutOfRange",
    "WrongMasterKey",
    "check_value",
    "new_key",
    "numbers_in_block",
    "unwrap",
    "wrap",
]
