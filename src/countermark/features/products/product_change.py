"""One change of one product among many: what is wanted, what comes of it, and why not. Pure; nothing is stored here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType, structs

from countermark.features.fields.brand_schema import BrandSchema
from countermark.features.products.attributes import (
    ValidationWarning,
    attribute_warnings,
    canonical_attributes,
    merged_attributes,
)
from countermark.features.products.product import not_live
from countermark.features.products.update_product import ProductPatch, merged_product, refuse_identifiers
from countermark.kit.errors import InvalidInput, OperationError
from countermark.kit.wrong_value import wrong_value

FIELDS = ("name", "commercial_status", "attributes")


class BulkPatch(ProductPatch, frozen=True, kw_only=True):
    """A patch as of ``update_product``, and ``texts``: ``{"<key>": {"de": "..."}}`` changes an attribute's text in the
    languages named and leaves the others; ``null`` removes a language, and the attribute with its last one."""

    texts: dict[str, dict[str, str | None]] | UnsetType = UNSET


class ChangeStatus(StrEnum):
    """What came of it. A conflict is a product that is no longer as the change expected it."""

    UPDATED = "updated"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Wish:
    """A change somebody wants. It is a conflict when the product is not as in ``expected`` (a patch that would change
    nothing), or was changed after ``unchanged_since``."""

    product_id: UUID
    patch: BulkPatch
    expected: BulkPatch | None = None
    unchanged_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a wish. ``old`` and ``new`` hold only what changed, each in the form of a patch."""

    product_id: UUID
    status: ChangeStatus
    error_code: str | None = None
    error_message: str | None = None
    warnings: list[ValidationWarning] = field(default_factory=list)
    old: Mapping[str, Any] = field(default_factory=dict)
    new: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] | None = None


def read_patch(argument: str, value: Any) -> BulkPatch:
    """The patch in a JSON value.

    Raises:
        InvalidInput: no object, an unknown key, a value of the wrong type, or an identifier (``IDENTIFIER_IN_PATCH``).
    """
    try:
        patch = msgspec.convert(value, BulkPatch)
    except msgspec.ValidationError as error:
        raise wrong_value(error, BulkPatch, argument) from None
    refuse_identifiers(patch)
    return patch


def refusal(product_id: UUID, error: OperationError) -> Outcome:
    """The outcome of a wish that an error stands against, without the argument's name where it says nothing."""
    said = error.details.removeprefix("_patch.").removeprefix("_product_id: ").removeprefix("_patch: ")
    return Outcome(product_id, ChangeStatus.ERROR, error.code, said if error.hint is None else f"{said}; {error.hint}")


def outcome_of(schema: BrandSchema, row: Mapping[str, Any] | None, wish: Wish, brand_locale: str) -> Outcome:
    """What comes of the wish for the product in ``row`` (``None``: there is none); never raises for what was wished."""
    try:
        if row is None or row["archived_at"] is not None:
            raise not_live(row)
        after = patched(schema, row, wish.patch, brand_locale)
    except OperationError as error:
        return refusal(wish.product_id, error)
    old, new = differences(row, after)
    given = _given(wish.patch, after)
    warnings = [each for each in attribute_warnings(schema, after["attributes"]) if each.field in given]
    if not new:
        return Outcome(wish.product_id, ChangeStatus.UNCHANGED, warnings=warnings)
    if problem := _conflict(schema, row, wish, brand_locale):
        return Outcome(wish.product_id, ChangeStatus.CONFLICT, "CHANGED_MEANWHILE", problem)
    return Outcome(wish.product_id, ChangeStatus.UPDATED, warnings=warnings, old=old, new=new, after=after)


def patched(schema: BrandSchema, row: Mapping[str, Any], patch: BulkPatch, brand_locale: str) -> dict[str, Any]:
    """What a person may change of the product in ``row``, with the patch laid over it.

    Raises:
        InvalidInput: names the key and what was wrong.
    """
    after = merged_product(schema, row, patch)
    if patch.texts:
        changes = {
            key: _with_texts(after["attributes"].get(key), texts, brand_locale) for key, texts in patch.texts.items()
        }
        after["attributes"] = merged_attributes(
            "_patch.texts", after["attributes"], canonical_attributes(schema, changes)
        )
    return after


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What differs, as two patches that lead from one to the other and back; ``null`` stands for nothing."""
    old: dict[str, Any] = {}
    new: dict[str, Any] = {}
    for part in FIELDS:
        was, now = before[part], after[part]
        if was == now:
            continue
        if part == "commercial_status":
            old[part], new[part] = was, now
        else:
            keys = [key for key in {**was, **now} if was.get(key) != now.get(key)]
            old[part], new[part] = ({key: side.get(key) for key in keys} for side in (was, now))
    return old, new


def _with_texts(stored: Any, texts: Mapping[str, str | None], brand_locale: str) -> Any:
    known = stored if isinstance(stored, dict) else {brand_locale: stored} if isinstance(stored, str) else {}
    return {language: text for language, text in {**known, **texts}.items() if text} or None


def _given(patch: BulkPatch, after: Mapping[str, Any]) -> dict[str, Any]:
    """The attributes that the patch named, as they are after it; those it removed are gone."""
    named = {**(patch.attributes or {}), **(patch.texts or {})}
    return {key: after["attributes"][key] for key in named if key in after["attributes"]}


def _conflict(schema: BrandSchema, row: Mapping[str, Any], wish: Wish, brand_locale: str) -> str | None:
    if wish.unchanged_since is not None and row["updated_at"] > wish.unchanged_since:
        return "the product was changed after the preview"
    if wish.expected is None:
        return None
    # What is kept in an odd form is as expected when it is the same, whatever form it would be given now.
    odd = {key: value for key, value in (wish.expected.attributes or {}).items() if row["attributes"].get(key) != value}
    try:
        now, _ = differences(row, patched(schema, row, structs.replace(wish.expected, attributes=odd), brand_locale))
    except InvalidInput:
        return "the product is no longer as it was expected to be"
    named = [key for part in now.values() if isinstance(part, dict) for key in part] or list(now)
    return f"changed meanwhile: {', '.join(named)}" if named else None
