"""A product's history, field by field, out of the rows of the audit log.

A row holds what changed as it was before and after: ``name`` by language, ``attributes`` by key,
``commercial_status``, ``archived_at``, and identifiers by their type. Rows of any operation are read, so that what bulk
updates and imports did to a product is in its history too.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from countermark.features.products.identifier import IdentifierType
from countermark.kit.records import Record


class ChangedPart(StrEnum):
    """What a change is about; with the field it names one value of a product."""

    NAME = "name"  # the field is a language
    COMMERCIAL_STATUS = "commercial_status"
    ATTRIBUTE = "attribute"  # the field is an attribute's key
    IDENTIFIER = "identifier"  # the field is sku, gtin, ean or upc
    ARCHIVED_AT = "archived_at"


RESTORABLE = frozenset({ChangedPart.NAME, ChangedPart.COMMERCIAL_STATUS, ChangedPart.ATTRIBUTE})
_GROUPS = {"name": ChangedPart.NAME, "attributes": ChangedPart.ATTRIBUTE, "identifiers": ChangedPart.IDENTIFIER}


class ValueChange(Record, frozen=True, kw_only=True):
    """One value before and after; ``null`` where there was none. ``can_restore``: its old value can be put back."""

    part: ChangedPart
    field: str
    old: Any
    new: Any
    can_restore: bool


def value_changes(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> list[ValueChange]:
    """What is different between the two sides of an audit row, in the order they tell it."""
    before, after = _values(old or {}), _values(new or {})
    return [
        ValueChange(
            part=part,
            field=field,
            old=before.get((part, field)),
            new=after.get((part, field)),
            can_restore=old is not None and part in RESTORABLE,
        )
        for part, field in {**before, **after}
        if before.get((part, field)) != after.get((part, field))
    ]


def _values(side: Mapping[str, Any]) -> dict[tuple[ChangedPart, str], Any]:
    return {(part, field): value for part, field, value in _told(side)}


def _told(side: Mapping[str, Any]) -> Iterator[tuple[ChangedPart, str, Any]]:
    for key, value in side.items():
        if key in _GROUPS and isinstance(value, Mapping):
            for field, member in value.items():
                yield _GROUPS[key], field, member
        elif key in (ChangedPart.COMMERCIAL_STATUS, ChangedPart.ARCHIVED_AT):
            yield ChangedPart(key), key, value
        elif key in set(IdentifierType):
            yield ChangedPart.IDENTIFIER, key, value
