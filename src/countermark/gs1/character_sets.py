"""The character sets of GS1 General Specifications section 7.11, and that of check characters."""

import re
from typing import Final

DIGITS: Final = "0123456789"
CSET_82: Final = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
"""Figure 7.11-1, in the order of the check character values."""
CSET_39: Final = "#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""Figure 7.11-2: component and part identifiers."""
CSET_64: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
"""Figure 7.11-3: file-safe, URI-safe base64; up to two "=" may pad it at the end."""
CSET_32: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""The characters a check character pair is written in."""

CHARACTERS_BY_TYPE: Final[dict[str, str]] = {"N": DIGITS, "X": CSET_82, "Y": CSET_39, "Z": CSET_64}
"""The data types of the Barcode Syntax Dictionary."""

TYPE_NAMES: Final[dict[str, str]] = {
    "N": "a digit",
    "X": "in GS1 character set 82",
    "Y": "in GS1 character set 39",
    "Z": "in the URI-safe base64 alphabet",
}

_OUTSIDE: Final[dict[str, re.Pattern[str]]] = {
    name: re.compile(f"[^{re.escape(characters)}]") for name, characters in CHARACTERS_BY_TYPE.items()
}


def first_outside(data_type: str, text: str) -> int | None:
    """Index of the first character of `text` outside the set of `data_type` ("N", "X", "Y", "Z"), or None."""
    found = _OUTSIDE[data_type].search(text)
    if found is None or (data_type == "Z" and text[found.start() :] in ("=", "==")):
        return None
    return found.start()
