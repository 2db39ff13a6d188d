"""The schema of a brand: which fields its products have."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, Final
from uuid import UUID

import msgspec

from countermark.db.sql import load_queries
from countermark.db.transaction import Tx
from countermark.features.fields.catalogue import CORE, CURRENT_VERSION, load_pack
from countermark.features.fields.data_points import with_data_points
from countermark.features.fields.field import Field
from countermark.features.fields.industries import packs_of_industry
from countermark.features.fields.units import units_of

queries = load_queries(__file__)
CUSTOM: Final = "custom"
CUSTOM_HEADING: Final = "More about this product"
REMEMBERED_SCHEMAS = 1_000
# By revision: a UUID that each change of a brand's schema draws anew, so what is remembered under one never changes.
_remembered: OrderedDict[UUID, "BrandSchema"] = OrderedDict()


@dataclass(frozen=True, eq=False)
class BrandSchema:
    """Packs of one version of the catalogue, and the brand's own fields.

    ``packs`` has the core first. ``fields`` are by key in the order of a page, custom ones included; ``sections`` are
    the headings by key, in that order too. ``remembered`` is for what is derived from it, such as what is asked for.
    """

    version: str
    packs: tuple[str, ...]
    fields: dict[str, Field]
    sections: dict[str, str]
    remembered: dict[Any, Any] = field(default_factory=dict, repr=False)

    @cached_property
    def fields_by_section(self) -> dict[str, list[Field]]:
        """The fields under each section's key; a section without fields is not there."""
        grouped: dict[str, list[Field]] = {}
        for each in self.fields.values():
            grouped.setdefault(each.section, []).append(each)
        return grouped


async def brand_schema(tx: Tx) -> BrandSchema:
    """What applies to the brand of ``tx`` now. Made once for each revision; not to be changed by who gets it."""
    revision = await queries.get_fields_revision(tx.connection, brand_id=tx.brand_id)
    known = _remembered.get(revision)
    if known is not None:
        return known
    sources = await queries.get_schema_sources(tx.connection, brand_id=tx.brand_id)
    packs = sources["field_packs"]
    chosen = packs_of_industry(sources["industry"]) if packs is None else tuple(packs)
    schema = schema_of(chosen, custom=[custom_field_from(row) for row in sources["custom_fields"]])
    _remembered[sources["fields_revision"]] = schema
    if len(_remembered) > REMEMBERED_SCHEMAS:
        _remembered.popitem(last=False)
    return schema


def schema_of(packs: Iterable[str], version: str = CURRENT_VERSION, custom: Sequence[Field] = ()) -> BrandSchema:
    """The schema of these packs, in the order they are to stand in, with ``custom`` fields at the end."""
    catalogue = _schema_of(ordered_packs(packs), version)
    if not custom:
        return catalogue
    return BrandSchema(
        version,
        catalogue.packs,
        catalogue.fields | {each.key: each for each in custom},
        catalogue.sections | {CUSTOM: CUSTOM_HEADING},
    )


def custom_field_from(row: dict[str, Any]) -> Field:
    """The field that a row of a brand's own fields describes."""
    return msgspec.convert(
        row | {"pack": CUSTOM, "section": CUSTOM, "is_custom": True, "units": units_of(row["unit"])}, Field
    )


def ordered_packs(packs: Iterable[str]) -> tuple[str, ...]:
    """The core first, each once."""
    return (CORE, *dict.fromkeys(pack for pack in packs if pack != CORE))


@lru_cache(maxsize=256)
def _schema_of(packs: tuple[str, ...], version: str) -> BrandSchema:
    loaded = [load_pack(name, version) for name in packs]
    sections = sorted((section for pack in loaded for section in pack.sections), key=lambda section: section.place)
    headings = {section.key: section.heading for section in sections}
    order = {key: place for place, key in enumerate(headings)}
    fields = sorted((each for pack in loaded for each in pack.fields), key=lambda each: order[each.section])
    points = [point for pack in loaded for point in pack.data_points]
    return BrandSchema(version, packs, {each.key: each for each in with_data_points(fields, points)}, headings)
