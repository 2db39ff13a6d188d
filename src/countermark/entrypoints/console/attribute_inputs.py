"""A product's attributes as a form: made from the schema of the brand, for the product as it is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec

from countermark.entrypoints.console.attribute_values import (
    Languages,
    Typed,
    drawn,
    input_names,
    is_changed,
    read,
    shown,
)
from countermark.features.fields.asked import Asked, asked_of, packs_of_product
from countermark.features.fields.brand_schema import CUSTOM, BrandSchema
from countermark.features.fields.catalogue import CORE
from countermark.features.fields.field import Field, FieldType, Level, Requirement
from countermark.features.products.product import Product

OTHER: Final = "other_attributes"
HELP: Final = {
    FieldType.TEXTS: "One on each line.",
    FieldType.LINK: "Begins with https:// or http://",
    FieldType.DATE_TIME: "In UTC.",
}


@dataclass
class AttributeForm:
    """What the inputs hold by name, and what is wrong by the key of the field. Nothing typed is lost on an error."""

    typed: dict[str, list[str]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class AttributeInput:
    """A field of the form. ``mark``: ``mint``, ``mandatory``, ``conditional`` or ``""``. ``problem`` is what is wrong
    with the value that is stored; ``source`` the text in the brand's language while another one is edited."""

    field: Field
    mark: str
    is_missing: bool
    problem: str | None
    help: str | None
    source: str | None


@dataclass(frozen=True)
class SectionInputs:
    """A headed group of inputs, and how many of what is asked for is missing there."""

    key: str
    heading: str
    inputs: list[AttributeInput]

    @property
    def missing(self) -> int:
        """How many inputs are asked for and empty."""
        return sum(one.is_missing for one in self.inputs)


def section_inputs(schema: BrandSchema, product: Product, languages: Languages) -> list[SectionInputs]:
    """The groups of the form, in the order of a passport page; when translating, only texts that have a source."""
    asked = asked_of(schema, product.attributes)
    problems = {
        problem.field: problem.message for problem in product.readiness_problems if problem.code != "FIELD_MISSING"
    }
    edited = [one for one in form_fields(schema, product.attributes, asked) if _is_edited(one, product, languages)]
    inputs = [_input(one, product, languages, asked, problems.get(one.key)) for one in edited]
    groups = (
        SectionInputs(key, heading, [one for one in inputs if one.field.section == key])
        for key, heading in schema.sections.items()
    )
    return [group for group in groups if group.inputs]


def form_fields(schema: BrandSchema, attributes: Mapping[str, Any], asked: Asked) -> list[Field]:
    """The fields of a product's model that concern it, and any other that it has a value of.

    Until a product is of a sector, the fields of all of the brand's are offered.
    """
    packs = packs_of_product(schema, attributes)
    shown_packs = packs if packs - {CORE, CUSTOM} else {*schema.packs, CUSTOM}
    return [
        one
        for key, one in schema.fields.items()
        if key in attributes or (one.level is Level.MODEL and one.pack in shown_packs and key not in asked.excluded)
    ]


def _is_edited(one: Field, product: Product, languages: Languages) -> bool:
    return not languages.translating or (one.type is FieldType.LOCALIZED_TEXT and one.key in product.attributes)


def _input(one: Field, product: Product, languages: Languages, asked: Asked, problem: str | None) -> AttributeInput:
    value = product.attributes.get(one.key)
    source = shown(one, value, Languages(languages.own, languages.own)) if languages.translating else None
    missing = one.key in product.missing_fields or (
        languages.translating and not (isinstance(value, dict) and value.get(languages.edited))
    )
    return AttributeInput(one, _mark(one, asked), missing, problem, one.help or HELP.get(one.type), source)


def _mark(one: Field, asked: Asked) -> str:
    if one.key in asked.mint:
        return "mint"
    if one.key in asked.mandatory:
        return "mandatory"
    return "conditional" if one.requirement is Requirement.CONDITIONAL else ""


def drawn_form(fields: Sequence[Field], attributes: Mapping[str, Any], languages: Languages) -> AttributeForm:
    """What the form holds at first."""
    form = AttributeForm({OTHER: [""]})
    for one in fields:
        form.typed |= drawn(one, attributes.get(one.key), languages)
    return form


def other_text(schema: BrandSchema, attributes: Mapping[str, Any]) -> str:
    """Attributes that are no fields of the schema, as they are edited."""
    other = {key: value for key, value in attributes.items() if key not in schema.fields}
    return msgspec.json.format(msgspec.json.encode(other), indent=2).decode() if other else ""


def changed_attributes(
    schema: BrandSchema, form: AttributeForm, stored: Mapping[str, Any], languages: Languages
) -> dict[str, Any]:
    """What the form changes, by key; ``None`` where a value was taken out. Notes errors in the form."""
    changes: dict[str, Any] = {}
    for key, one in schema.fields.items():
        if not any(name in form.typed for name in input_names(one)):
            continue
        if is_changed(one, form.typed, drawn(one, stored.get(key), languages)):
            try:
                changes[key] = read(one, form.typed, stored.get(key), languages)
            except ValueError as error:
                form.errors[key] = str(error)[:1].upper() + str(error)[1:]
    return changes | dict(_changed_others(schema, form, stored))


def _changed_others(schema: BrandSchema, form: AttributeForm, stored: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    before = other_text(schema, stored)
    text = "".join(form.typed.get(OTHER, [before])).replace("\r\n", "\n").strip()
    if text == before.strip():
        return
    try:
        given: Typed | Any = msgspec.json.decode(text or "{}", type=dict[str, Any])
    except msgspec.DecodeError:
        form.errors[OTHER] = 'Must be a JSON object, such as {"my.key": "value"}'
        return
    kept = {key: value for key, value in stored.items() if key not in schema.fields}
    for key in kept.keys() | given.keys():
        if given.get(key) != kept.get(key):
            yield key, given.get(key)
