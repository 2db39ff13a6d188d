"""The content checks that the GS1 Barcode Syntax Dictionary names ("linters"), by that name.

A linter gets one component whose characters and length already fit its type.
"""

import calendar
import re
from collections.abc import Callable, Container
from typing import Final

from countermark.gs1.character_sets import CSET_32
from countermark.gs1.check_digit import (
    check_character_pair,
    check_digit,
    has_valid_check_character_pair,
    has_valid_check_digit,
)
from countermark.gs1.code_lists import (
    COUNTRY_LETTERS,
    COUNTRY_NUMBERS,
    CURRENCY_NUMBERS,
    MEDIA_TYPES,
    PACKAGE_TYPES,
)
from countermark.gs1.coupons import coupon_problem, positive_offer_problem
from countermark.gs1.problem import Problem

Linter = Callable[[str], Problem | None]

_COMPANY_PREFIX_LENGTH: Final = 4
_MIXED: Final = "999"  # ISO 3166-1 leaves it to its users; GS1: several countries
_IBAN: Final = re.compile("[A-Z]{2}[0-9]{2}[0-9A-Z]+")
_SHORTEST_IBAN: Final = 11
_KOSOVO: Final = "XK"  # has IBANs, but no code of ISO 3166-1
_BAD_TRIPLET: Final = re.compile("%(?![0-9A-Fa-f]{2})")


def _csum(text: str) -> Problem | None:
    if has_valid_check_digit(text):
        return None
    right = check_digit(text[:-1])
    return Problem(f"the check digit should be {right}, not {text[-1]}", len(text) - 1)


def _csumalpha(text: str) -> Problem | None:
    if len(text) < 2:
        return Problem("too short to end in a check character pair", 0)
    for position in (len(text) - 2, len(text) - 1):
        if text[position] not in CSET_32:
            return Problem(f"{text[position]!r} cannot be a check character", position)
    if has_valid_check_character_pair(text):
        return None
    right = check_character_pair(text[:-2])
    return Problem(f"the check character pair should be {right}, not {text[-2:]}", len(text) - 2)


def _gcppos1(text: str) -> Problem | None:
    prefix = text[:_COMPANY_PREFIX_LENGTH]
    for position, character in enumerate(prefix):
        if not "0" <= character <= "9":
            return Problem(f"{character!r} in the GS1 Company Prefix is not a digit", position)
    if len(prefix) < _COMPANY_PREFIX_LENGTH:
        return Problem("too short to begin with a GS1 Company Prefix", 0)
    return None


def _gcppos2(text: str) -> Problem | None:
    problem = _gcppos1(text[1:])
    return Problem(problem.reason, problem.position + 1) if problem else None


def _month_and_day(year: int, mmdd: str, at: int, *, day_may_be_00: bool) -> Problem | None:
    month, day = int(mmdd[:2]), int(mmdd[2:])
    if not 1 <= month <= 12:
        return Problem(f"{mmdd[:2]} is not a month", at)
    # GS1 reads YY as 1950s to 2070s, where every fourth year is a leap year, 2000 included.
    if day > calendar.monthrange(year, month)[1] or (day == 0 and not day_may_be_00):
        return Problem(f"{mmdd[2:]} is not a day of month {mmdd[:2]}", at + 2)
    return None


def _yymmd0(text: str) -> Problem | None:
    return _month_and_day(2000 + int(text[:2]), text[2:], 2, day_may_be_00=True)


def _yymmdd(text: str) -> Problem | None:
    return _month_and_day(2000 + int(text[:2]), text[2:], 2, day_may_be_00=False)


def _yyyymmdd(text: str) -> Problem | None:
    # Year 0000 is a leap year of the proleptic calendar, and calendar has no year 0: 2000 stands for it.
    return _month_and_day(int(text[:4]) or 2000, text[4:], 4, day_may_be_00=False)


def _at_most(limit: int, what: str) -> Linter:
    def lint(text: str) -> Problem | None:
        return Problem(f"{text} is not {what}", 0) if int(text) > limit else None

    return lint


def _hhmi(text: str) -> Problem | None:
    if int(text[:2]) > 23:
        return Problem(f"{text[:2]} is not an hour", 0)
    return Problem(f"{text[2:]} is not a minute", 2) if int(text[2:]) > 59 else None


