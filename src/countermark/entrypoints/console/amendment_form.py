"""The form that amends passports: fields chosen one by one, each with the input of its type."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from litestar import Request
from litestar.exceptions import NotFoundException

from countermark.entrypoints.console.attribute_inputs import HELP, AttributeForm, AttributeInput
from countermark.entrypoints.console.attribute_values import Languages, drawn, input_names, read
from countermark.entrypoints.console.passport_targets import target_of
from countermark.entrypoints.console.visits import Visit
from countermark.features.amendments.amendment import MOST_TARGETS, AmendmentKind
from countermark.features.amendments.get_amendment_policy import AmendmentPolicyRead
from countermark.features.amendments.preflight_passport_amendment import TargetPreflight
from countermark.features.fields.brand_schema import BrandSchema
from countermark.features.fields.field import Field, FieldType

LANGUAGES: Final = Languages("en", "en")


@dataclass(frozen=True)
class AmendmentForm:
    """What stands in the form: by which door, for which targets (``kind:id``), which fields, what they say instead."""

    kind: AmendmentKind
    targets: list[str]
    fields: list[Field]
    values: AttributeForm

    @property
    def inputs(self) -> list[AttributeInput]:
        """The fields as inputs."""
        return [AttributeInput(one, "", False, None, one.help or HELP.get(one.type), None) for one in self.fields]

    def changes(self, says: Mapping[str, Any]) -> list[dict[str, Any]]:
        """What was typed, as the operations take it; of a text in several languages the others stay as they are in
        ``says``. Notes what does not fit at its field."""
        changes = []
        for one in self.fields:
            try:
                value = read(one, self.values.typed, says.get(one.key), LANGUAGES)
            except ValueError as error:
                self.values.errors[one.key] = str(error)[:1].upper() + str(error)[1:]
            else:
                changes.append({"field_key": one.key, "value": value})
        return changes


def amendment_form(schema: BrandSchema, sent: Mapping[str, Sequence[str]]) -> AmendmentForm:
    """The form out of what was sent: ``kind``, ``target`` and ``field`` as often as there are, and the inputs."""
    targets = [text for text in sent.get("target", ()) if text]
    if not 1 <= len(targets) <= MOST_TARGETS:
        raise NotFoundException
    for text in targets:
        target_of(text)
    keys = dict.fromkeys(key for key in sent.get("field", ()) if key in schema.fields)
    fields = [schema.fields[key] for key in keys if schema.fields[key].type is not FieldType.FILE]
    kind = AmendmentKind.BREAK_GLASS if "break_glass" in sent.get("kind", ()) else AmendmentKind.CONTROLLED_UPDATE
    typed = {name: list(sent[name]) for one in fields for name in input_names(one) if name in sent}
    return AmendmentForm(kind, targets, fields, AttributeForm(typed))


def with_what_is_said(form: AmendmentForm, says: Mapping[str, Any]) -> AmendmentForm:
    """The form with what the fields say now in the inputs that nobody has typed into."""
    for one in form.fields:
        if not any(name in form.values.typed for name in input_names(one)):
            form.values.typed.update(drawn(one, says.get(one.key), LANGUAGES))
    return form


def says_now(preflights: Sequence[TargetPreflight]) -> dict[str, Any]:
    """What the fields of the first target say."""
    return {field.field_key: field.old_value for field in preflights[0].fields} if preflights else {}


def offered_fields(
    schema: BrandSchema, policy: AmendmentPolicyRead, form: AmendmentForm
) -> list[tuple[str, list[Field]]]:
    """The fields that may be added, under their headings."""
    chosen, eligible = {one.key for one in form.fields}, frozenset(policy.eligible_fields)
    offered = [
        one
        for one in schema.fields.values()
        if one.key not in chosen
        and one.type is not FieldType.FILE
        and (form.kind is AmendmentKind.BREAK_GLASS or one.key in eligible)
    ]
    groups = ((heading, [one for one in offered if one.section == key]) for key, heading in schema.sections.items())
    return [(heading, fields) for heading, fields in groups if fields]


def kinds_allowed(visit: Visit) -> list[tuple[str, str, str]]:
    """By which doors the person may come: value, name, explanation."""
    doors = (
        ("controlled_update", "Controlled update", "For published passports and the fields your brand allows."),
        ("break_glass", "Break-glass", "For emergencies: any field, revoked passports too, always with a reason code."),
    )
    return [door for door in doors if visit.may(f"passports.{door[0]}")]


async def everything_sent(request: Request[Any, Any, Any]) -> dict[str, list[str]]:
    """All values of a posted form by name."""
    data = await request.form()
    return {name: [each for each in data.getall(name) if isinstance(each, str)] for name in data}
