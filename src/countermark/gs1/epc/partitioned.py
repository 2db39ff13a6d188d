"""SGTIN-96 and SGTIN-198: the schemes that divide a GTIN by its company prefix (TDS 2.3, section 14.6.1)."""

from typing import Final

from countermark.gs1.epc.bits import BitReader, Bits, joined
from countermark.gs1.epc.errors import EpcError
from countermark.gs1.epc.sgtin import Sgtin

# (bits of the company prefix, bits of indicator and item reference), by partition value: table 14-2.
PARTITIONS: Final = ((40, 4), (37, 7), (34, 10), (30, 14), (27, 17), (24, 20), (20, 24))
MOST_PREFIX_DIGITS: Final = 12
SERIAL_96_BITS: Final = 38
SERIAL_96_LIMIT: Final = 1 << SERIAL_96_BITS
SERIAL_198_CHARACTERS: Final = 20
CHARACTER_BITS: Final = 7
_REFERENCE_DIGITS: Final = 13


def serial_96_problem(serial: str) -> str | None:
    """Why SGTIN-96 cannot hold a serial, in words; None when it can (TDS 2.3, section 14.6.1.1)."""
    if not serial.isascii() or not serial.isdigit():
        return f"{serial!r} is not all digits, as SGTIN-96 needs; SGTIN-198 and SGTIN+ take any serial"
    if serial != "0" and serial.startswith("0"):
        return f"{serial!r} begins with a zero, which SGTIN-96 cannot keep; SGTIN-198 and SGTIN+ can"
    if int(serial) >= SERIAL_96_LIMIT:
        return f"{serial} is more than {SERIAL_96_LIMIT - 1}, the most that SGTIN-96 can hold"
    return None


def encode_96(sgtin: Sgtin) -> Bits:
    """The 88 bits after the header. Raises EpcError for a serial it cannot hold, or an unknown prefix length."""
    problem = serial_96_problem(sgtin.serial)
    if problem is not None:
        raise EpcError(problem, field="serial", ai="21")
    return _encode_item(sgtin) + Bits(int(sgtin.serial), SERIAL_96_BITS)


def encode_198(sgtin: Sgtin) -> Bits:
    """The 190 bits after the header: the serial in 7-bit characters, zeros after it."""
    padded = sgtin.serial.ljust(SERIAL_198_CHARACTERS, "\0")
    return _encode_item(sgtin) + joined(*((ord(character), CHARACTER_BITS) for character in padded))


def decode_96(reader: BitReader) -> Sgtin:
    """Reads what follows the header of an SGTIN-96. Raises EpcError."""
    filter_value, prefix, reference = _read_item(reader)
    serial = str(reader.read(SERIAL_96_BITS, "serial"))
    return Sgtin.of_parts(prefix, reference, serial, filter_value)


def decode_198(reader: BitReader) -> Sgtin:
    """Reads what follows the header of an SGTIN-198. Raises EpcError."""
    filter_value, prefix, reference = _read_item(reader)
    start = reader.position
    codes = [reader.read(CHARACTER_BITS, "serial") for _ in range(SERIAL_198_CHARACTERS)]
    serial = "".join(map(chr, codes)).rstrip("\0")
    if "\0" in serial:
        bit = start + serial.index("\0") * CHARACTER_BITS
        raise EpcError("goes on after its end was marked", field="serial", bit=bit)
    return Sgtin.of_parts(prefix, reference, serial, filter_value)


def _encode_item(sgtin: Sgtin) -> Bits:
    partition = MOST_PREFIX_DIGITS - len(sgtin.company_prefix)
    prefix_bits, reference_bits = PARTITIONS[partition]
    return joined(
        (sgtin.filter_value, 3),
        (partition, 3),
        (int(sgtin.company_prefix), prefix_bits),
        (int(sgtin.item_reference), reference_bits),
    )


def _read_item(reader: BitReader) -> tuple[int, str, str]:
    """The filter value, the company prefix and the item reference with its indicator."""
    filter_value = reader.read(3, "filter value")
    at = reader.position
    partition = reader.read(3, "partition")
    if partition >= len(PARTITIONS):
        raise EpcError(f"{partition} is reserved, 0 to 6 are in use", field="partition", bit=at)
    prefix_bits, reference_bits = PARTITIONS[partition]
    prefix_digits = MOST_PREFIX_DIGITS - partition
    prefix = _read_digits(reader, prefix_bits, prefix_digits, "GS1 company prefix")
    reference = _read_digits(reader, reference_bits, _REFERENCE_DIGITS - prefix_digits, "item reference")
    return filter_value, prefix, reference


def _read_digits(reader: BitReader, bits: int, digits: int, field: str) -> str:
    at = reader.position
    value = reader.read(bits, field)
    if value >= 10**digits:
        raise EpcError(f"{value} has more than the {digits} digits its partition gives it", field=field, bit=at)
    return f"{value:0{digits}}"
