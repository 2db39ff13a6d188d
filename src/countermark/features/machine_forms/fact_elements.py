"""The facts of a passport's sections as data elements, each under the key of its field."""

from collections.abc import Iterable
from typing import Any, Final

from countermark.features.machine_forms.data_elements import Element, by_language, collection, rows, several, single
from countermark.features.passports.passport_page import Fact

DATA_TYPES: Final = {
    "number": "decimal",
    "date": "date",
    "date_time": "dateTime",
    "link": "anyURI",
    "file": "anyURI",
}
"""By the type of a field; what is not here is told from its value."""


def fact_elements(facts: Iterable[Fact], origin: str) -> list[Element]:
    """One element a fact; a fact that a template shows twice is told once. Paths get ``origin`` in front."""
    once = {fact.key: fact for fact in facts}
    return [_element(fact, origin) for fact in once.values()]


def _element(fact: Fact, origin: str) -> Element:
    """A value with a unit is a collection of the two: what a number means must not depend on a dictionary."""
    value: Any = fact.value
    if isinstance(value, dict):
        return by_language(fact.key, value)
    if isinstance(value, list):
        return _list(fact.key, value)
    if fact.kind == "file" and value.startswith("/"):
        value = origin + value
    data_type = DATA_TYPES.get(fact.kind)
    if fact.unit is None:
        return single(fact.key, value, data_type)
    return collection(fact.key, [single("value", value, data_type), single("unit", fact.unit)])


def _list(key: str, values: list[Any]) -> Element:
    if not all(isinstance(value, dict) for value in values):
        return several(key, [str(value) for value in values])
    groups = [[single(name, each, _row_type(each)) for name, each in row.items()] for row in values]
    return rows(key, groups)


def _row_type(value: str | float) -> str:
    """Shares are decimal numbers even where one is whole."""
    return "string" if isinstance(value, str) else "decimal"
