"""Reads lines in the grammar of the GS1 Barcode Syntax Dictionary, as its release 2026-01-27 explains it.

AIs  [flags]  components  [attributes]  [# title]
01   *?       N14,csum,gcppos2  ex=255,37 dlpkey=22,10,21|235  # GTIN
"""

import re
from collections.abc import Container
from dataclasses import dataclass, field
from typing import Final

_FLAG_PREDEFINED_LENGTH: Final = "*"
_FLAG_DATA_ATTRIBUTE: Final = "?"
_AI_RANGE: Final = re.compile("([0-9]{2,4})(?:-([0-9]{2,4}))?")
_FLAGS: Final = re.compile("[*?]+")
_COMPONENT: Final = re.compile(r"(\[)?([NXYZ])(\.\.)?([0-9]+)\]?((?:,[a-z0-9]+)*)")


class SyntaxDictionaryError(ValueError):
    """The dictionary text itself is wrong: an unknown linter, component or attribute. Names the line."""


@dataclass(frozen=True, slots=True)
class Component:
    """One part of a value: `[X..17]` is Component("X", 1, 17, optional=True, linters=())."""

    data_type: str
    min_length: int
    max_length: int
    optional: bool
    linters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ApplicationIdentifier:
    """One row of the table.

    `required` is the conjunction of the `req=` attributes: each is alternatives, each alternative a group of
    AIs that must all be there; `excluded` are AIs that must not. Both may hold patterns such as "31nn".
    `key_qualifiers` is None unless the AI is a Digital Link primary key; then it is the alternative orders of
    its qualifiers, (("22", "10", "21"), ("235",)) for the GTIN and () for a key that takes none. A value has
    `min_length` (without its optional components) to `max_length` characters.
    """

    ai: str
    title: str
    components: tuple[Component, ...]
    has_predefined_length: bool
    is_data_attribute: bool
    required: tuple[tuple[tuple[str, ...], ...], ...]
    excluded: tuple[str, ...]
    key_qualifiers: tuple[tuple[str, ...], ...] | None
    min_length: int = field(init=False)
    max_length: int = field(init=False)

    def __post_init__(self) -> None:
        shortest = sum(component.min_length for component in self.components if not component.optional)
        object.__setattr__(self, "min_length", shortest)
        object.__setattr__(self, "max_length", sum(component.max_length for component in self.components))

    @property
    def is_primary_key(self) -> bool:
        """Whether a Digital Link can be about this AI."""
        return self.key_qualifiers is not None


def read_syntax_dictionary(text: str, linters: Container[str]) -> dict[str, ApplicationIdentifier]:
    """The rows of a dictionary by AI, ranges such as `3100-3105` written out.

    Raises SyntaxDictionaryError, with the line number, for anything it does not understand: a linter that is
    not in `linters` must not pass as "no check".
    """
    rows: dict[str, ApplicationIdentifier] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        specification, _, title = line.partition("#")
        tokens = specification.split()
        if not tokens:
            continue
        try:
            for row in _read_entry(tokens, title.strip(), linters):
                rows[row.ai] = row
        except SyntaxDictionaryError as error:
            raise SyntaxDictionaryError(f"line {number}: {error}") from None
    return rows


def _read_entry(tokens: list[str], title: str, linters: Container[str]) -> list[ApplicationIdentifier]:
    ais, rest = _read_ais(tokens[0]), tokens[1:]
    flags = rest.pop(0) if rest and _FLAGS.fullmatch(rest[0]) else ""
    components: list[Component] = []
    while rest and (found := _COMPONENT.fullmatch(rest[0])):
        components.append(_read_component(found, linters))
        rest.pop(0)
    if not components:
        raise SyntaxDictionaryError(f"AI ({tokens[0]}) has no component")
    required, excluded, key_qualifiers = _read_attributes(rest)
    return [
        ApplicationIdentifier(
            ai=ai,
            title=title,
            components=tuple(components),
            has_predefined_length=_FLAG_PREDEFINED_LENGTH in flags,
            is_data_attribute=_FLAG_DATA_ATTRIBUTE in flags,
            required=required,
            excluded=excluded,
            key_qualifiers=key_qualifiers,
        )
        for ai in ais
    ]


def _read_ais(token: str) -> list[str]:
    found = _AI_RANGE.fullmatch(token)
    if found is None:
        raise SyntaxDictionaryError(f"{token!r} is not an AI or a range of them")
    first, last = found[1], found[2] or found[1]
    return [str(number).zfill(len(first)) for number in range(int(first), int(last) + 1)]


def _read_component(found: re.Match[str], linters: Container[str]) -> Component:
    bracket, data_type, variable, length, names = found.groups()
    named = tuple(names.split(",")[1:])
    for name in named:
        if name not in linters:
            raise SyntaxDictionaryError(f"unknown linter {name!r}")
    return Component(
        data_type=data_type,
        min_length=1 if variable else int(length),
        max_length=int(length),
        optional=bracket is not None,
        linters=named,
    )


_Alternatives = tuple[tuple[str, ...], ...]
_Attributes = tuple[tuple[_Alternatives, ...], tuple[str, ...], _Alternatives | None]


def _read_attributes(tokens: list[str]) -> _Attributes:
    required: list[tuple[tuple[str, ...], ...]] = []
    excluded: list[str] = []
    key_qualifiers: tuple[tuple[str, ...], ...] | None = None
    for token in tokens:
        name, _, value = token.partition("=")
        match name:
            case "req":
                required.append(tuple(tuple(group.split("+")) for group in value.split(",")))
            case "ex":
                excluded.extend(value.split(","))
            case "dlpkey":
                key_qualifiers = tuple(tuple(order.split(",")) for order in value.split("|")) if value else ()
            case _:
                raise SyntaxDictionaryError(f"unknown attribute {token!r}")
    return tuple(required), tuple(excluded), key_qualifiers
