"""Says in words what a value lacks that a type was expected of: where, what, and what would do."""

import re
from collections.abc import Iterator
from typing import Any, Final

import msgspec
from msgspec import inspect

from countermark.kit.errors import InvalidInput

MOST_NAMED: Final = 40
_STEP: Final = re.compile(r"\.([^.\[]+)|\[[^\]]*\]")
_MOMENT: Final = "such as 2026-01-15T12:00:00Z"


def wrong_value(error: msgspec.ValidationError, kind: Any, argument: str = "") -> InvalidInput:
    """The refusal of a value that is no ``kind``. ``argument`` is where the value stands, nothing for the whole body.

    Whatever it names is a part of the value: ``_definition.columns[0].fact``.
    """
    problem, _, path = str(error).partition(" - at `")
    path = path.rstrip("`").removeprefix("$")
    place = (argument + path).removeprefix(".")
    if not place and "field `" in problem:
        place = problem.split("`")[1]  # "Object contains unknown field `_x`"
    hint = _hint(problem, kind, path)
    return InvalidInput(place or "body", problem[:1].lower() + problem[1:], hint=hint)


def _hint(problem: str, kind: Any, path: str) -> str | None:
    if problem.startswith("Invalid RFC3339"):
        return _MOMENT
    if problem.startswith("Invalid enum value"):
        return _named("one of", [str(value) for each in _types_at(kind, path) for value in _values_of(each)])
    if "unknown field" in problem:
        return _named("there are", [name for each in _types_at(kind, path) for name in _names_of(each)])
    return None


def _named(beginning: str, names: list[str]) -> str | None:
    return f"{beginning} {', '.join(names)}" if 0 < len(names) <= MOST_NAMED else None


def _types_at(kind: Any, path: str) -> list[inspect.Type]:
    """What may stand at a path like ``.columns[0].fact``."""
    types = [*_alternatives(inspect.type_info(kind))]
    for name in _STEP.findall(path):
        types = [inner for each in types for child in _children(each, name) for inner in _alternatives(child)]
    return types


def _alternatives(each: inspect.Type) -> Iterator[inspect.Type]:
    if isinstance(each, inspect.UnionType):
        for inner in each.types:
            yield from _alternatives(inner)
    else:
        yield each


def _children(each: inspect.Type, name: str) -> Iterator[inspect.Type]:
    if isinstance(each, inspect.StructType):
        yield from (field.type for field in each.fields if field.encode_name == name)
    elif isinstance(each, inspect.ListType | inspect.VarTupleType | inspect.SetType | inspect.FrozenSetType):
        yield each.item_type
    elif isinstance(each, inspect.DictType):
        yield each.value_type


def _values_of(each: inspect.Type) -> list[Any]:
    if isinstance(each, inspect.EnumType):
        return [member.value for member in each.cls]
    return list(each.values) if isinstance(each, inspect.LiteralType) else []


def _names_of(each: inspect.Type) -> list[str]:
    return [field.encode_name for field in each.fields] if isinstance(each, inspect.StructType) else []
