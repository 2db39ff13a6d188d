"""A product's attributes as a form: one input for each known field, texts in one language at a time.

An input that comes back as it was drawn changes nothing, so a value that does not fit its field survives a form that
could not show it properly.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from countermark.entrypoints.console.forms import Form
from countermark.features.fields.brand_schema import BrandSchema
from countermark.features.fields.field import Field, FieldType, Requirement
from countermark.features.fields.text_values import text_of_value, value_from_text

OTHER = "other_attributes"
IN_LINES = (FieldType.TEXTS, FieldType.MATERIALS)
HELP = {
    FieldType.TEXTS: "One on each line.",
    FieldType.MATERIALS: "One on each line with its percentage, such as “Polyester: 80”; 100 in total.",
    FieldType.LINK: "Begins with https:// or http://",
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


def section_inputs(schema: BrandSchema, attributes: Mapping[str, Any], languages: Languages) -> list[SectionInputs]:
    """The groups of a form, in the order of a passport page; when translating, only texts that have a source."""
    groups = []
    for key, heading in schema.sections.items():
        in_section = schema.fields_by_section.get(key, [])
        fields = [field for field in in_section if _is_edited(field, attributes, languages)]
        inputs = [_input(field, attributes, languages) for field in fields]
        wanted = any(field.key in attributes or field.requirement is Requirement.MINT for field in fields)
        if inputs:
            groups.append(SectionInputs(key, heading, inputs, wanted))
    return groups


def _is_edited(field: Field, attributes: Mapping[str, Any], languages: Languages) -> bool:
    return not languages.translating or (field.type is FieldType.LOCALIZED_TEXT and field.key in attributes)


def _input(field: Field, attributes: Mapping[str, Any], languages: Languages) -> AttributeInput:
    own = Languages(languages.own, languages.own)
    source = shown(field, attributes.get(field.key), own) if languages.translating else None
    required = field.requirement is Requirement.MINT and not languages.translating
    return AttributeInput(field, required, field.help or HELP.get(field.type), source)


def shown_attributes(schema: BrandSchema, attributes: Mapping[str, Any], languages: Languages) -> dict[str, str]:
    """What the inputs of a form hold at first, by name."""
    texts = {key: shown(field, attributes.get(key), languages) for key, field in schema.fields.items()}
    other = {key: value for key, value in attributes.items() if key not in schema.fields}
    return texts | {OTHER: msgspec.json.format(msgspec.json.encode(other), indent=2).decode() if other else ""}


def shown(field: Field, value: Any, languages: Languages) -> str:
    """A value as the text of its input; one that does not fit its field as JSON."""
    if isinstance(value, str) and (field.type is FieldType.CHOICE or languages.translating):
        return "" if languages.translating else value
    text = text_of_value(field, value, languages.edited)
    return text.replace("; ", "\n") if field.type in IN_LINES and not text.startswith("[") else text


def changed_attributes(
    schema: BrandSchema, form: Form, stored: Mapping[str, Any], languages: Languages
) -> dict[str, Any]:
    """What the form changes, by key; ``None`` where a value was taken out. Notes errors in the form."""
    before = shown_attributes(schema, stored, languages)
    changes: dict[str, Any] = {}
    for key, field in schema.fields.items():
        text = _plain(form.values.get(key, before[key]))
        if text != _plain(before[key]):
            try:
                changes[key] = _read(field, text, stored.get(key), languages)
            except ValueError as error:
                form.errors[key] = str(error)[:1].upper() + str(error)[1:]
    return changes | dict(_changed_others(schema, form, stored, before[OTHER]))


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _read(field: Field, text: str, stored: Any, languages: Languages) -> Any:
    if field.type is FieldType.LOCALIZED_TEXT:
        return _with_text(stored, text, languages)
    return value_from_text(field, text, languages.edited) if text else None


def _with_text(stored: Any, text: str, languages: Languages) -> Any:
    if not isinstance(stored, dict):
        if not languages.translating:
            return text or None
        stored = {languages.own: stored} if stored else {}
    texts = {language: value for language, value in {**stored, languages.edited: text}.items() if value}
    return texts or None


def _changed_others(
    schema: BrandSchema, form: Form, stored: Mapping[str, Any], before: str
) -> Iterator[tuple[str, Any]]:
    text = _plain(form.values.get(OTHER, before))
    if text == _plain(before):
        return
    try:
        given = msgspec.json.decode(text or "{}", type=dict[str, Any])
    except msgspec.DecodeError:
        form.errors[OTHER] = 'Must be a JSON object, such as {"my.key": "value"}'
        return
    kept = {key: value for key, value in stored.items() if key not in schema.fields}
    for key in kept.keys() | given.keys():
        if given.get(key) != kept.get(key):
            yield key, given.get(key)
