"""The table of Application Identifiers, its reader, its linters, and lots and serials."""

import pytest

from countermark.gs1 import is_valid_lot, is_valid_serial, lot_problem, serial_problem
from countermark.gs1.application_identifier_value import value_problem
from countermark.gs1.application_identifiers import APPLICATION_IDENTIFIERS, PATH_SEQUENCES, PRIMARY_KEYS
from countermark.gs1.linters import LINTERS
from countermark.gs1.syntax_dictionary import SyntaxDictionaryError, read_syntax_dictionary


def test_there_are_the_16_primary_keys_of_the_standard() -> None:
    wanted = "00 01 253 255 401 402 414 415 417 8003 8004 8006 8010 8013 8017 8018"
    assert sorted(PRIMARY_KEYS) == wanted.split()


def test_the_paths_of_a_gtin_are_the_ordered_choices_of_its_qualifiers() -> None:
    of_gtin = {sequence[1:] for sequence in PATH_SEQUENCES if sequence[0] == "01"}
    assert of_gtin == {
        (), ("22",), ("10",), ("21",), ("22", "10"), ("22", "21"), ("10", "21"), ("22", "10", "21"), ("235",),
    }  # fmt: skip


def test_ranges_are_written_out_and_rows_are_read_whole() -> None:
    row = APPLICATION_IDENTIFIERS["3103"]
    assert (row.title, row.is_data_attribute, row.has_predefined_length) == ("NET WEIGHT (kg)", True, True)
    assert (row.required, row.excluded) == (((("01",), ("02",)),), ("310n",))
    assert (APPLICATION_IDENTIFIERS["253"].min_length, APPLICATION_IDENTIFIERS["253"].max_length) == (13, 30)


@pytest.mark.parametrize("line", ["10 ? X..20,nosuch", "10 ?", "A0 N2", "10 N2 nosuch=1", "10 N2 X..3 maybe"])
def test_a_dictionary_that_is_not_understood_is_refused_with_its_line(line: str) -> None:
    with pytest.raises(SyntaxDictionaryError, match=r"^line 2: "):
        read_syntax_dictionary(f"# comment\n{line}  # title", LINTERS)


@pytest.mark.parametrize(
    ("ai", "value"),
    [
        ("17", "280229"), ("17", "000229"), ("7006", "240229"), ("7007", "240101240102"),
        ("7003", "2401012359"), ("4309", "18000000003600000000"), ("4330", "000100-"), ("4330", "000100"),
        ("7258", "1/3"), ("4300", "A%20B"), ("8001", "00010000100100"), ("8008", "24010123"),
        ("8008", "240101235959"),
        ("8014", "1987654Ad4X4bL5ttr2310c2K"), ("8030", "-_aA0=="), ("8040", "123456789012345"),
        ("7250", "20240229"), ("7252", "9"), ("4321", "1"), ("8043", "123456789012345678"),
        ("422", "276"), ("423", "276040"), ("7030", "999AB"), ("4307", "DE"), ("3912", "9781"), ("7041", "1A"),
        ("7241", "80"), ("8007", "DE89370400440532013000"), ("8112", "001234561234560123456"),
        ("8110", "0123456123456111101233260131426010150123456"),
    ],
)  # fmt: skip
def test_values_that_fit_their_ai_are_accepted(ai: str, value: str) -> None:
    assert value_problem(APPLICATION_IDENTIFIERS[ai], value) is None


@pytest.mark.parametrize(
    ("ai", "value", "position"),
    [
        ("17", "270229", 4), ("17", "270001", 2), ("7006", "240100", 4), ("7003", "2401012400", 6),
        ("7003", "2401012360", 8), ("4309", "18000000010000000000", 0), ("4309", "00000000003600000001", 10),
        ("4330", "000100A", 6), ("7258", "3/1", 0), ("7258", "0/1", 0), ("4300", "A%2", 1),
        ("8001", "00000000100100", 0), ("8001", "00010000100120", 12), ("8008", "240101243", 6),
        ("8014", "223344556677889922", 16), ("8030", "a=b", 1), ("8030", "a===", 1), ("7252", "3", 0),
        ("8110", "012345612345611110123326010142602015", 28), ("8110", "0123456123456111101237", 21),
        ("8112", "201234561234560123456", 0), ("8112", "0012345612345601234567", 21), ("422", "999", 0),
        ("8007", "DE88370400440532013000", 2), ("7241", "11", 0), ("4307", "DD", 0), ("423", "276999", 3),
        ("4321", "2", 0), ("7250", "20230229", 6), ("8011", "0", 0), ("8013", "1", 0), ("8013", "1234iI", 4),
        ("8006", "095060001343520100", 16), ("7040", "1ABC\n", 4),
    ],
)  # fmt: skip
def test_values_that_do_not_fit_their_ai_are_refused_at_the_place(ai: str, value: str, position: int) -> None:
    problem = value_problem(APPLICATION_IDENTIFIERS[ai], value)
    assert problem is not None
    assert problem.position == position


@pytest.mark.parametrize("text", ["A", "LOT-2026/11", "a" * 20, "!\"%&'()*+,-./:;<=>?_"])
def test_lots_and_serials_are_1_to_20_characters_of_cset_82(text: str) -> None:
    assert is_valid_lot(text)
    assert is_valid_serial(text)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "too short: 0 characters, not 1 to 20"),
        ("a" * 21, "too long: 21 characters, not 1 to 20 (at character 21)"),
        ("LOT 7", "' ' is not in GS1 character set 82 (at character 4)"),
        ("Größe", "'ö' is not in GS1 character set 82 (at character 3)"),
        ("A#1", "'#' is not in GS1 character set 82 (at character 2)"),
    ],
)
def test_a_text_that_is_no_lot_or_serial_is_told_why(text: str, problem: str) -> None:
    assert lot_problem(text) == serial_problem(text) == problem
    assert not is_valid_lot(text)
    assert not is_valid_serial(text)
