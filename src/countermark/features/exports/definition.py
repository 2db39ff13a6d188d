"""What a carrier output profile defines: the columns of a file and how it is written."""

import re
from enum import StrEnum
from typing import Any, Final, Literal

import msgspec

from countermark.features.exports.facts import EPC_FACTS, Fact
from countermark.gs1.epc import EpcScheme
from countermark.kit.errors import InvalidInput
from countermark.kit.text import checked_text
from countermark.kit.wrong_value import wrong_value

MOST_COLUMNS: Final = 60
LONGEST_HEADER: Final = 80
LONGEST_FILE_NAME: Final = 120
FILE_NAME_PARTS: Final = ("brand", "product", "sku", "gtin", "batch", "lot", "mint_batch", "date", "carrier", "units")
_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")
_UNSAFE_IN_NAMES: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


class Carrier(StrEnum):
    """What the data of a unit is put on."""

    QR = "qr"
    NFC = "nfc"
    RFID = "rfid"


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base: a misspelt key is an error."""


class ColumnDefinition(_Part, frozen=True, kw_only=True):
    """A column: its heading and the fact below it."""

    header: str
    fact: Fact


class EpcDefinition(_Part, frozen=True, kw_only=True):
    """How EPCs are written. SGTIN-96 and SGTIN-198 need the digits of the GS1 Company Prefix, SGTIN+ does not."""

    scheme: EpcScheme = EpcScheme.SGTIN_PLUS
    filter_value: int = 1
    company_prefix_length: int | None = None


class ProfileDefinition(_Part, frozen=True, kw_only=True):
    """A file's form. ``file_name`` has placeholders in braces; the format adds the ending.

    ``formula_guard`` puts an apostrophe before text that a spreadsheet would run. A printer must get the text as it is,
    so it is off where the file goes into one.
    """

    columns: list[ColumnDefinition]
    delimiter: Literal[",", ";", "\t", "|"] = ","
    quoting: Literal["minimal", "all"] = "minimal"
    line_ending: Literal["crlf", "lf"] = "crlf"
    encoding: Literal["utf-8", "utf-8-bom", "utf-16"] = "utf-8"
    header: bool = True
    formula_guard: bool = False
    file_name: str = "{product}_{batch}_{carrier}"
    epc: EpcDefinition = EpcDefinition()


def checked_definition(value: Any, argument: str = "_definition") -> ProfileDefinition:
    """The definition in what a client sent.

    Raises:
        InvalidInput: names the part that is wrong.
    """
    try:
        definition = msgspec.convert(value, ProfileDefinition)
    except msgspec.ValidationError as error:
        wrong = wrong_value(error, ProfileDefinition)
        raise InvalidInput(argument, wrong.details, hint=wrong.hint) from None
    _check_columns(definition, argument)
    _check_file_name(definition.file_name, argument)
    _check_epc(definition, argument)
    return definition


def _check_columns(definition: ProfileDefinition, argument: str) -> None:
    if not 1 <= len(definition.columns) <= MOST_COLUMNS:
        raise InvalidInput(argument, f"columns: 1 to {MOST_COLUMNS} are needed, not {len(definition.columns)}")
    seen: set[str] = set()
    for place, column in enumerate(definition.columns, start=1):
        header = checked_text(argument, column.header, longest=LONGEST_HEADER)
        if header != column.header:
            raise InvalidInput(argument, f"column {place}: the heading begins or ends with white space")
        if header in seen:
            raise InvalidInput(argument, f"column {place}: the heading {header!r} is there already")
        seen.add(header)


def _check_file_name(pattern: str, argument: str) -> None:
    checked_text(argument, pattern, longest=LONGEST_FILE_NAME)
    for name in _PLACEHOLDER.findall(pattern):
        if name not in FILE_NAME_PARTS:
            known = ", ".join(f"{{{part}}}" for part in FILE_NAME_PARTS)
            raise InvalidInput(argument, f"file_name: {{{name}}} is unknown; there are {known}")
    rest = _PLACEHOLDER.sub("", pattern)
    if "{" in rest or "}" in rest:
        raise InvalidInput(argument, "file_name: a brace without its other half")
    unsafe = _UNSAFE_IN_NAMES.search(rest)
    if unsafe:
        raise InvalidInput(argument, f"file_name: {unsafe[0]!r} cannot be in the name of a file")


def _check_epc(definition: ProfileDefinition, argument: str) -> None:
    epc = definition.epc
    if not 0 <= epc.filter_value <= 7:
        raise InvalidInput(argument, f"epc.filter_value: {epc.filter_value} is not within 0 to 7")
    length = epc.company_prefix_length
    if length is not None and not 6 <= length <= 12:
        raise InvalidInput(argument, f"epc.company_prefix_length: {length} is not within 6 to 12")
    facts = {column.fact for column in definition.columns} & EPC_FACTS
    if facts and epc.scheme is not EpcScheme.SGTIN_PLUS and length is None:
        raise InvalidInput(
            argument,
            f"epc.company_prefix_length: {epc.scheme} needs it",
            code="COMPANY_PREFIX_LENGTH_NEEDED",
            hint="give the digits of your GS1 Company Prefix, 6 to 12; GS1 told you when you licensed it",
        )
    if Fact.EPC_TAG_URI in facts and epc.scheme is EpcScheme.SGTIN_PLUS:
        raise InvalidInput(argument, "columns: SGTIN+ has no tag URI", hint="take epc_uri, or another scheme")


def file_name_of(pattern: str, parts: dict[str, str], ending: str) -> str:
    """The name of a file, safe on every system, at most 200 characters."""
    filled = _PLACEHOLDER.sub(lambda match: parts.get(match[1], ""), pattern)
    safe = re.sub(r"[^\w.+@ -]", "-", _UNSAFE_IN_NAMES.sub("-", filled)).strip(" .-_")
    safe = re.sub(r"([_-])[_-]+", r"\1", safe)
    return f"{(safe or 'export')[: 190 - len(ending)]}.{ending}"
