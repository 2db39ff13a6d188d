"""The unit codec: everything a unit is called, computed from its number and the brand's key.

A minted unit has no row until something happens to it, so its serial, its UUID and its passport's UUID must
be computed in both directions. Decoding is also the check that the text was ours.
"""

from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from countermark.serials.key_wrap import KEY_BYTES, check_value
from countermark.serials.numeric_codec import NumericCodec
from countermark.serials.serial_codec import SerialCodec, Serials
from countermark.serials.unit_numbers import Numbers, number_range, numbers_in_block
from countermark.serials.uuid_codec import Named, UuidCodec


class UnitCodec:
    """Unit numbers (0 .. 2**36 - 1) to serials and UUIDs and back, for one brand's unit key.

    Immutable, safe to share between threads, a few kilobytes: keep one per brand. FF1 of NIST SP 800-38G,
    section 5.1, under AES-256. Raises ValueError for a key that is not 32 bytes.

    Decoding tells that a number belongs to the text, not that the number was ever minted: compare it with the
    brand's ranges. Methods over arrays take and give shape (count,), and (count, 16) for bytes of UUIDs.
    """

    __slots__ = ("_check_value", "_numeric", "_serials", "_uuids")

    def __init__(self, key: bytes) -> None:
        """Expand the key and prepare every permutation."""
        if len(key) != KEY_BYTES:
            raise ValueError(f"a unit key must be {KEY_BYTES} bytes, got {len(key)}")
        self._check_value = check_value(key)
        self._serials = SerialCodec(key)
        self._numeric = NumericCodec(key)
        self._uuids = UuidCodec(key)

    @property
    def check_value(self) -> str:
        """16 hexadecimal digits by which the key can be recognised and nothing more."""
        return self._check_value

    def serial_of(self, number: int) -> str:
        """The serial of a unit: 16 Crockford base32 digits, upper case. Raises UnitNumberOutOfRange."""
        return self._serials.serial_of(number)

    def number_of(self, serial: str) -> int | None:
        """The unit number of a serial, None for any other text; a guess passes with probability 2**-44.

        Only canonical text decodes: GS1 serials are case-sensitive.
        """
        return self._serials.number_of(serial)

    def serials_of(self, first: int, count: int) -> Serials:
        """The serials (S16) of the units first .. first + count - 1. Raises UnitNumberOutOfRange."""
        return self._serials.serials_of_numbers(number_range(first, count))

    def serials_of_numbers(self, numbers: Numbers) -> Serials:
        """The serials (S16) of any unit numbers, in their order. Raises UnitNumberOutOfRange."""
        return self._serials.serials_of_numbers(numbers)

    def numbers_of(self, serials: Serials) -> Numbers:
        """The unit numbers of serials, -1 where `number_of` says None. ValueError for a dtype but S16."""
        return self._serials.numbers_of(serials)

    def block_of_prefix(self, prefix: str) -> int | None:
        """The block of all serials with this prefix of 4 to 16 digits; None when no serial can start so.

        Digits after the fourth do not narrow the block: compare the serials of `numbers_in_block` with them.
        """
        return self._serials.block_of_prefix(prefix)

    def numbers_in_block(self, block: int) -> range:
        """The 65,536 unit numbers of a block, 0 .. 2**20 - 1. Raises UnitNumberOutOfRange for any other."""
        return numbers_in_block(block)

    def numeric_serial_of(self, number: int) -> str:
        """The numeric serial of a unit: 12 decimal digits, the first a 1, below 2**38, as SGTIN-96 needs.

        Raises UnitNumberOutOfRange.
        """
        return self._numeric.numeric_serial_of(number)

    def number_of_numeric_serial(self, text: str) -> int | None:
        """The unit number of a numeric serial, None for other text. Most guesses of the right form decode."""
        return self._numeric.number_of_numeric_serial(text)

    def numeric_serials_of(self, first: int, count: int) -> Serials:
        """The numeric serials (S12) of the units first .. first + count - 1. Raises UnitNumberOutOfRange."""
        return self._numeric.numeric_serials_of_numbers(number_range(first, count))

    def numeric_serials_of_numbers(self, numbers: Numbers) -> Serials:
        """The numeric serials (S12) of any unit numbers, in their order. Raises UnitNumberOutOfRange."""
        return self._numeric.numeric_serials_of_numbers(numbers)

    def numbers_of_numeric_serials(self, serials: Serials) -> Numbers:
        """The unit numbers of texts (S12) of digits that begin with 1, -1 where none; ValueError for another dtype."""
        return self._numeric.numbers_of(serials)

    def numbers_of_numeric_prefix(self, prefix: str) -> Numbers:
        """The unit numbers, ascending, whose numeric serials start with 7 to 12 digits. ValueError for fewer."""
        return self._numeric.numbers_of_prefix(prefix)

    def unit_id_of(self, number: int) -> UUID:
        """The unit's UUID, version 8 (RFC 9562, section 5.8). Raises UnitNumberOutOfRange."""
        return self._uuids.uuid_of(Named.UNIT, number)

    def number_of_unit_id(self, unit_id: UUID) -> int | None:
        """The unit number of a unit's UUID; None for any other UUID, a passport's included."""
        return self._uuids.number_of(Named.UNIT, unit_id)

    def unit_ids_of(self, first: int, count: int) -> NDArray[np.uint8]:
        """The bytes, shape (count, 16), of the units' UUIDs. Raises UnitNumberOutOfRange."""
        return self._uuids.uuids_of_numbers(Named.UNIT, number_range(first, count))

    def passport_id_of(self, number: int) -> UUID:
        """The UUID of the unit's passport, version 8 (RFC 9562, section 5.8). Raises UnitNumberOutOfRange."""
        return self._uuids.uuid_of(Named.PASSPORT, number)

    def number_of_passport_id(self, passport_id: UUID) -> int | None:
        """The unit number of a passport's UUID; None for any other UUID, a unit's included."""
        return self._uuids.number_of(Named.PASSPORT, passport_id)

    def passport_ids_of(self, first: int, count: int) -> NDArray[np.uint8]:
        """The bytes, shape (count, 16), of the passports' UUIDs. Raises UnitNumberOutOfRange."""
        return self._uuids.uuids_of_numbers(Named.PASSPORT, number_range(first, count))
