"""The Global Trade Item Number, AI (01), in its four lengths."""

from typing import Final

from countermark.gs1.character_sets import first_outside
from countermark.gs1.check_digit import check_digit, has_valid_check_digit, has_valid_gtin_check_digit
from countermark.gs1.errors import GS1SyntaxError

GTIN_LENGTHS: Final = (8, 12, 13, 14)


def normalise_gtin(text: str) -> str:
    """The 14 digits of a GTIN-8, -12, -13 or -14, as AI (01) carries it.

    Raises GS1SyntaxError, with `ai` "01", for a character that is no ASCII digit (spaces and hyphens are the
    caller's to strip), another length, or a wrong check digit; the message names the right one.
    """
    padded = text.zfill(14)
    if len(text) in GTIN_LENGTHS and text.isascii() and text.isdigit() and has_valid_gtin_check_digit(padded):
        return padded  # the hot path; what follows says what is wrong
    position = first_outside("N", text)
    if position is not None:
        raise GS1SyntaxError(f"{text[position]!r} in a GTIN is not a digit", ai="01", position=position)
    if len(text) not in GTIN_LENGTHS:
        raise GS1SyntaxError(f"a GTIN has 8, 12, 13 or 14 digits, this has {len(text)}", ai="01")
    if not has_valid_check_digit(text):
        right = check_digit(text[:-1])
        raise GS1SyntaxError(
            f"the check digit of GTIN {text} should be {right}, not {text[-1]}",
            ai="01",
            position=len(text) - 1,
        )
    return padded


def gtin_forms(gtin: str) -> tuple[str, ...]:
    """Every length the GTIN can be written in, longest first: ("00012345678905", ..., "012345678905").

    Takes any of the four lengths. A shorter form exists when what it drops is zeros only. Raises
    GS1SyntaxError as `normalise_gtin` does.
    """
    digits = normalise_gtin(gtin)
    return tuple(digits[-length:] for length in reversed(GTIN_LENGTHS) if not digits[:-length].strip("0"))
