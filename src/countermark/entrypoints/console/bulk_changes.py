"""The changes of a bulk update as a form and in words: which parts get which values."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from countermark.entrypoints.console.grid_columns import Column, column_of, patch_of
from countermark.features.fields.brand_schema import BrandSchema
from countermark.features.fields.field import FieldType

KEY = re.compile(r"[a-z_]+(\.[a-z0-9_]+)+")
VALUE = "value:"
CLEAR = "clear:"


@dataclass
class Changes:
    """What was chosen so far: columns, the text typed for each, those to be cleared, and what is wrong with a text."""

    columns: list[Column]
    texts: dict[str, str]
    cleared: set[str]
    errors: dict[str, str] = field(default_factory=dict)

    def patch(self) -> dict[str, Any]:
        """The patch for every product; notes errors at their parts."""
        self.errors = {}
        values: dict[str, Any] = {}
        for column in self.columns:
            try:
                values[column.key] = self._value(column)
            except ValueError as error:
                self.errors[column.key] = str(error)
        return {} if self.errors else patch_of({column.key: column for column in self.columns}, values)

    def _value(self, column: Column) -> Any:
        if column.key in self.cleared:
            return None
        if not self.texts.get(column.key, "").strip():
            raise ValueError("Give a value, or choose to clear it")
        return column.read(self.texts[column.key])

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The changes as they stand in an address."""
        found: list[tuple[str, str]] = []
        for column in self.columns:
            found.append(("part", column.key))
            if column.key in self.cleared:
                found.append((f"{CLEAR}{column.key}", "1"))
            elif text := self.texts.get(column.key):
                found.append((f"{VALUE}{column.key}", text))
        return found


def changes_in(pairs: Sequence[tuple[str, str]], schema: BrandSchema, own: str) -> Changes:
    """The changes that an address names. ``add`` with ``add_language`` is a part that was chosen just now."""
    given = dict(pairs)
    keys = [text for name, text in pairs if name == "part"]
    if given.get("add"):
        keys.append(part_key(schema, given["add"], given.get("add_language") or own))
    keys = [key for key in dict.fromkeys(keys) if key != given.get("remove")]
    columns = [column for key in keys if (column := column_of(schema, key)) is not None]
    texts = {name.removeprefix(VALUE): text for name, text in pairs if name.startswith(VALUE)}
    cleared = {name.removeprefix(CLEAR) for name, text in pairs if name.startswith(CLEAR) and text}
    return Changes(columns, texts, cleared)


def part_key(schema: BrandSchema, base: str, language: str) -> str:
    """The key of a part, with the language if its texts have one."""
    known = schema.fields.get(base)
    by_language = base == "name" or (known is not None and known.type is FieldType.LOCALIZED_TEXT)
    return f"{base}:{language}" if by_language else base


def told_values(schema: BrandSchema, patch: Mapping[str, Any] | None) -> list[tuple[str, str]]:
    """The values in a patch in words: label and text, an empty one for what is taken out."""
    return [(label, text) for label, text in _told(schema, patch or {})]


def _told(schema: BrandSchema, patch: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for language, text in (patch.get("name") or {}).items():
        yield _line(schema, f"name:{language}", text)
    if patch.get("commercial_status"):
        yield _line(schema, "commercial_status", patch["commercial_status"])
    for key, value in (patch.get("attributes") or {}).items():
        if isinstance(value, dict) and column_of(schema, key) is None:
            for language, text in value.items():
                yield _line(schema, f"{key}:{language}", text)
        else:
            yield _line(schema, key, value)
    for key, texts in (patch.get("texts") or {}).items():
        for language, text in texts.items():
            yield _line(schema, f"{key}:{language}", text)


def _line(schema: BrandSchema, key: str, value: Any) -> tuple[str, str]:
    column = column_of(schema, key) or column_of(schema, key.partition(":")[0])
    if column is None:
        known = schema.fields.get(key.partition(":")[0])
        return (known.label if known else key), "" if value is None else str(value)
    unit = f" {column.unit}" if column.unit and value is not None else ""
    return column.label, column.shown(value) + unit


def told_message(schema: BrandSchema, message: str | None) -> str:
    """What an operation said of an item, with labels in place of keys."""
    said = KEY.sub(lambda key: schema.fields[key[0]].label if key[0] in schema.fields else key[0], message or "")
    return said[:1].upper() + said[1:]


def told_differences(
    schema: BrandSchema, old: Mapping[str, Any] | None, new: Mapping[str, Any] | None
) -> list[tuple[str, str, str]]:
    """Label, old text and new text of what two patches differ in, in words."""
    was, now = dict(told_values(schema, old)), dict(told_values(schema, new))
    labels = dict.fromkeys([*was, *now])
    return [(label, was.get(label, ""), now.get(label, "")) for label in labels if was.get(label) != now.get(label)]
