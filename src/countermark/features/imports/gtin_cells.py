"""Barcodes as spreadsheets leave them: leading zeros gone, or the digits themselves."""

import re
from typing import Final

from countermark.features.products.identifier import BARCODE_LENGTHS, IdentifierType
from countermark.gs1 import GS1SyntaxError, normalise_gtin

MOST_ZEROS: Final = 4  # more are not lost, they were never there
SCIENTIFIC: Final = re.compile(r"[0-9][.,][0-9]+[eE]\+?[0-9]+")
DIGITS_LOST: Final = "was rounded by a spreadsheet, and digits are lost: format the column as text and enter them anew"


def repaired_barcode(kind: IdentifierType, text: str) -> tuple[str, str | None]:
    """The barcode, and what was done to it (``None``: nothing).

    Zeros are put back in front of a number too short for its type, if its check digit then is right: a spreadsheet
    that takes ``0012345678905`` for a number keeps ``12345678905``. Spaces and hyphens between digits go.

    Raises:
        ValueError: a spreadsheet rounded the number.
    """
    lengths = BARCODE_LENGTHS[kind]
    if len(text) in lengths and text.isascii() and text.isdigit():
        return text, None
    if SCIENTIFIC.fullmatch(text):
        raise ValueError(DIGITS_LOST)
    plain = re.sub(r"(?<=[0-9])[ \u00a0-](?=[0-9])", "", text)
    if plain.endswith(".0") and plain[:-2].isdigit():
        plain = plain[:-2]
    if plain.isascii() and plain.isdigit() and len(plain) not in lengths:
        for length in lengths:
            if 0 < length - len(plain) <= MOST_ZEROS and _is_right(plain.zfill(length)):
                padded = plain.zfill(length)
                return padded, f"leading zeros were missing; read as {padded}"
    return plain, None


def _is_right(digits: str) -> bool:
    try:
        normalise_gtin(digits)
    except GS1SyntaxError:
        return False
    return int(digits) > 0
