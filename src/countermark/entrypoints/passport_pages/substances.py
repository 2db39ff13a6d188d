"""Reads the numbers of a substance out of what people write: ``Lead (CAS 7439-92-1, EC 231-100-4)``."""

import re
from typing import Final, NamedTuple

_CAS: Final = re.compile(r"\b(\d{2,7})-(\d{2})-(\d)\b")
_EC: Final = re.compile(r"\b(\d{3})-(\d{3})-(\d)\b")
_LEFT_OVER: Final = re.compile(r"\s*[\[(]?\s*(?:CAS|EC|EINECS)(?:[ -]?(?:no\.?|number))?\s*:?\s*$", re.IGNORECASE)
_EDGE: Final = " ,;:()[]"


class Substance(NamedTuple):
    """A substance; the numbers are ``None`` when they are not given, or not right."""

    name: str
    cas: str | None
    ec: str | None


def substance_of(text: str) -> Substance:
    """The name with the CAS and EC number taken out of it, if their check digits hold."""
    cas = next((found for found in _CAS.finditer(text) if _is_cas(found)), None)
    ec = next((found for found in _EC.finditer(text) if _is_ec(found)), None)
    starts = [found.start() for found in (cas, ec) if found]
    if not starts:
        return Substance(text, None, None)
    name = _LEFT_OVER.sub("", text[: min(starts)]).strip(_EDGE)
    return Substance(name or text, cas and cas[0], ec and ec[0])


def _is_cas(found: "re.Match[str]") -> bool:
    digits = (found[1] + found[2])[::-1]
    return sum(place * int(digit) for place, digit in enumerate(digits, 1)) % 10 == int(found[3])


def _is_ec(found: "re.Match[str]") -> bool:
    digits = found[1] + found[2]
    return sum(place * int(digit) for place, digit in enumerate(digits, 1)) % 11 == int(found[3])
