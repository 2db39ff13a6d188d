"""The text a product is found by: its names, active identifiers and texts among its attributes, folded, one a line.

Every value stands between two line breaks, so that a needle with a line break before it is a prefix of a value, and
one with both is a whole value: ranks need no second index.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

BREAK: Final = "\n"
RECORD_SEPARATOR: Final = "\x1e"
"""White space to Python, so no folded text has it."""
_UNEVEN: Final = re.compile(r"[^\S\n ]|  |\n | \n|\n\n|^\s|\s$|^$")
_WITHOUT_TEXT: Final = (int, float, bool)
LONGEST_TEXT: Final = 4_000
"""Characters; what stands behind is not found. Names and identifiers come first."""


def folded(text: str) -> str:
    """How texts and needles are compared: without regard to case (Unicode full folding), white space runs as one."""
    return _without_case(" ".join(text.split()))


def search_text(name: Mapping[str, str], identifiers: Sequence[str], attributes: Mapping[str, Any]) -> str:
    """The folded values, each between line breaks. ``identifiers`` are in the form that is compared."""
    values = [*name.values(), *identifiers]
    for value in attributes.values():
        if value.__class__ is str:
            values.append(value)
        elif value.__class__ not in _WITHOUT_TEXT:
            values += texts_in(value)
    text = BREAK.join(values)
    if _UNEVEN.search(text) or text.count(BREAK) != len(values) - 1:
        text = BREAK.join(filter(None, (" ".join(value.split()) for value in values)))
    return BREAK + _without_case(text)[:LONGEST_TEXT] + BREAK


def _without_case(text: str) -> str:
    """An import folds millions of texts, most of them ASCII, for which this is a fifth of the work."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFC", text).casefold()


def texts_in(value: Any) -> Iterator[str]:
    """Every text in a JSON value, in its order; keys are none."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for member in value.values():
            yield from texts_in(member)
    elif isinstance(value, list):
        for member in value:
            yield from texts_in(member)
