"""UUIDs of units and passports: UUIDv8 (RFC 9562, section 5.8) computed from the unit number.

Of 128 bits, version and variant take 6 and a constant of 2 tells what the UUID names, so that a unit's never
decodes as a passport's. The other 120 are FF1 (radix 32, length 24, tweak `unit-id` or `pass-id`) of the
number's 36 bits followed by 84 zero bits. The two halves fall on the fields: the left is custom_a and
custom_b (48 + 12 bits), the right is the last 60 bits of custom_c, and the constant is the first 2.
"""

from enum import IntEnum
from typing import Final
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from countermark.serials.ff1_parameters import Ff1Parameters
from countermark.serials.ff1_prepared import PreparedFf1
from countermark.serials.ff1_tweaked import TweakedFf1
from countermark.serials.ff1_vector import VectorFf1
from countermark.serials.unit_numbers import NUMBER_BITS, Numbers, checked_number, checked_numbers, chunks

_TWEAK_BYTES: Final = 7
_HALF_BITS: Final = 60
_HALF_MASK: Final = (1 << _HALF_BITS) - 1
_ZERO_BITS: Final = 2 * _HALF_BITS - NUMBER_BITS
_ZERO_MASK: Final = (1 << _ZERO_BITS) - 1
_LEFT_ZERO_BITS: Final = _HALF_BITS - NUMBER_BITS
_CUSTOM_B_BITS: Final = 12
_CUSTOM_B_MASK: Final = (1 << _CUSTOM_B_BITS) - 1
_VERSION_SHIFT: Final = 12
_VERSION: Final = 8 << _VERSION_SHIFT
_VARIANT: Final = 0b10 << 2
_PARAMETERS: Final = Ff1Parameters(radix=32, length=24, tweak_bytes=_TWEAK_BYTES)


class Named(IntEnum):
    """What a UUID names: the two constant bits after the variant."""

    UNIT = 0b01
    PASSPORT = 0b10


_TWEAKS: Final = {
    Named.UNIT: int.from_bytes(b"unit-id", "big"),
    Named.PASSPORT: int.from_bytes(b"pass-id", "big"),
}


class UuidCodec:
    """Unit numbers to UUIDs and back, for one key of 32 bytes; FF1 of NIST SP 800-38G, section 5.1."""

    def __init__(self, key: bytes) -> None:
        """Prepare the permutation of 120 bits."""
        prepared = PreparedFf1(key, _PARAMETERS)
        self._scalar = {named: TweakedFf1(prepared, tweak) for named, tweak in _TWEAKS.items()}
        self._vector = VectorFf1(key, _PARAMETERS)

    def uuid_of(self, named: Named, number: int) -> UUID:
        """The UUID of a unit number; raises UnitNumberOutOfRange."""
        value = self._scalar[named].encrypt(checked_number(number) << _ZERO_BITS)
        left, right = value >> _HALF_BITS, value & _HALF_MASK
        high = (left >> _CUSTOM_B_BITS) << 16 | _VERSION | left & _CUSTOM_B_MASK
        return UUID(int=high << 64 | (_VARIANT | named) << _HALF_BITS | right)

    def number_of(self, named: Named, uuid: UUID) -> int | None:
        """The unit number of a UUID; None unless it is one of this key that names such a thing."""
        high, low = divmod(uuid.int, 1 << 64)
        if high & 0xF000 != _VERSION or low >> _HALF_BITS != _VARIANT | named:
            return None
        left = high >> 16 << _CUSTOM_B_BITS | high & _CUSTOM_B_MASK
        value = self._scalar[named].decrypt(left << _HALF_BITS | low & _HALF_MASK)
        return None if value & _ZERO_MASK else value >> _ZERO_BITS

    def uuids_of_numbers(self, named: Named, numbers: Numbers) -> NDArray[np.uint8]:
        """The UUIDs' bytes, shape (count, 16), of numbers, shape (count,); raises UnitNumberOutOfRange."""
        checked_numbers(numbers)
        words = np.empty((len(numbers), 2), dtype=">u8")
        for part in chunks(len(numbers)):
            left = numbers[part].astype(np.uint64) << np.uint64(_LEFT_ZERO_BITS)
            left, right = self._vector.encrypt(left, np.zeros_like(left), _TWEAKS[named])
            custom_a = (left >> np.uint64(_CUSTOM_B_BITS)) << np.uint64(16)
            words[part, 0] = custom_a | np.uint64(_VERSION) | (left & np.uint64(_CUSTOM_B_MASK))
            words[part, 1] = right | np.uint64((_VARIANT | named) << _HALF_BITS)
        return words.view(np.uint8)
