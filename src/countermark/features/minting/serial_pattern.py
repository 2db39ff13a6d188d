"""The pattern a brand's own serials have to match: a small part of regular expressions that is matched in bounded time.

Literals, ``.``, ``\\d``, classes such as ``[A-Z0-9]`` and the quantifiers ``{n}``, ``{n,m}``, ``?``, ``*``, ``+``;
no groups, no alternatives, no anchors (docs/decisions/0018). A serial has at most 20 characters and a pattern at most
three quantifiers that leave a choice, so that no pattern makes any serial slow to check.
"""

import re
from functools import lru_cache
from typing import Final

from countermark.kit.errors import InvalidInput

LONGEST_PATTERN: Final = 100
MOST_CHOICES: Final = 3
MOST_TIMES: Final = 20

_ELEMENT: Final = re.compile(
    r"(?P<atom>\\d|\\[^A-Za-z0-9\s]|\[(?:[A-Za-z0-9](?:-[A-Za-z0-9])?|[-_./+*:])+\]|\.|[A-Za-z0-9_\-/:;,=!\"%&'<>])"
    r"(?P<times>\{\d{1,2}(?:,\d{1,2})?\}|[?*+])?"
)
_RANGE: Final = re.compile(r"([A-Za-z0-9])-([A-Za-z0-9])")
_COUNT: Final = re.compile(r"\{(\d+)(?:,(\d+))?\}")
_EXAMPLE: Final = "such as AB-[0-9]{6}"


def checked_pattern(argument: str, pattern: str) -> str:
    """``pattern`` if it is one.

    Raises:
        InvalidInput: says where it cannot be understood.
    """
    if not 1 <= len(pattern) <= LONGEST_PATTERN:
        raise InvalidInput(argument, f"must have 1 to {LONGEST_PATTERN} characters", hint=_EXAMPLE)
    place = choices = 0
    while place < len(pattern):
        element = _ELEMENT.match(pattern, place)
        if element is None:
            raise InvalidInput(argument, f"cannot be understood from “{pattern[place:][:20]}” on", hint=_EXAMPLE)
        _check_ranges(argument, element["atom"])
        choices += _leaves_a_choice(argument, element["times"])
        place = element.end()
    if choices > MOST_CHOICES:
        raise InvalidInput(argument, f"has {choices} quantifiers that leave a choice; {MOST_CHOICES} are allowed")
    return pattern


def _check_ranges(argument: str, atom: str) -> None:
    if not atom.startswith("["):
        return
    for low, high in _RANGE.findall(atom):
        if low > high:
            raise InvalidInput(argument, f"the range {low}-{high} is the wrong way round")


def _leaves_a_choice(argument: str, times: str | None) -> bool:
    if times is None:
        return False
    if times in "?*+":
        return True
    low, high = _COUNT.fullmatch(times).groups()  # type: ignore[union-attr]
    least, most = int(low), int(high or low)
    if not (least <= most <= MOST_TIMES and most):
        raise InvalidInput(argument, f"{times} must count from 0 up to {MOST_TIMES} and upwards")
    return least != most


@lru_cache(1_000)
def compiled_pattern(pattern: str) -> "re.Pattern[str]":
    """The pattern as Python matches it, with ``fullmatch``; it was checked when it was set."""
    parts = [
        ("[0-9]" if found["atom"] == "\\d" else found["atom"]) + (found["times"] or "")
        for found in _ELEMENT.finditer(pattern)
    ]
    return re.compile("".join(parts))
