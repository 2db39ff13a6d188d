"""Values of every Application Identifier, judged by us and by bwip-js, which others wrote from the same text."""

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from countermark.gs1 import check_character_pair, check_digit
from countermark.gs1.application_identifier_value import value_problem
from countermark.gs1.application_identifiers import APPLICATION_IDENTIFIERS
from countermark.gs1.character_sets import CHARACTERS_BY_TYPE
from countermark.gs1.code_lists import COUNTRY_LETTERS, COUNTRY_NUMBERS, CURRENCY_NUMBERS, PACKAGE_TYPES
from countermark.gs1.syntax_dictionary import Component

JUDGE = Path(__file__).with_name("bwip.mjs")
# What only one of the two knows: a newer or older release of the dictionary.
OTHER_RELEASE = ("GS1unknownAI", "unknownAI")
# Currencies of ISO 4217 that are younger than its list: of Sierra Leone, Venezuela, Zimbabwe, the Caribbean.
YOUNG_CURRENCIES = ("925", "926", "924", "532")
# What GS1's own linters refuse and bwip-js does not look at: company prefixes, a lone zero, an account too short.
STRICTER = ("Company Prefix", "begin with zero", "too short for an IBAN")
# Bracketed text is how bwip-js is asked; a parenthesis in a value would end it.
BRACKETS = str.maketrans("()^", "AAA")

Verdict = Callable[[str, str], str]


@pytest.fixture(scope="module")
def verdict_of() -> Iterator[Verdict]:
    """Asks one process of bwip-js: its error, empty when it has none."""
    process = subprocess.Popen(["node", str(JUDGE)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin is not None
    assert process.stdout is not None
    given_to, told_by = process.stdin, process.stdout

    def ask(ai: str, value: str) -> str:
        given_to.write(json.dumps([ai, value]) + "\n")
        given_to.flush()
        return str(json.loads(told_by.readline()))

    yield ask
    given_to.close()
    process.wait(10)


def _with_check_digit(text: str) -> str:
    return text[:-1] + check_digit(text[:-1])


def _with_check_characters(text: str) -> str:
    return text[:-2] + check_character_pair(text[:-2]) if len(text) > 2 else text


def _iban(text: str) -> str:
    account = "DE00" + "".join(character for character in text.upper() if character.isalnum())
    number = int("".join(str(int(character, 36)) for character in account[4:] + account[:4]))
    return f"DE{98 - number % 97:02}{account[4:]}"


MENDED: dict[str, Callable[[str], str]] = {
    "csum": _with_check_digit,
    "csumalpha": _with_check_characters,
    "iban": _iban,
}
LISTED = {
    "iso3166": COUNTRY_NUMBERS,
    "iso3166999": COUNTRY_NUMBERS | {"999"},
    "iso3166alpha2": COUNTRY_LETTERS,
    "iso4217": CURRENCY_NUMBERS - {"924"},  # since 2024, and not yet in bwip-js
    "packagetype": PACKAGE_TYPES,
    "yymmdd": {"240229", "230228", "991231", "230229", "240230"},
    "yymmd0": {"240200", "240229", "241301", "230229"},
    "yyyymmdd": {"20240229", "20230229", "19000229", "20241232"},
    "couponcode": {
        "012345612345611110123", "0123456123456111101231111101230123456", "0123456123456111101233261231",
        "0123456123456111101233260131426020150123456", "01234561234561111012361123456795001",
        "01234561234561111012332601014260201", "01234561234561111012397000",
    },
    "couponposoffer": {"001234561234560123456", "201234561234560123456", "0012345612345601234567"},
}  # fmt: skip


@st.composite
def parts_of(draw: st.DrawFn, component: Component) -> str:
    """A value of one component: of its type and length, and mostly one that its linters let through."""
    listed = [name for name in component.linters if name in LISTED]
    mostly = draw(st.integers(0, 9)) > 0
    if listed and mostly:
        return draw(st.sampled_from(sorted(LISTED[listed[0]])))
    alphabet = draw(st.sampled_from([CHARACTERS_BY_TYPE[component.data_type], "0123456789", "01"]))
    text = draw(st.text(alphabet, min_size=component.min_length, max_size=component.max_length))
    for name in component.linters:
        if name in MENDED and len(text) > 1 and mostly:
            text = MENDED[name](text)
    return text.translate(BRACKETS)


@st.composite
def element_strings(draw: st.DrawFn) -> tuple[str, str]:
    """An AI of the table and a value that may be one of its own."""
    row = APPLICATION_IDENTIFIERS[draw(st.sampled_from(sorted(APPLICATION_IDENTIFIERS)))]
    mandatory = [draw(parts_of(part)) for part in row.components if not part.optional]
    optional = [part for part in row.components if part.optional]
    some = [draw(parts_of(part)) for part in optional[: draw(st.integers(0, len(optional)))]]
    value = "".join([*mandatory, *some])
    longer = draw(st.sampled_from(["", "", "", "", "0"]))
    return row.ai, value + longer


@settings(max_examples=1000)
@given(element=element_strings())
def test_both_agree_on_every_value(verdict_of: Verdict, element: tuple[str, str]) -> None:
    ai, value = element
    theirs = verdict_of(ai, value)
    if any(mark in theirs for mark in OTHER_RELEASE):
        return
    if "UnknownCurrency" in theirs and value.startswith(YOUNG_CURRENCIES):
        return
    ours = value_problem(APPLICATION_IDENTIFIERS[ai], value)
    if ours is not None and any(mark in ours.reason for mark in STRICTER):
        return
    assert (ours is None) == (theirs == ""), f"({ai}){value}: ours {ours}, theirs {theirs or 'valid'}"
