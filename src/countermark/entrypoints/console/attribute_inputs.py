"""A product's attributes as a form: one input for each known field, texts in one language at a time.

An input that comes back as it was drawn changes nothing, so a value that does not fit its field survives a form that
could not show it properly.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from countermark.entrypoints.console.forms import Form
from countermark.features.products.fields import FIELDS, SECTIONS, Field, Kind
from countermark.features.products.readiness import REQUIRED_FIELDS

OTHER = "other_attributes"
SHARE = re.compile(r"(?P<name>.+?)\s*[:=\s]\s*(?P<share>[0-9]+([.,][0-9]+)?)\s*%?")
HELP = {
    Kind.TEXTS: "One on each line.",
    Kind.SHARES: "One on each line with its percentage, such as “Polyester: 80”.",
    Kind.LINK: "Begins with https:// or http://",
}


@dataclass(frozen=True)
class AttributeInput:
    """An input. ``source`` is the text in the brand's language while another language is edited."""

    field: Field
    required: bool
    help: str | None
    source: str | None


@dataclass(frozen=True)
class SectionInputs:
    """A headed group of inputs; open when there is something in it or something is needed."""

    key: str
    heading: str
    inputs: list[AttributeInput]
    open: bool


@dataclass(frozen=True)
class Languages:
    """The language being edited and the brand's own, in which plain texts are."""

    edited: str
    own: str

    @property
    def translating(self) -> bool:
        """Whether only texts can be edited, beside their source."""
        return self.edited != self.own


def section_inputs(attributes: Mapping[str, Any], languages: Languages) -> list[SectionInputs]:
    """The groups of a form, in the order of a passport page; when translating, only texts that have a source."""
    groups = []
    for key, heading in SECTIONS.items():
        fields = [
            field for field in FIELDS.values() if field.section == key and _is_edited(field, attributes, languages)
        ]
        inputs = [_input(field, attributes, languages) for field in fields]
        wanted = any(field.key in attributes or field.key in REQUIRED_FIELDS for field in fields)
        if inputs:
            groups.append(SectionInputs(key, heading, inputs, wanted))
    return groups


def _is_edited(field: Field, attributes: Mapping[str, Any], languages: Languages) -> bool:
    return not languages.translating or (field.kind is Kind.TEXT and field.key in attributes)


def _input(field: Field, attributes: Mapping[str, Any], languages: Languages) -> AttributeInput:
    own = Languages(languages.own, languages.own)
    source = shown(field, attributes.get(field.key), own) if languages.translating else None
    required = field.key in REQUIRED_FIELDS and not languages.translating
    return AttributeInput(field, required, HELP.get(field.kind), source)


def shown_attributes(attributes: Mapping[str, Any], languages: Languages) -> dict[str, str]:
    """What the inputs of a form hold at first, by name."""
    texts = {key: shown(field, attributes.get(key), languages) for key, field in FIELDS.items()}
    other = {key: value for key, value in attributes.items() if key not in FIELDS}
    return texts | {OTHER: msgspec.json.format(msgspec.json.encode(other), indent=2).decode() if other else ""}


def shown(field: Field, value: Any, languages: Languages) -> str:
    """A value as the text of its input; one that does not fit its field as JSON."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return str(value.get(languages.edited, ""))
    if isinstance(value, str):
        return "" if field.kind is Kind.TEXT and languages.translating else value
    if isinstance(value, list) and field.kind in (Kind.TEXTS, Kind.SHARES):
        return "\n".join(_shown_member(member) for member in value)
    return msgspec.json.encode(value).decode()


def _shown_member(member: Any) -> str:
    if isinstance(member, dict) and set(member) == {"name", "share"}:
        return f"{member['name']}: {member['share']}"
    return member if isinstance(member, str) else msgspec.json.encode(member).decode()


def changed_attributes(form: Form, stored: Mapping[str, Any], languages: Languages) -> dict[str, Any]:
    """What the form changes, by key; ``None`` where a value was taken out. Notes errors in the form."""
    before = shown_attributes(stored, languages)
    changes: dict[str, Any] = {}
    for key, field in FIELDS.items():
        text = _plain(form.values.get(key, before[key]))
        if text != _plain(before[key]):
            try:
                changes[key] = _read(field, text, stored.get(key), languages)
            except ValueError as error:
                form.errors[key] = str(error)
    return changes | dict(_changed_others(form, stored, before[OTHER]))


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _read(field: Field, text: str, stored: Any, languages: Languages) -> Any:
    if field.kind is Kind.TEXT:
        return _with_text(stored, text, languages)
    if not text:
        return None
    if field.kind is Kind.NUMBER:
        return read_number(text)
    if field.kind is Kind.TEXTS:
        return [line.strip() for line in text.split("\n") if line.strip()]
    if field.kind is Kind.SHARES:
        return [_read_share(line.strip()) for line in text.split("\n") if line.strip()]
    return text


def _with_text(stored: Any, text: str, languages: Languages) -> Any:
    if not isinstance(stored, dict):
        if not languages.translating:
            return text or None
        stored = {languages.own: stored} if stored else {}
    texts = {language: value for language, value in {**stored, languages.edited: text}.items() if value}
    return texts or None


def read_number(text: str) -> int | float:
    """A number with a point or a comma before its decimals.

    Raises:
        ValueError: something else, said in words for a person.
    """
    if not re.fullmatch(r"[+-]?[0-9]{1,15}([.,][0-9]{1,9})?", text):
        raise ValueError("Must be a number, such as 36 or 36.5")
    number = float(text.replace(",", "."))
    return int(number) if number.is_integer() else number


def _read_share(line: str) -> dict[str, Any]:
    match = SHARE.fullmatch(line)
    if match is None:
        raise ValueError(f"“{line}” needs a name and a percentage, such as “Polyester: 80”")
    return {"name": match["name"].rstrip(":= "), "share": read_number(match["share"])}


def _changed_others(form: Form, stored: Mapping[str, Any], before: str) -> Iterator[tuple[str, Any]]:
    text = _plain(form.values.get(OTHER, before))
    if text == _plain(before):
        return
    try:
        given = msgspec.json.decode(text or "{}", type=dict[str, Any])
    except msgspec.DecodeError:
        form.errors[OTHER] = 'Must be a JSON object, such as {"my.key": "value"}'
        return
    kept = {key: value for key, value in stored.items() if key not in FIELDS}
    for key in kept.keys() | given.keys():
        if given.get(key) != kept.get(key):
            yield key, given.get(key)
