"""What importing a row would do to the catalogue as it is. Pure; the same for the check before and for the commit."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple
from uuid import UUID

import msgspec

from countermark.features.imports.mapping import COMMERCIAL_STATUS, NAME, Existing, ImportOptions
from countermark.features.imports.parsed_row import CellReason, ParsedRow, RowIdentifier, row_error, row_warning
from countermark.kit.json_values import MAX_SIZE_BYTES

Action = Literal["insert", "update", "skip"]


class CatalogueProduct(msgspec.Struct, frozen=True):
    """A product that a row matches. ``identifiers`` are its active values by type."""

    product_id: UUID
    name: dict[str, str]
    attributes: dict[str, Any]
    commercial_status: str
    is_archived: bool
    identifiers: dict[str, str]


class Matches(NamedTuple):
    """Who has which identifier now: SKUs, and barcodes whatever type they were set as."""

    skus: Mapping[str, UUID]
    barcodes: Mapping[str, UUID]
    products: Mapping[UUID, CatalogueProduct]

    def of(self, row: ParsedRow) -> dict[UUID, RowIdentifier]:
        """The products that the row's identifiers belong to, each with the identifier that says so."""
        found: dict[UUID, RowIdentifier] = {}
        if not self.products:
            return found
        for identifier in row.identifiers:
            owners = self.skus if identifier.identifier_type == "sku" else self.barcodes
            owner = owners.get(identifier.normalized)
            if owner is not None:
                found.setdefault(owner, identifier)
        return found


class Plan(NamedTuple):
    """``action`` ``None``: the row cannot be imported. ``name``, ``attributes`` and ``commercial_status`` are whole, as
    they shall be; ``identifiers`` those to add."""

    action: Action | None
    reasons: list[CellReason]
    product: CatalogueProduct | None = None
    name: Mapping[str, str] = {}
    attributes: Mapping[str, Any] = {}
    commercial_status: str = "ACTIVE"
    identifiers: Sequence[RowIdentifier] = ()


def plan_row(row: ParsedRow, matches: Matches, options: ImportOptions, brand_locale: str) -> Plan:
    """What becomes of a row without errors of its own."""
    owners = matches.of(row)
    if len(owners) > 1:
        named = " and ".join(
            f"the {identifier.identifier_type.upper()} {identifier.value}" for identifier in owners.values()
        )
        return Plan(None, [row_error(f"names two different products: {named}", "TWO_PRODUCTS")])
    if owners:
        return _plan_existing(row, matches.products[next(iter(owners))], options, brand_locale)
    if not row.name:
        return Plan(None, [row_error("has no name, and there is no product yet that it could be for", "NAME_MISSING")])
    attributes = {key: value for key, value in row.attributes.items() if value is not None}
    if too_large := _too_large(attributes):
        return Plan(None, [too_large])
    return Plan("insert", [], None, row.name, attributes, row.commercial_status or "ACTIVE", row.identifiers)


def _plan_existing(row: ParsedRow, product: CatalogueProduct, options: ImportOptions, brand_locale: str) -> Plan:
    if product.is_archived:
        return Plan(
            None, [row_error("is an archived product, which is not changed any more", "PRODUCT_ARCHIVED")], product
        )
    if options.existing is Existing.SKIP:
        return Plan("skip", [], product)
    locked = frozenset(options.locked_fields)
    attributes = merged_attributes(product.attributes, row.attributes, locked, brand_locale)
    name = product.name if NAME in locked else {**product.name, **row.name}
    status = product.commercial_status
    if row.commercial_status and COMMERCIAL_STATUS not in locked:
        status = row.commercial_status
    new = [identifier for identifier in row.identifiers if identifier.identifier_type not in product.identifiers]
    reasons = [
        _kept(identifier, product.identifiers[identifier.identifier_type])
        for identifier in row.identifiers
        if identifier not in new and product.identifiers[identifier.identifier_type] != identifier.value
    ]
    if too_large := _too_large(attributes):
        return Plan(None, [*reasons, too_large], product)
    unchanged = attributes == product.attributes and name == product.name and status == product.commercial_status
    action: Action = "skip" if unchanged and not new else "update"
    return Plan(action, reasons, product, name, attributes, status, new)


def _kept(given: RowIdentifier, value: str) -> CellReason:
    problem = (
        f"the product keeps its {given.identifier_type.upper()} {value}: an import sets identifiers, never replaces"
    )
    return row_warning(f"{problem} them", "IDENTIFIER_KEPT", value=given.value)


def merged_attributes(
    stored: Mapping[str, Any], given: Mapping[str, Any], locked: frozenset[str], brand_locale: str
) -> dict[str, Any]:
    """``stored`` with what a row says: ``None`` clears, texts merge by language, a locked field is only filled in."""
    merged = dict(stored)
    for key, value in given.items():
        if key in locked and key in stored:
            continue
        if value is None:
            merged.pop(key, None)
        elif isinstance(value, Mapping) and key in stored:
            merged[key] = _with_languages(stored[key], value, brand_locale)
        else:
            merged[key] = value
    return merged


def _with_languages(stored: Any, given: Mapping[str, Any], brand_locale: str) -> dict[str, Any]:
    if isinstance(stored, str):  # text in no named language is in the brand's
        stored = {brand_locale: stored}
    return {**stored, **given} if isinstance(stored, Mapping) else dict(given)


def _too_large(attributes: Mapping[str, Any]) -> CellReason | None:
    if len(msgspec.json.encode(attributes)) <= MAX_SIZE_BYTES:
        return None
    return row_error(f"holds more than {MAX_SIZE_BYTES >> 10} KB of values for one product", "PRODUCT_TOO_LARGE")
