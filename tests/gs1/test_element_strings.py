"""Element strings: bracketed and raw, read and written, and the Digital Links that say the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.gs1.strategies import GTIN, data_attributes, gtins, lots, serials
from tests.support.adopt_dictionary import TABLE, adopted

from countermark.gs1 import (
    GS1SyntaxError,
    bracketed_element_string,
    link_of_elements,
    parse_digital_link,
    parse_element_string,
    raw_element_string,
)
from countermark.gs1.syntax_dictionary import SyntaxDictionaryError

GS = "\x1d"


@pytest.mark.parametrize(
    ("text", "elements"),
    [
        (f"(01){GTIN}(10)L1(21)S", [("01", GTIN), ("10", "L1"), ("21", "S")]),
        (f"01{GTIN}10L1{GS}21S", [("01", GTIN), ("10", "L1"), ("21", "S")]),
        (f"]d2{GS}01{GTIN}17271231", [("01", GTIN), ("17", "271231")]),
        (f"]C101{GTIN}", [("01", GTIN)]),
        (f"01{GTIN}3103000189{GS}21S{GS}", [("01", GTIN), ("3103", "000189"), ("21", "S")]),
        (f"(01){GTIN}(10)A\\(01)B", [("01", GTIN), ("10", "A(01)B")]),
        (f"01{GTIN}10A(01)B", [("01", GTIN), ("10", "A(01)B")]),
    ],
)
def test_both_forms_are_read(text: str, elements: list[tuple[str, str]]) -> None:
    assert list(parse_element_string(text)) == elements


@pytest.mark.parametrize(
    "text",
    [
        "",
        "()",
        "(01)",
        f"(01){GTIN}x(21)",
        f"(01){GTIN}(",
        f"(01){GTIN[:-1]}3",
        f"(01){GTIN}(21)A(21)B",
        f"(05){GTIN}",
        "(10)L1",
        f"01{GTIN[:-2]}",
        f"01{GTIN}05X",
        f"01{GTIN}21{'A' * 21}",
        f"(01){GTIN}(21)A{GS}",
        "]d2",
        "x",
        "1" * 9_000,
    ],
)
def test_what_is_no_element_string_is_refused(text: str) -> None:
    with pytest.raises(GS1SyntaxError):
        parse_element_string(text)


@given(gtins, lots, serials, data_attributes)
def test_written_and_read_is_the_same(gtin: str, lot: str, serial: str, attributes: dict[str, str]) -> None:
    elements = (("01", gtin), ("10", lot), ("21", serial), *attributes.items())
    assert parse_element_string(bracketed_element_string(elements)) == elements
    assert parse_element_string(raw_element_string(elements)) == elements
    link = link_of_elements(elements)
    assert parse_digital_link(link.uri_on("https://example.com")).canonical_uri == link.canonical_uri
    assert bracketed_element_string(link.elements) == link.element_string


@given(st.text(max_size=60))
def test_no_text_makes_it_fail_otherwise(text: str) -> None:
    for given_text in (text, f"(01){text}", f"01{GTIN}{text}"):
        try:
            assert parse_element_string(given_text)
        except GS1SyntaxError:
            continue


@pytest.mark.parametrize(
    "elements",
    [
        [("10", "L1")],
        [("01", GTIN), ("414", "9506000134352")],
        [("01", GTIN), ("8030", "x"), ("22", "V"), ("254", "A")],
        [("415", "9506000134352")],
    ],
)
def test_elements_that_no_link_can_carry_are_refused(elements: list[tuple[str, str]]) -> None:
    with pytest.raises(GS1SyntaxError):
        link_of_elements(elements)


def test_a_value_or_an_ai_that_is_none_is_not_written() -> None:
    for elements in ([("01", "1")], [("05", "1")]):
        with pytest.raises(GS1SyntaxError):
            raw_element_string(elements)


def test_the_table_is_what_its_dictionary_gives_and_an_unknown_linter_is_refused() -> None:
    table = TABLE.read_text()
    dictionary = "# Release: 2027-01-01\n" + table[table.index("\n00") + 1 :]
    assert adopted(dictionary, table) == table.replace("2026-01-27", "2027-01-01", 1)
    with pytest.raises(SyntaxDictionaryError, match="unknown linter"):
        adopted(dictionary + "98 X..20,nonsense # N\n", table)
