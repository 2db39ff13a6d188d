"""GS1 identifiers and the Digital Link: check digits, GTINs, Application Identifiers, parsing and building.

Pure: no I/O but reading the packaged table. Standards: GS1 Digital Link URI Syntax 1.7.0, GS1 General
Specifications 26.0, GS1 Barcode Syntax Dictionary 2026-01-27. EN 18219:2026 clause 6.3.2 refers to the same
path grammar.
"""

from countermark.gs1.application_identifier_value import (
    is_valid_lot,
    is_valid_serial,
    lot_problem,
    serial_problem,
)
from countermark.gs1.build_digital_link import build_digital_link
from countermark.gs1.check_digit import (
    check_character_pair,
    check_digit,
    has_valid_check_character_pair,
    has_valid_check_digit,
)
from countermark.gs1.code_lists import COUNTRY_LETTERS
from countermark.gs1.digital_link import CANONICAL_STEM, DigitalLink
from countermark.gs1.element_string import (
    bracketed_element_string,
    link_of_elements,
    parse_element_string,
    raw_element_string,
)
from countermark.gs1.errors import GS1SyntaxError
from countermark.gs1.gtin import gtin_forms, normalise_gtin
from countermark.gs1.parse_digital_link import parse_digital_link
from countermark.gs1.parse_path import parse_path

__all__ = [
    "CANONICAL_STEM",
    "COUNTRY_LETTERS",
    "DigitalLink",
    "GS1SyntaxError",
    "bracketed_element_string",
    "build_digital_link",
    "check_character_pair",
    "check_digit",
    "gtin_forms",
    "has_valid_check_character_pair",
    "has_valid_check_digit",
    "is_valid_lot",
    "is_valid_serial",
    "link_of_elements",
    "lot_problem",
    "normalise_gtin",
    "parse_digital_link",
    "parse_element_string",
    "parse_path",
    "raw_element_string",
    "serial_problem",
]
