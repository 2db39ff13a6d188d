"""The sections of a page, from a snapshot: public fields under their headings, in the order of the template it carries,
or else of the schema it names.

A snapshot is read by the schema it was frozen with, whatever the brand's is now. A key outside that schema is in the
snapshot and on no page, and so is a field that is not for everybody (Regulation (EU) 2023/1542, Annex XIII, points 2 to
4), or a value that does not fit its field.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

import msgspec

from countermark.features.fields.brand_schema import BrandSchema, schema_of
from countermark.features.fields.field import AccessTier, Field, FieldType
from countermark.features.fields.locales import is_localized, is_text
from countermark.features.fields.values import value_problem
from countermark.features.passports.amended import Amended
from countermark.features.passports.passport_page import Fact, FactAmended, Section

BEFORE_SCHEMAS_WERE_NAMED: Final = {"version": "1", "packs": ["battery", "textile", "electronics"], "custom_fields": []}


NOTHING_AMENDED: Final[Mapping[str, Amended]] = {}


def sections_of(
    content: Mapping[str, Any], granularity: str | None = None, amended: Mapping[str, Amended] = NOTHING_AMENDED
) -> list[Section]:
    """The sections there are for a passport of this granularity (EN 18223); ``None`` is for any.

    What a batch says of itself stands before what its model says, and what was amended before both.
    """
    of_batch = (content["batch"] or {}).get("attributes", {})
    schema = _schema(content.get("schema", BEFORE_SCHEMAS_WERE_NAMED))
    fits = _fits if "schema" in content else _fitted_before
    attributes = _with_amended(content["product"]["attributes"] | of_batch, amended)
    public = (field for field in schema.fields.values() if field.access is AccessTier.PUBLIC)
    shown = [field for field in public if field.key in attributes and fits(field, attributes[field.key])]
    made = {
        field.key: _fact(
            field,
            attributes[field.key],
            "batch" if field.key in of_batch else str(field.level),
            amended[field.key].at if field.key in amended else None,
        )
        for field in shown
    }
    if "template" in content:
        return _by_template(content["template"]["sections"], made, granularity)
    facts: dict[str, list[Fact]] = {}
    for field in shown:
        facts.setdefault(field.section, []).append(made[field.key])
    return [
        Section(key=key, heading=heading, facts=facts[key]) for key, heading in schema.sections.items() if key in facts
    ]


def amended_facts(content: Mapping[str, Any], amended: Mapping[str, Amended]) -> list[FactAmended]:
    """What of a public fact was amended, the latest first."""
    fields = _schema(content.get("schema", BEFORE_SCHEMAS_WERE_NAMED)).fields
    public = [(fields[key], change) for key, change in amended.items() if key in fields]
    return [
        FactAmended(
            key=field.key,
            label=field.label,
            labels=field.labels,
            amended_at=change.at,
            is_removed=change.value is None,
        )
        for field, change in sorted(public, key=lambda pair: pair[1].at, reverse=True)
        if field.access is AccessTier.PUBLIC
    ]


def _with_amended(attributes: Mapping[str, Any], amended: Mapping[str, Amended]) -> dict[str, Any]:
    values = dict(attributes) | {key: change.value for key, change in amended.items()}
    return {key: value for key, value in values.items() if value is not None}


def _by_template(
    sections: Iterable[Mapping[str, Any]], facts: Mapping[str, Fact], granularity: str | None
) -> list[Section]:
    """What the template names, as it names it. A section without facts stays if it is to show always."""
    found = []
    for section in sections:
        only = section["granularities"]
        shown = [facts[key] for key in section["fields"] if key in facts]
        if (only and granularity and granularity not in only) or not (shown or section["visible"] == "always"):
            continue
        texts = {name: section[name] for name in ("key", "intro", "markets")}
        headings = section["heading"]
        heading = headings.get("en") or next(iter(headings.values()))
        found.append(Section(heading=heading, headings=headings, facts=shown, **texts))
    return found


def _schema(named: Mapping[str, Any]) -> BrandSchema:
    custom = msgspec.convert(named["custom_fields"], list[Field])
    return schema_of(named["packs"], named["version"], custom)


def _fits(field: Field, value: Any) -> bool:
    return value_problem(field, value) is None


def _fitted_before(field: Field, value: Any) -> bool:
    """Whether the value fitted when fields were fewer and kinder: it was published, so it stays on its page."""
    kinder = (
        (field.type is FieldType.TEXT and is_localized(value))
        or (field.type is FieldType.CHOICE and is_text(value))
        or (field.type is FieldType.MATERIALS and _are_materials(value))
    )
    return kinder or _fits(field, value)


def _are_materials(value: Any) -> bool:
    rows = value if isinstance(value, list) else []
    whole = [row for row in rows if isinstance(row, dict) and set(row) == {"name", "share"} and is_text(row["name"])]
    return bool(rows) and len(whole) == len(rows) and all(isinstance(row["share"], int | float) for row in whole)


def _fact(field: Field, value: Any, level: str, amended_at: datetime | None) -> Fact:
    return Fact(
        key=field.key,
        label=field.label,
        labels=field.labels,
        value=field.choices.get(value, value) if field.type is FieldType.CHOICE else value,
        unit=field.unit,
        level=level,
        kind=str(field.type),
        amended_at=amended_at,
    )
