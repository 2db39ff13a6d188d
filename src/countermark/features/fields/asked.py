"""What is asked of a product: which packs concern it, and which of their fields it must have."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from countermark.features.fields.brand_schema import CUSTOM, BrandSchema
from countermark.features.fields.catalogue import CORE
from countermark.features.fields.data_points import condition, strongest
from countermark.features.fields.field import Field, Level, Requirement

SECTOR: Final = "core.identity.sector"
"""The field by which a product says of which sector it is, in place of being asked about by what it has."""


@dataclass(frozen=True)
class Asked:
    """The fields of a product's model. Keys in the order of a page: ``mint`` block minting, ``mandatory`` are told,
    ``excluded`` are not to be filled in. ``packs`` are those that concern the product."""

    packs: frozenset[str]
    mint: tuple[str, ...]
    mandatory: tuple[str, ...]
    excluded: frozenset[str]


def packs_of_product(schema: BrandSchema, attributes: Mapping[str, Any]) -> frozenset[str]:
    """The packs that concern a product: the core and the sector it names; without one, those it has values of."""
    sector = _chosen(schema, SECTOR, attributes)
    if sector is not None:
        return frozenset({CORE, CUSTOM, sector} & {CUSTOM, *schema.packs})
    return frozenset({CORE, CUSTOM} | ({key.partition(".")[0] for key in attributes} & {*schema.packs}))


def asked_of(schema: BrandSchema, attributes: Mapping[str, Any]) -> Asked:
    """What is asked of a product with these attributes. The same for all of one kind, so it is worked out once."""
    packs = packs_of_product(schema, attributes)
    selectors = selectors_of(schema)
    kind = (packs, tuple(_chosen(schema, key, attributes) for key in selectors))
    known: Asked | None = schema.remembered.get(kind)
    if known is None:
        known = schema.remembered[kind] = _asked(schema, packs, _conditions(schema, attributes))
    return known


def _conditions(schema: BrandSchema, attributes: Mapping[str, Any]) -> set[str]:
    chosen = ((key, _chosen(schema, key, attributes)) for key in selectors_of(schema))
    return {condition(key, value) for key, value in chosen if value is not None}


def _chosen(schema: BrandSchema, selector: str, attributes: Mapping[str, Any]) -> str | None:
    """The value of a selector; anything but one of its choices is as good as none."""
    value = attributes.get(selector)
    return value if isinstance(value, str) and value in schema.fields[selector].choices else None


def selectors_of(schema: BrandSchema) -> tuple[str, ...]:
    """The fields whose values decide about requirements, such as a battery's category."""
    known: tuple[str, ...] | None = schema.remembered.get("selectors")
    if known is None:
        names = {name.partition("=")[0] for field in schema.fields.values() for name in field.requirement_by}
        known = schema.remembered["selectors"] = tuple(sorted(names))
    return known


def _asked(schema: BrandSchema, packs: frozenset[str], conditions: set[str]) -> Asked:
    needed = {
        key: _requirement(schema, field, packs, conditions)
        for key, field in schema.fields.items()
        if field.level is Level.MODEL
    }
    return Asked(
        packs,
        tuple(key for key, requirement in needed.items() if requirement is Requirement.MINT),
        tuple(key for key, requirement in needed.items() if requirement is Requirement.MANDATORY),
        # What the law does not want of a battery may still be good to know of any product.
        frozenset(
            key
            for key, requirement in needed.items()
            if requirement is Requirement.EXCLUDED and schema.fields[key].pack != CORE
        ),
    )


def _requirement(schema: BrandSchema, field: Field, packs: frozenset[str], conditions: set[str]) -> Requirement:
    if field.key == SECTOR:
        undecided = len(schema.packs) > 1 and not packs & set(schema.packs[1:])
        return Requirement.MANDATORY if undecided else Requirement.OPTIONAL
    if field.pack not in packs:
        return Requirement.OPTIONAL
    told = [
        requirement
        for name, requirement in field.requirement_by.items()
        if name in conditions and name.partition(".")[0] in packs
    ]
    if not told:
        return field.requirement
    return told[0] if field.requirement is Requirement.OPTIONAL else strongest(field.requirement, *told)
