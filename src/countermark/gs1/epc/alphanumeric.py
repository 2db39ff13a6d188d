"""Variable-length alphanumeric values: six ways to write text in few bits (TDS 2.3, section 14.5.6, tables B and E)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from countermark.gs1.character_sets import CSET_82
from countermark.gs1.epc.bits import BitReader, Bits, joined
from countermark.gs1.epc.errors import EpcError

BASE64_URL: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
"""RFC 4648, section 5."""
_HEX_UPPER: Final = "0123456789ABCDEF"
_HEX_LOWER: Final = "0123456789abcdef"
# ISO/IEC 15962, annex D: 0 pads, so the characters count from 1; a group of three takes 16 bits.
_CODE_40: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ-.:0123456789"
_GROUP: Final = 3
_INDICATOR_BITS: Final = 3


@dataclass(frozen=True, slots=True)
class Encoding:
    """One way: its indicator, the characters it has, and how many bits a text of some length takes."""

    indicator: int
    characters: str
    bits: Callable[[int], int]


INTEGER: Final = Encoding(0, "0123456789", lambda length: (10**length - 1).bit_length())
BASE64: Final = Encoding(3, BASE64_URL, lambda length: 6 * length)
CODE_40: Final = Encoding(5, _CODE_40, lambda length: 16 * -(-length // _GROUP))
ENCODINGS: Final = (
    INTEGER,
    Encoding(1, _HEX_UPPER, lambda length: 4 * length),
    Encoding(2, _HEX_LOWER, lambda length: 4 * length),
    BASE64,
    Encoding(4, CSET_82, lambda length: 7 * length),
    CODE_40,
)


def encode_alphanumeric(text: str, length_bits: int, encoding: Encoding | None = None) -> Bits:
    """Indicator, length and text; the fewest bits win, at a draw the lower indicator, unless `encoding` is given.

    `text` is CSET 82 and its length fits `length_bits`. Raises EpcError when the given encoding lacks a character.
    """
    chosen = encoding or min(_encodings_of(text), key=lambda each: each.bits(len(text)))
    missing = next((character for character in text if character not in chosen.characters), None)
    if missing is not None:
        raise EpcError(f"{missing!r} has no code in encoding {chosen.indicator}")
    return joined((chosen.indicator, _INDICATOR_BITS), (len(text), length_bits)) + _text_bits(text, chosen)


def read_alphanumeric(reader: BitReader, length_bits: int, field: str) -> str:
    """The text of an indicator, a length and their bits. Raises EpcError for reserved or impossible ones."""
    at = reader.position
    indicator = reader.read(_INDICATOR_BITS, field)
    encoding = next((each for each in ENCODINGS if each.indicator == indicator), None)
    if encoding is None:
        raise EpcError(f"encoding indicator {indicator} is reserved", field=field, bit=at)
    length = reader.read(length_bits, field)
    at = reader.position
    value = Bits(reader.read(encoding.bits(length), field), encoding.bits(length))
    text = _text_of(value, length, encoding)
    if text is None:
        raise EpcError(f"the bits are no text in encoding {indicator}", field=field, bit=at)
    return text


def _encodings_of(text: str) -> list[Encoding]:
    used = set(text)
    return [encoding for encoding in ENCODINGS if used <= set(encoding.characters)]


def _text_bits(text: str, encoding: Encoding) -> Bits:
    length = encoding.bits(len(text))
    if encoding is INTEGER:
        return Bits(int(text or "0"), length)
    if encoding is CODE_40:
        groups = [text[start : start + _GROUP] for start in range(0, len(text), _GROUP)]
        return joined(*((_code_40_value(group), 16) for group in groups))
    width = length // max(len(text), 1)
    return joined(*((_code(character, encoding), width) for character in text))


def _text_of(bits: Bits, length: int, encoding: Encoding) -> str | None:
    reader = BitReader(bits)
    if encoding is INTEGER:
        text = f"{bits.value:0{length}}" if length else ""
        return text if len(text) == length else None
    if encoding is CODE_40:
        groups = [_code_40_group(reader.read(16, "")) for _ in range(bits.length // 16)]
        text = "".join(group or "\0" for group in groups)
        return text if len(text) == length and "\0" not in text else None
    width = bits.length // max(length, 1)
    characters = [_character(reader.read(width, ""), encoding) for _ in range(length)]
    return None if None in characters else "".join(filter(None, characters))


def _code(character: str, encoding: Encoding) -> int:
    return ord(character) if encoding.characters == CSET_82 else encoding.characters.index(character)


def _character(code: int, encoding: Encoding) -> str | None:
    if encoding.characters == CSET_82:
        return chr(code) if chr(code) in CSET_82 else None
    return encoding.characters[code]


def _code_40_value(group: str) -> int:
    first, second, third = (*(_CODE_40.index(character) + 1 for character in group), 0, 0)[:_GROUP]
    return 1600 * first + 40 * second + third + 1


def _code_40_group(value: int) -> str | None:
    """The one to three characters of 16 bits; None when they are none."""
    rest = value - 1
    codes = (rest // 1600, rest // 40 % 40, rest % 40)
    text = "".join(_CODE_40[code - 1] for code in codes if code)
    padded_inside = 0 in codes[: len(text)]
    return text if 0 < value <= 40**3 and text and not padded_inside else None
