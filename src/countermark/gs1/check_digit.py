"""Check digits and check character pairs, by the calculations of GS1 General Specifications section 7.9."""

from typing import Final

from countermark.gs1.character_sets import CSET_32, CSET_82, first_outside
from countermark.gs1.errors import GS1SyntaxError

_ZERO: Final = ord("0")
_ZERO_SUM_OF_14: Final = _ZERO * (7 + 3 * 7)
_PAIR_MODULUS: Final = 1021


def _first_primes(count: int) -> tuple[int, ...]:
    primes: list[int] = []
    candidate = 2
    while len(primes) < count:
        if all(candidate % prime for prime in primes):
            primes.append(candidate)
        candidate += 1
    return tuple(primes)


_PRIME_WEIGHTS: Final = _first_primes(97)
_CSET_82_VALUES: Final = {character: value for value, character in enumerate(CSET_82)}


def _weighted_sum(digits: str) -> int:
    """Sum with weights 1, 3, 1, 3 ... from the right. `digits` must be ASCII digits."""
    codes = digits.encode("ascii")
    ones, threes = codes[::-2], codes[-2::-2]
    return sum(ones) + 3 * sum(threes) - _ZERO * (len(ones) + 3 * len(threes))


def check_digit(digits: str) -> str:
    """The mod-10 check digit that follows `digits` (7, 11, 12, 13, 16, 17 ... of them).

    >>> check_digit("0950600013435")
    '2'

    Raises GS1SyntaxError when there is no digit, or anything that is not an ASCII digit.
    """
    if not digits:
        raise GS1SyntaxError("there are no digits to compute a check digit from")
    position = first_outside("N", digits)
    if position is not None:
        raise GS1SyntaxError(f"{digits[position]!r} is not a digit", position=position)
    return str(-_weighted_sum(digits + "0") % 10)


def has_valid_check_digit(number: str) -> bool:
    """Whether the last of at least two ASCII digits is the mod-10 check digit of the others."""
    if len(number) < 2 or first_outside("N", number) is not None:
        return False
    return _weighted_sum(number) % 10 == 0


def has_valid_gtin_check_digit(gtin: str) -> bool:
    """`has_valid_check_digit` without its checks, for the hot path: `gtin` must be 14 ASCII digits."""
    codes = gtin.encode("ascii")
    return (sum(codes[1::2]) + 3 * sum(codes[::2]) - _ZERO_SUM_OF_14) % 10 == 0


def check_character_pair(text: str) -> str:
    """The two check characters that follow `text`, as in a Global Model Number, AI (8013).

    `text` is 0 to 97 characters of CSET 82. Raises GS1SyntaxError otherwise.

    >>> check_character_pair("1987654Ad4X4bL5ttr2310c")
    '2K'
    """
    position = first_outside("X", text)
    if position is not None:
        raise GS1SyntaxError(f"{text[position]!r} is not in GS1 character set 82", position=position)
    if len(text) > len(_PRIME_WEIGHTS):
        raise GS1SyntaxError(f"{len(text)} characters are more than a check character pair covers")
    weighted = zip(reversed(text), _PRIME_WEIGHTS, strict=False)
    total = sum(_CSET_82_VALUES[character] * prime for character, prime in weighted) % _PAIR_MODULUS
    return CSET_32[total >> 5] + CSET_32[total & 31]


def has_valid_check_character_pair(text: str) -> bool:
    """Whether the last two characters of `text` are the check character pair of those before them."""
    if len(text) < 2:
        return False
    try:
        return check_character_pair(text[:-2]) == text[-2:]
    except GS1SyntaxError:
        return False
