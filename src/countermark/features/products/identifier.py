"""The names a product goes by outside: SKU, GTIN, EAN, UPC, and the rules for their values."""

import unicodedata
from enum import StrEnum
from typing import NamedTuple

from countermark.gs1 import GS1SyntaxError, normalise_gtin
from countermark.kit.errors import InvalidInput
from countermark.kit.text import checked_text

LONGEST = 80


class IdentifierType(StrEnum):
    """Kinds of identifiers; a product has at most one active value of each."""

    SKU = "sku"
    GTIN = "gtin"
    EAN = "ean"
    UPC = "upc"


BARCODE_LENGTHS: dict[IdentifierType, tuple[int, ...]] = {
    IdentifierType.GTIN: (8, 12, 13, 14),
    IdentifierType.EAN: (8, 13),
    IdentifierType.UPC: (12,),
}


class Identifier(NamedTuple):
    """A checked value: as it was given, and in the form that is compared."""

    identifier_type: IdentifierType
    value: str
    normalized: str


def checked_identifier(argument: str, identifier_type: IdentifierType, raw_value: str) -> Identifier:
    """The identifier in ``raw_value``: a SKU compared without regard to case, a barcode as 14 digits.

    Raises:
        InvalidInput: too long, control characters, or for barcodes: other than digits, a wrong length, or a wrong
            check digit (GS1 General Specifications, 7.9), naming the right one.
    """
    value = checked_text(argument, raw_value, longest=LONGEST)
    if identifier_type is IdentifierType.SKU:
        folded = value.lower() if value.isascii() else unicodedata.normalize("NFC", value).casefold()
        return Identifier(identifier_type, value, folded)
    lengths = BARCODE_LENGTHS[identifier_type]
    if value.isascii() and value.isdigit() and len(value) not in lengths:
        allowed = " or ".join(str(length) for length in lengths)
        raise InvalidInput(argument, f"{identifier_type} has {allowed} digits, this has {len(value)}")
    try:
        return Identifier(identifier_type, value, normalise_gtin(value))
    except GS1SyntaxError as error:
        raise InvalidInput(argument, error.reason) from None
