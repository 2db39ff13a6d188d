"""Changes a product."""

from collections.abc import Mapping
from typing import Any, Literal
from uuid import UUID

from msgspec import UNSET, UnsetType

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.fields.brand_schema import BrandSchema, brand_schema
from countermark.features.fields.locales import checked_localized
from countermark.features.products.attributes import (
    ValidationWarning,
    attribute_warnings,
    canonical_attributes,
    merged_attributes,
)
from countermark.features.products.file_values import file_warnings
from countermark.features.products.index_products import index_products
from countermark.features.products.product import CommercialStatus, lock_product, queries
from countermark.features.products.recompute_readiness import recompute_readiness
from countermark.kit.errors import InvalidInput
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest, Patch

IDENTIFIER_KEYS = ("sku", "gtin", "ean", "upc", "identifiers")


class ProductPatch(Patch, frozen=True, kw_only=True):
    """An absent key is left alone. ``name`` and ``attributes`` merge key by key: ``null`` removes one of theirs.

    The identifiers' keys are declared only to be refused with a word on where they do change.
    """

    name: dict[str, str | None] | UnsetType = UNSET
    commercial_status: CommercialStatus | UnsetType = UNSET
    attributes: dict[str, Any] | UnsetType = UNSET
    sku: Any = UNSET
    gtin: Any = UNSET
    ean: Any = UNSET
    upc: Any = UNSET
    identifiers: Any = UNSET


class UpdateProduct(BrandRequest, frozen=True, kw_only=True):
    """``_patch`` holds only what shall change."""

    product_id: UUID
    patch: ProductPatch


class ProductUpdated(Record, frozen=True, kw_only=True):
    """The change is made; warnings tell what looks like a mistake in it."""

    ok: Literal[True] = True
    product_id: UUID
    validation_warnings: list[ValidationWarning]


async def update_product(tx: Tx, request: UpdateProduct) -> ProductUpdated:
    """Lays the patch over the product. Unknown or ill-fitting attributes are kept and warned about.

    Raises:
        InvalidInput: names the key of the patch and what was wrong; an identifier in it
            (``IDENTIFIER_IN_PATCH``); no such product, or an archived one (``PRODUCT_ARCHIVED``).
    """
    patch = request.patch
    refuse_identifiers(patch)
    before = await lock_product(tx, request.product_id)
    schema = await brand_schema(tx)
    after = merged_product(schema, before, patch)
    old, new = _changed(before, after), _changed(after, before)
    if old or new:
        await queries.update_product(tx.connection, brand_id=tx.brand_id, product_id=request.product_id, **after)
        await recompute_readiness(tx, request.product_id)
        await index_products(tx, [request.product_id])
        await record(tx, Action.PRODUCT_UPDATED, ("product", request.product_id), old=old, new=new)
    warnings = [each for each in attribute_warnings(schema, after["attributes"]) if each.field in _given(patch)]
    named = {key: after["attributes"][key] for key in _given(patch)}
    warnings += (await file_warnings(tx, schema, {request.product_id: named})).get(request.product_id, [])
    return ProductUpdated(product_id=request.product_id, validation_warnings=warnings)


def _changed(version: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """What of a version is not so in the other one: of a name the languages, of attributes the keys."""
    changed: dict[str, Any] = {}
    for part in ("name", "commercial_status", "attributes"):
        value, else_where = version[part], other[part]
        if value == else_where:
            continue
        if isinstance(value, Mapping):
            value = {key: member for key, member in value.items() if else_where.get(key) != member}
        changed[part] = value
    return changed


def _given(patch: ProductPatch) -> set[str]:
    return {key for key, value in (patch.attributes or {}).items() if value is not None}


def refuse_identifiers(patch: ProductPatch) -> None:
    """Identifiers keep their history, so they change by an operation of their own and never by a patch.

    Raises:
        InvalidInput: the patch has one (``IDENTIFIER_IN_PATCH``).
    """
    for key in IDENTIFIER_KEYS:
        if getattr(patch, key) is not UNSET:
            raise InvalidInput(
                f"_patch.{key}",
                "identifiers are not changed by a patch",
                code="IDENTIFIER_IN_PATCH",
                hint="call set_product_identifier",
            )


def merged_product(schema: BrandSchema, before: Mapping[str, Any], patch: ProductPatch) -> dict[str, Any]:
    """What a person may change of the product, with the patch laid over it.

    Raises:
        InvalidInput: names the key of the patch and what was wrong.
    """
    name, attributes = dict(before["name"]), before["attributes"]
    if patch.name:
        merged = {language: text for language, text in {**name, **patch.name}.items() if text is not None}
        name = checked_localized("_patch.name", merged)
    if patch.attributes:
        attributes = merged_attributes("_patch.attributes", attributes, canonical_attributes(schema, patch.attributes))
    status = before["commercial_status"] if patch.commercial_status is UNSET else patch.commercial_status
    return {"name": name, "commercial_status": status, "attributes": attributes}
