"""SGTIN+ and its +AIDC data: no company prefix, any serial, further facts (TDS 2.3, sections 14.6 and 15.3)."""

from datetime import date
from typing import Final

from countermark.gs1.application_identifier_value import value_problem
from countermark.gs1.application_identifiers import APPLICATION_IDENTIFIERS
from countermark.gs1.epc.alphanumeric import Encoding, encode_alphanumeric, read_alphanumeric
from countermark.gs1.epc.bits import BitReader, Bits, joined
from countermark.gs1.epc.errors import EpcError
from countermark.gs1.epc.sgtin import Sgtin

GTIN_DIGITS: Final = 14
DIGIT_BITS: Final = 4
SERIAL_LENGTH_BITS: Final = 5
# The AIs that a tag says about an item here, of table F: bits of the length, or None for a date of six digits.
AIDC_LENGTH_BITS: Final[dict[str, int | None]] = {
    "10": 5,
    "11": None,
    "12": None,
    "13": None,
    "15": None,
    "16": None,
    "17": None,
    "22": 5,
    "240": 5,
    "241": 5,
}


def encode_plus(sgtin: Sgtin, serial_encoding: Encoding | None = None) -> Bits:
    """Everything after the header. `serial_encoding` keeps the tags of a batch alike; without it the shortest wins.

    Raises EpcError for AIDC data that is not carried here, or not valid.
    """
    item = joined((bool(sgtin.aidc), 1), (sgtin.filter_value, 3)) + _digits(sgtin.gtin)
    whole = item + encode_alphanumeric(sgtin.serial, SERIAL_LENGTH_BITS, serial_encoding)
    for ai, value in sgtin.aidc:
        whole = whole + _digits(ai) + _aidc_value(ai, value)
    return whole


def decode_plus(reader: BitReader) -> Sgtin:
    """Reads what follows the header of an SGTIN+, up to the zeros that pad it. Raises EpcError."""
    has_aidc = bool(reader.read(1, "+AIDC data toggle"))
    filter_value = reader.read(3, "filter value")
    gtin = _read_digits(reader, GTIN_DIGITS, "GTIN")
    serial = read_alphanumeric(reader, SERIAL_LENGTH_BITS, "serial")
    aidc: list[tuple[str, str]] = []
    while has_aidc and reader.rest:
        ai, value = _read_element(reader)
        if any(ai == known for known, _ in aidc):
            raise EpcError("is there more than once", field=f"AI ({ai})", ai=ai)
        aidc.append((ai, value))
    return Sgtin(gtin=gtin, serial=serial, filter_value=filter_value, aidc=tuple(aidc))


def _aidc_value(ai: str, value: str) -> Bits:
    if ai not in AIDC_LENGTH_BITS:
        known = ", ".join(AIDC_LENGTH_BITS)
        raise EpcError(f"is not written to tags; known are {known}", field=f"AI ({ai})", ai=ai)
    _check_value(ai, value, bit=None)
    length_bits = AIDC_LENGTH_BITS[ai]
    if length_bits is not None:
        return encode_alphanumeric(value, length_bits)
    # Section 14.5.8: two digits of year in 7 bits, month in 4, day in 5.
    return joined((int(value[:2]), 7), (int(value[2:4]), 4), (int(value[4:]), 5))


def _read_element(reader: BitReader) -> tuple[str, str]:
    at = reader.position
    ai = _read_digits(reader, 2, "+AIDC data")
    if not any(known.startswith(ai) for known in AIDC_LENGTH_BITS):
        raise EpcError(f"a value of AI ({ai}...) is not read here", field="+AIDC data", bit=at)
    if ai not in AIDC_LENGTH_BITS:
        ai += _read_digits(reader, 1, "+AIDC data")
    if ai not in AIDC_LENGTH_BITS:
        raise EpcError(f"a value of AI ({ai}) is not read here", field="+AIDC data", bit=at)
    start = reader.position
    length_bits = AIDC_LENGTH_BITS[ai]
    field = f"AI ({ai})"
    if length_bits is not None:
        value = read_alphanumeric(reader, length_bits, field)
    else:
        year, month, day = reader.read(7, field), reader.read(4, field), reader.read(5, field)
        value = f"{year:02}{month:02}{day:02}"
    _check_value(ai, value, bit=start)
    return ai, value


def _check_value(ai: str, value: str, bit: int | None) -> None:
    problem = value_problem(APPLICATION_IDENTIFIERS[ai], value)
    if problem is not None:
        raise EpcError(f"{problem.reason}, in {value!r}", field=f"AI ({ai})", bit=bit, ai=ai)
    if AIDC_LENGTH_BITS[ai] is None and value[4:] != "00":
        try:
            date(2000 + int(value[:2]), int(value[2:4]), int(value[4:]))
        except ValueError:
            raise EpcError(f"there is no such day: {value!r}", field=f"AI ({ai})", bit=bit, ai=ai) from None


def _digits(text: str) -> Bits:
    return joined(*((int(digit), DIGIT_BITS) for digit in text))


def _read_digits(reader: BitReader, count: int, field: str) -> str:
    digits = ""
    for _ in range(count):
        at = reader.position
        digit = reader.read(DIGIT_BITS, field)
        if digit > 9:
            raise EpcError(f"{digit:X} is not a decimal digit", field=field, bit=at)
        digits += str(digit)
    return digits
