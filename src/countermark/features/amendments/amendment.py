"""What amendments are made of: kinds, changes, and the rules for their values."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, Final

import msgspec

from countermark.db.sql import load_queries
from countermark.features.fields.brand_schema import BrandSchema
from countermark.features.fields.field import FieldType
from countermark.features.fields.values import canonical_value
from countermark.features.passports.passport_target import TargetReference
from countermark.kit.errors import InvalidInput
from countermark.kit.text import checked_text

queries = load_queries(__file__)
MOST_TARGETS: Final = 100
MOST_CHANGES: Final = 50
LONGEST_REASON: Final = 500


class AmendmentKind(StrEnum):
    """By which door. A controlled update is for published passports and eligible fields; break-glass is for when that
    is not enough, and always says by a code of the brand why."""

    CONTROLLED_UPDATE = "controlled_update"
    BREAK_GLASS = "break_glass"


class FieldChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One member of ``_changes``: the field says ``value`` instead; ``null`` lets it say nothing any more."""

    field_key: str
    value: Any


def checked_changes(schema: BrandSchema, changes: Sequence[FieldChange]) -> list[FieldChange]:
    """The changes with their values in the form in which they are kept.

    Raises:
        InvalidInput: none or more than 50; a field twice (``FIELD_TWICE``), that the brand's products do not have
            (``UNKNOWN_FIELD``), or that cannot be amended (``FIELD_NOT_ELIGIBLE``); a value that does not fit
            (``VALUE_DOES_NOT_FIT``).
    """
    if not 1 <= len(changes) <= MOST_CHANGES:
        raise InvalidInput("_changes", f"must hold 1 to {MOST_CHANGES} changes, not {len(changes)}")
    seen: set[str] = set()
    checked = []
    for place, change in enumerate(changes):
        argument = f"_changes[{place}]"
        if change.field_key in seen:
            raise InvalidInput(f"{argument}.field_key", f"{change.field_key} is there twice", code="FIELD_TWICE")
        seen.add(change.field_key)
        checked.append(FieldChange(field_key=change.field_key, value=_checked_value(schema, argument, change)))
    return checked


def _checked_value(schema: BrandSchema, argument: str, change: FieldChange) -> Any:
    field = schema.fields.get(change.field_key)
    if field is None:
        raise InvalidInput(
            f"{argument}.field_key",
            f"the brand's products have no field {change.field_key!r}",
            code="UNKNOWN_FIELD",
            hint="list_fields tells which there are",
        )
    if field.type is FieldType.FILE:
        raise InvalidInput(
            f"{argument}.field_key",
            f"{field.label} is a file, and files are frozen with the passport",
            code="FIELD_NOT_ELIGIBLE",
        )
    if change.value is None:
        return None
    try:
        return canonical_value(field, change.value)
    except ValueError as error:
        raise InvalidInput(f"{argument}.value", f"{field.label} {error}", code="VALUE_DOES_NOT_FIT") from None


def checked_targets(targets: Sequence[TargetReference]) -> list[TargetReference]:
    """The targets, each once, in the order in which they are locked.

    Raises:
        InvalidInput: none, or more than 100; one is there twice (``TARGET_TWICE``).
    """
    if not 1 <= len(targets) <= MOST_TARGETS:
        raise InvalidInput("_targets", f"must hold 1 to {MOST_TARGETS} targets, not {len(targets)}")
    if len({(target.kind, target.id) for target in targets}) < len(targets):
        raise InvalidInput("_targets", "one of them is there twice", code="TARGET_TWICE")
    return sorted(targets, key=lambda target: (target.kind, target.id))


def checked_amendment_reason(reason: str) -> str:
    """``reason`` trimmed, of 1 to 500 characters; raises InvalidInput otherwise."""
    return checked_text("_reason", reason, longest=LONGEST_REASON)
