"""Rules for text that people and machines send."""

import unicodedata

from countermark.kit.errors import InvalidInput


def checked_text(argument: str, text: str, *, longest: int, shortest: int = 1) -> str:
    """``text`` without surrounding white space, if it is of ``shortest..longest`` characters and has no control ones.

    Raises:
        InvalidInput: names the argument, what is wrong with it and where.
    """
    for position, character in enumerate("" if text.isprintable() else text):  # printable text has none of them
        if unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}:
            raise InvalidInput(argument, f"control character U+{ord(character):04X} at position {position + 1}")
    trimmed = text.strip()
    if len(trimmed) < shortest:
        raise InvalidInput(argument, "must not be empty" if not trimmed else f"needs {shortest} characters or more")
    if len(trimmed) > longest:
        raise InvalidInput(argument, f"is {len(trimmed)} characters long; at most {longest} are allowed")
    return trimmed
