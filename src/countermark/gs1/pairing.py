"""Which AIs need or forbid which others: "Data relationships" in the GS1 General Specifications.

The rules hold over all carriers on an item together. A Digital Link is one carrier, so the callers can switch
this check off when they know of more.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from countermark.gs1.application_identifiers import APPLICATION_IDENTIFIERS
from countermark.gs1.errors import GS1SyntaxError
from countermark.gs1.syntax_dictionary import ApplicationIdentifier

_DIGITAL_SIGNATURE: Final = "8030"
REMEMBERED: Final = 4_096


class _Broken(NamedTuple):
    """A rule that a set of AIs breaks."""

    ai: str
    reason: str


def check_pairing(values: Mapping[str, str]) -> None:
    """Raises GS1SyntaxError when the AIs of `values` (AI to value, all of them in the table) break a rule."""
    broken = _broken_rule(tuple(values))
    if broken is not None:
        raise GS1SyntaxError(broken.reason, ai=broken.ai, segment="uri")
    if _DIGITAL_SIGNATURE in values:
        _check_signed_key_has_serial(values)


@lru_cache(REMEMBERED)
def _broken_rule(ais: tuple[str, ...]) -> _Broken | None:
    """The first rule that is broken; the same few sets of AIs come again and again."""
    for ai in ais:
        row = APPLICATION_IDENTIFIERS[ai]
        for pattern in row.excluded:
            partner = _find(pattern, ais, ai)
            if partner is not None:
                return _Broken(ai, f"may not stand with AI ({partner})")
        for alternatives in row.required:
            if not any(all(_find(pattern, ais, ai) for pattern in group) for group in alternatives):
                wanted = " or ".join("+".join(f"({pattern})" for pattern in group) for group in alternatives)
                return _Broken(ai, f"needs {wanted} with it")
    return None


def _find(pattern: str, ais: Sequence[str], itself: str) -> str | None:
    return next((ai for ai in ais if ai != itself and _matches(pattern, ai)), None)


def _matches(pattern: str, ai: str) -> bool:
    """Whether the AI fits a pattern where "n" is any digit: "31nn" is every AI from 3100 to 3199."""
    return len(pattern) == len(ai) and all(p in ("n", c) for p, c in zip(pattern, ai, strict=True))


def _check_signed_key_has_serial(values: Mapping[str, str]) -> None:
    """A signature is about one instance: a key whose serial is an optional last component must have it."""
    for ai, value in values.items():
        row = APPLICATION_IDENTIFIERS[ai]
        if row.is_primary_key and _ends_optionally(row) and len(value) == row.min_length:
            raise GS1SyntaxError(
                f"needs the serial component when signed with AI ({_DIGITAL_SIGNATURE})", ai=ai, segment="uri"
            )


def _ends_optionally(row: ApplicationIdentifier) -> bool:
    return row.components[-1].optional
