"""The snapshot of a passport: what it said when it was published, addressed by what it says."""

import hashlib
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import msgspec

from countermark.db.transaction import Tx
from countermark.features.attachments.passport_files import publish_files, shown_attachments, snapshot_of
from countermark.features.fields.brand_schema import BrandSchema, brand_schema
from countermark.features.operators.frozen_operators import frozen_facility, frozen_operators
from countermark.features.passports.canonical_json import NotCanonical, canonical_json
from countermark.features.passports.passport_target import queries
from countermark.features.templates.template_in_force import template_in_force
from countermark.kit.errors import InvalidInput

SCHEMA_VERSION = "2"


async def snapshot_sources(tx: Tx, product_id: UUID, product_batch_id: UUID | None) -> Mapping[str, Any]:
    """The facts about a product and batch as they stand, with the product's readiness, the files it shows
    and the template in force."""
    sources: Mapping[str, Any] = await queries.get_snapshot_sources(
        tx.connection, brand_id=tx.brand_id, product_id=product_id, product_batch_id=product_batch_id
    )
    return {
        **sources,
        "attachments": await shown_attachments(tx, product_id),
        "operators": await frozen_operators(tx, product_id),
        "facility": await frozen_facility(tx, sources["facility_ref"]),
        "template": await template_in_force(tx, product_id, product_batch_id),
    }


async def freeze(tx: Tx, sources: Mapping[str, Any], gtin: str | None) -> bytes:
    """Keeps the facts as canonical JSON and returns their SHA-256. Equal facts are kept once, whoever publishes them.

    Raises:
        InvalidInput: a value has no canonical form (``NOT_CANONICAL``), such as an integer too large for a double.
    """
    try:
        content = canonical_json(snapshot_content(sources, gtin, await brand_schema(tx)))
    except NotCanonical as error:
        raise InvalidInput("_target", f"its facts cannot be frozen: {error}", code="NOT_CANONICAL") from None
    sha256 = hashlib.sha256(content).digest()
    await queries.insert_snapshot(tx.connection, brand_id=tx.brand_id, sha256=sha256, content=content.decode())
    await publish_files(tx, sources["attachments"], sha256)
    return sha256


def snapshot_content(sources: Mapping[str, Any], gtin: str | None, schema: BrandSchema) -> dict[str, Any]:
    """What is frozen. ``gtin`` (14 digits) is the one in the codes of what is published.

    ``schema_version`` is that of this form; ``schema`` says by which fields the attributes are to be read. Version 1
    knew no ``operators`` and no ``facility`` of the batch; what was frozen so is shown as it is.
    """
    content = {
        "schema_version": SCHEMA_VERSION,
        "schema": _schema(sources, schema),
        "product": {
            "product_id": str(sources["product_id"]),
            "name": sources["name"],
            "attributes": sources["attributes"],
        },
        "identifiers": sources["identifiers"],
        "gtin": gtin,
        "batch": _batch(sources),
        "operator": {
            "name": sources["brand_name"],
            "legal_name": sources["legal_name"],
            "website_url": sources["website_url"],
        },
        "operators": sources["operators"],
    }
    files = [snapshot_of(attachment) for attachment in sources["attachments"]]
    template = sources["template"]
    # Without files, or without a template assigned, the facts hash as they did before there were any.
    return content | ({"attachments": files} if files else {}) | ({"template": template} if template else {})


def _batch(sources: Mapping[str, Any]) -> dict[str, Any] | None:
    if sources["product_batch_id"] is None:
        return None
    date = sources["production_date"]
    return {
        "product_batch_id": str(sources["product_batch_id"]),
        "batch_number": sources["batch_number"],
        "production_date": date.isoformat() if date else None,
        "facility_ref": sources["facility_ref"],
        "facility": sources["facility"],
        "attributes": sources["batch_attributes"],
    }


def _schema(sources: Mapping[str, Any], schema: BrandSchema) -> dict[str, Any]:
    """Version and packs of the catalogue, and the brand's own fields that have a value: those may change, so they are
    frozen too."""
    keys = {*sources["attributes"], *(sources["batch_attributes"] or {})}
    used = [field for key, field in schema.fields.items() if field.is_custom and key in keys]
    return {"version": schema.version, "packs": list(schema.packs), "custom_fields": msgspec.to_builtins(used)}
