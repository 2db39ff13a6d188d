"""One data element by its path (EN 18222:2026, clause 6.2): a JSONPath (RFC 9535) into the compressed form."""

from collections.abc import Sequence
from typing import Any, Final

import jsonpath

from countermark.features.machine_forms.data_elements import Element, collection, compressed, compressed_all, single
from countermark.features.machine_forms.en18223 import Representation, elements_of
from countermark.features.machine_forms.header import header_of
from countermark.features.passports.passport_page import PassportPage
from countermark.kit.errors import InvalidInput

MOST_CHARACTERS: Final = 1_000
_PATHS: Final = jsonpath.JSONPathEnvironment(strict=True)


def element_at(page: PassportPage, origin: str, path: str, representation: Representation) -> dict[str, Any] | None:
    """The element at ``path``; ``None`` when there is none.

    In the compressed form it is its id and its value.

    Raises:
        InvalidInput: ``path`` is no JSONPath, or not one of names and positions only. Those lead to one place at most,
            and cost nothing, whoever asks.
    """
    query = _singular(path)
    header = {name: single(name, value) for name, value in header_of(page, origin).items()}
    elements = [*header.values(), *elements_of(page, origin)]
    match = query.match(compressed_all(elements))
    element = _walk(elements, match.parts) if match is not None and match.parts else None
    if element is None or representation is Representation.FULL:
        return element
    return {"elementId": element["elementId"], "value": compressed(element)}


def _singular(path: str) -> jsonpath.JSONPath:
    problem = "must be a JSONPath (RFC 9535) of names and positions"
    if not 0 < len(path) <= MOST_CHARACTERS:
        raise InvalidInput("elementIdPath", problem)
    try:
        query = _PATHS.compile(path)
    except (jsonpath.JSONPathError, RecursionError, ValueError):
        raise InvalidInput("elementIdPath", problem) from None
    if not isinstance(query, jsonpath.JSONPath) or not query.singular_query():
        raise InvalidInput("elementIdPath", problem)
    return query


def _walk(elements: Sequence[Element], parts: Sequence[int | str]) -> Element | None:
    """The element where ``parts`` lead through the compressed form; ``None`` inside of an element."""
    element = next((each for each in elements if each["elementId"] == parts[0]), None)
    rest = parts[1:]
    if element is None or not rest:
        return element
    if element["objectType"] == "DataElementCollection":
        return _walk(element["elements"], rest)
    if element["objectType"] != "MultiValuedDataElement":
        return None
    item = element["value"][rest[0]]
    if isinstance(item, list):
        return collection(str(rest[0]), item) if len(rest) == 1 else _walk(item, rest[1:])
    return single(str(rest[0]), item)