def _pieceoftotal(text: str) -> Problem | None:
    half = len(text) // 2
    piece, total = int(text[:half]), int(text[half:])
    if piece == 0:
        return Problem("the number of the piece is zero", 0)
    if total == 0:
        return Problem("the total of pieces is zero", half)
    return Problem(f"piece {piece} of {total} does not exist", 0) if piece > total else None


def _one_of(values: Container[str], what: str) -> Linter:
    def lint(text: str) -> Problem | None:
        return None if text in values else Problem(f"{text!r} is not {what}", 0)

    return lint


def _iban(text: str) -> Problem | None:
    """ISO 13616: country, two check digits, account. Letters count from 10; the whole modulo 97 is 1."""
    if len(text) < _SHORTEST_IBAN:
        return Problem("too short for an IBAN", len(text))
    if _IBAN.fullmatch(text) is None or text[:2] not in COUNTRY_LETTERS | {_KOSOVO}:
        return Problem(f"{text!r} does not have the form of an IBAN", 0)
    if int("".join(str(int(character, 36)) for character in text[4:] + text[:4])) % 97 != 1:
        return Problem("the check digits of the IBAN are wrong", 2)
    return None


def _couponcode(text: str) -> Problem | None:
    return coupon_problem(text, _yymmdd)


def _zero(text: str) -> Problem | None:
    return Problem("must be zero", 0) if text.strip("0") else None


def _nonzero(text: str) -> Problem | None:
    return None if text.strip("0") else Problem("must not be zero", 0)


def _nozeroprefix(text: str) -> Problem | None:
    return Problem("must not begin with zero", 0) if text.startswith("0") else None


def _hasnondigit(text: str) -> Problem | None:
    return None if any(not "0" <= character <= "9" for character in text) else Problem("has digits only", 0)


def _pcenc(text: str) -> Problem | None:
    found = _BAD_TRIPLET.search(text)
    return Problem("'%' is not followed by two hexadecimal digits", found.start()) if found else None


def _posinseqslash(text: str) -> Problem | None:
    if re.fullmatch("[1-9]/[1-9]", text) is None:
        return Problem(f"{text!r} is not a position and a total such as 1/3", 0)
    return Problem(f"{text!r}: the position exceeds the total", 0) if text[0] > text[2] else None


_IMPORTER_INDEX: Final = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"

LINTERS: Final[dict[str, Linter]] = {
    "couponcode": _couponcode,
    "couponposoffer": positive_offer_problem,
    "csum": _csum,
    "csumalpha": _csumalpha,
    "gcppos1": _gcppos1,
    "gcppos2": _gcppos2,
    "hasnondigit": _hasnondigit,
    "hh": _at_most(23, "an hour"),
    "hhmi": _hhmi,
    "hyphen": _one_of("-", "a hyphen"),
    "importeridx": _one_of(_IMPORTER_INDEX, "an importer index"),
    "iban": _iban,
    "iso3166": _one_of(COUNTRY_NUMBERS, "a country number of ISO 3166-1"),
    "iso3166999": _one_of(COUNTRY_NUMBERS | {_MIXED}, "a country number of ISO 3166-1, or 999"),
    "iso3166alpha2": _one_of(COUNTRY_LETTERS, "a country code of ISO 3166-1"),
    "iso4217": _one_of(CURRENCY_NUMBERS, "a currency number of ISO 4217"),
    "iso5218": _one_of("0129", "a code for biological sex of ISO/IEC 5218"),
    "latitude": _at_most(1_800_000_000, "a latitude"),
    "longitude": _at_most(3_600_000_000, "a longitude"),
    "mediatype": _one_of(MEDIA_TYPES, "an AIDC media type"),
    "mi": _at_most(59, "a minute"),
    "nonzero": _nonzero,
    "nozeroprefix": _nozeroprefix,
    "packagetype": _one_of(PACKAGE_TYPES, "a package type of GS1's list"),
    "pcenc": _pcenc,
    "pieceoftotal": _pieceoftotal,
    "posinseqslash": _posinseqslash,
    "ss": _at_most(59, "a second"),
    "winding": _one_of("019", "a winding direction"),
    "yesno": _one_of("01", "0 (no) or 1 (yes)"),
    "yymmd0": _yymmd0,
    "yymmdd": _yymmdd,
    "yyyymmdd": _yyyymmdd,
    "zero": _zero,
}
