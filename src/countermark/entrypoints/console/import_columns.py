"""The table in which people say what the columns of a file mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from countermark.db.transaction import Actor, ActorKind, brand_transaction
from countermark.entrypoints.console.visits import Visit
from countermark.features.accounts.access import access_brand
from countermark.features.accounts.permissions import Permission
from countermark.features.fields.brand_schema import BrandSchema, brand_schema
from countermark.features.imports.import_job import ImportJob
from countermark.features.imports.mapping import LOCALIZED, NAME, NUMBERS, OWN_TARGETS, ColumnMapping

SAMPLES_SHOWN = 3


@dataclass(frozen=True)
class Target:
    """What a column can be. ``kind`` says which of the other boxes matters: ``text``, ``number`` or none."""

    value: str
    label: str
    kind: str


@dataclass(frozen=True)
class ColumnRow:
    """A column with its first values, what it means now, and whether that is locked."""

    column: str
    samples: list[str]
    line: ColumnMapping | None
    locked: bool


async def schema_of_visit(visit: Visit) -> BrandSchema:
    """The fields that the brand's products have."""
    services = visit.person.services
    actor = Actor(ActorKind.USER, visit.person.caller.user_id)
    async with brand_transaction(services.pool, visit.brand.brand_id, actor, b"") as tx:
        return await brand_schema(await access_brand(tx, visit.person.caller, Permission.IMPORTS_READ))


def target_groups(schema: BrandSchema) -> list[tuple[str, list[Target]]]:
    """Everything a column can be, under headings."""
    own = [Target(value, label, "text" if value == NAME else "") for value, label in OWN_TARGETS.items()]
    groups = [("Product", own)]
    for key, heading in schema.sections.items():
        fields = [field for field in schema.fields.values() if field.section == key]
        if fields:
            groups.append((heading, [Target(field.key, _label(field), _kind(field)) for field in fields]))
    return groups


def _label(field: Any) -> str:
    return f"{field.label} ({field.unit})" if field.unit else str(field.label)


def _kind(field: Any) -> str:
    if field.type in LOCALIZED:
        return "text"
    return "number" if field.type in NUMBERS else ""


def column_rows(job: ImportJob) -> list[ColumnRow]:
    """The lines of the table, in the order of the file."""
    lines = {line.column: line for line in job.mapping}
    locked = set(job.options.locked_fields)
    rows = []
    for place, column in enumerate(job.columns):
        line = lines.get(column)
        samples = [row[place] for row in job.sample if place < len(row) and row[place].strip()]
        rows.append(ColumnRow(column, samples[:SAMPLES_SHOWN], line, line is not None and line.target in locked))
    return rows


def mapping_of_form(columns: list[str], sent: Mapping[str, Any]) -> tuple[list[dict[str, Any]], list[str]]:
    """The mapping and the locked targets in a posted table."""
    mapping: list[dict[str, Any]] = []
    locked: list[str] = []
    for place, column in enumerate(columns):
        target = _text(sent, f"target-{place}")
        if not target:
            continue
        line = {"column": column, "target": target}
        line |= {name: text for name in ("locale", "unit") if (text := _text(sent, f"{name}-{place}"))}
        mapping.append(line)
        if _text(sent, f"lock-{place}"):
            locked.append(target)
    return mapping, list(dict.fromkeys(locked))


def _text(sent: Mapping[str, Any], name: str) -> str:
    value = sent.get(name, "")
    return value.strip() if isinstance(value, str) else ""
