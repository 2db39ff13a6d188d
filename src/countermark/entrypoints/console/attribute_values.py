"""A value as the inputs that hold it, and back. An input that comes back as it was drawn changes nothing, so a value
that does not fit its field survives a form that could not show it properly.

Most fields have one input under their key. A number may have its unit under ``<key>~unit``, a list of materials has its
rows under ``<key>~name`` and ``<key>~share``, and a file may be a link under ``<key>~link`` or be uploaded under
``<key>~upload``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from countermark.features.fields.field import Field, FieldType
from countermark.features.fields.text_values import text_of_value, value_from_text
from countermark.features.fields.values import LINK, canonical_value

Typed = Mapping[str, Sequence[str]]
NUMBERS: Final = (FieldType.NUMBER, FieldType.INTEGER)
UNIT, NAME, SHARE, AS_LINK, AS_UPLOAD = "~unit", "~name", "~share", "~link", "~upload"


@dataclass(frozen=True)
class Languages:
    """The language being edited and the brand's own, in which plain texts are."""

    edited: str
    own: str

    @property
    def translating(self) -> bool:
        """Whether only texts can be edited, beside their source."""
        return self.edited != self.own


def offered_units(field: Field) -> list[str]:
    """The units to choose from, the one it is kept in first; spellings of one unit are offered once."""
    if field.unit is None:
        return []
    by_factor = {factor: name for name, factor in reversed(field.units.items())}
    return [field.unit, *(name for factor, name in reversed(by_factor.items()) if factor != 1)]


def input_names(field: Field) -> list[str]:
    """The inputs of a field."""
    if field.type in NUMBERS and len(offered_units(field)) > 1:
        return [field.key, field.key + UNIT]
    if field.type is FieldType.MATERIALS:
        return [field.key + NAME, field.key + SHARE]
    return [field.key, field.key + AS_LINK] if field.type is FieldType.FILE else [field.key]


def drawn(field: Field, value: Any, languages: Languages) -> dict[str, list[str]]:
    """What the inputs of a field hold at first."""
    if field.type is FieldType.MATERIALS:
        rows = value if fits_rows(value) else []
        return {
            field.key + NAME: [row["name"] for row in rows],
            field.key + SHARE: [text_of_number(row["share"]) for row in rows],
        }
    if field.type is FieldType.FILE:
        text = value if isinstance(value, str) else ""
        is_link = LINK.fullmatch(text) is not None
        return {field.key: [""] if is_link else [text], field.key + AS_LINK: [text] if is_link else [""]}
    inputs = {field.key: [shown(field, value, languages)]}
    if len(input_names(field)) > 1:
        inputs[field.key + UNIT] = [field.unit or ""]
    return inputs


def fits_rows(value: Any) -> bool:
    """Whether a value can be shown as rows of materials."""
    return isinstance(value, list) and all(
        isinstance(row, dict)
        and set(row) == {"name", "share"}
        and isinstance(row["name"], str)
        and isinstance(row["share"], int | float)
        for row in value
    )


def text_of_number(value: float) -> str:
    """A number as it is typed."""
    return msgspec.json.encode(value).decode()


def shown(field: Field, value: Any, languages: Languages) -> str:
    """A value as the text of its one input; one that does not fit its field as JSON."""
    if field.type is FieldType.LOCALIZED_TEXT and isinstance(value, str):
        return "" if languages.translating else value
    if field.type is FieldType.CHOICE and isinstance(value, str):
        return value
    if field.type is FieldType.TEXTS and isinstance(value, list) and all(isinstance(each, str) for each in value):
        return "\n".join(value)
    if field.type is FieldType.DATE_TIME and isinstance(value, str):
        return value.removesuffix("Z")
    return text_of_value(field, value, languages.edited)


def is_changed(field: Field, typed: Typed, before: Typed) -> bool:
    """Whether what was sent is something else than what was drawn. What was not sent at all is not changed."""
    return any(name in typed and _plain(typed[name]) != _plain(before[name]) for name in input_names(field))


def _plain(texts: Sequence[str]) -> list[str]:
    trimmed = [text.replace("\r\n", "\n").strip() for text in texts]
    while trimmed and not trimmed[-1]:  # rows that were left empty
        trimmed.pop()
    return trimmed


def read(field: Field, typed: Typed, stored: Any, languages: Languages) -> Any:
    """The value in the inputs of a field; ``None`` when they were emptied.

    Raises:
        ValueError: it does not fit the field; says what would.
    """
    if field.type is FieldType.MATERIALS:
        return _materials(field, typed)
    text = _one(typed, field.key)
    if field.type is FieldType.LOCALIZED_TEXT:
        return _with_text(stored, text, languages)
    if field.type is FieldType.FILE:
        text = _one(typed, field.key + AS_LINK) or text
        return canonical_value(field, text) if text else None
    if not text:
        return None
    if field.type is FieldType.TEXTS:
        return canonical_value(field, [line.strip() for line in text.split("\n") if line.strip()])
    if field.type is FieldType.DATE_TIME:
        return canonical_value(field, text if text.endswith("Z") else f"{text}Z")
    if field.type in NUMBERS and field.key + UNIT in typed:
        text = f"{text} {_one(typed, field.key + UNIT)}"
    return value_from_text(field, text, languages.edited)


def _one(typed: Typed, name: str) -> str:
    return "".join(_plain(typed.get(name, ())[:1]))


def _materials(field: Field, typed: Typed) -> Any:
    names, shares = (typed.get(field.key + part, ()) for part in (NAME, SHARE))
    rows = [(name.strip(), share.strip()) for name, share in zip(names, shares, strict=False)]
    filled = [(name, share) for name, share in rows if name or share]
    for name, share in filled:
        if not name or not share:
            raise ValueError(f"needs a name and a percentage in each row; one has only “{name or share}”")
    return value_from_text(field, "\n".join(f"{name}: {share}" for name, share in filled), "en") if filled else None


def _with_text(stored: Any, text: str, languages: Languages) -> Any:
    if not isinstance(stored, dict):
        if not languages.translating:
            return text or None
        stored = {languages.own: stored} if stored else {}
    texts = {language: value for language, value in {**stored, languages.edited: text}.items() if value}
    return texts or None
