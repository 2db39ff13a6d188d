"""The schema of a brand: which fields its products have."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from countermark.db.transaction import Tx
from countermark.features.brands.brand import queries
from countermark.features.fields.catalogue import CORE, CURRENT_VERSION, load_pack
from countermark.features.fields.field import Field
from countermark.features.fields.industries import packs_of_industry


@dataclass(frozen=True)
class BrandSchema:
    """Packs of one version of the catalogue, and the brand's own fields.

    ``packs`` has the core first. ``fields`` are by key in the order of a page, custom ones included; ``sections`` are
    the headings by key, in that order too.
    """

    version: str
    packs: tuple[str, ...]
    fields: dict[str, Field]
    sections: dict[str, str]

    @cached_property
    def fields_by_section(self) -> dict[str, list[Field]]:
        """The fields under each section's key; a section without fields is not there."""
        grouped: dict[str, list[Field]] = {}
        for field in self.fields.values():
            grouped.setdefault(field.section, []).append(field)
        return grouped


async def brand_schema(tx: Tx) -> BrandSchema:
    """What applies to the brand of ``tx`` now. Parsed once a process; not to be changed by who gets it."""
    brand = await queries.get_brand(tx.connection, brand_id=tx.brand_id)
    return schema_of(packs_of_industry(brand["industry"]))


@lru_cache(maxsize=256)
def schema_of(packs: tuple[str, ...], version: str = CURRENT_VERSION, custom: tuple[Field, ...] = ()) -> BrandSchema:
    """The schema of these packs, with ``custom`` fields at the end."""
    loaded = [load_pack(name, version) for name in ordered_packs(packs)]
    sections = sorted((section for pack in loaded for section in pack.sections), key=lambda section: section.place)
    headings = {section.key: section.heading for section in sections}
    fields = [field for pack in loaded for field in pack.fields]
    if custom:
        headings.setdefault("custom", "More about this product")
    order = {key: place for place, key in enumerate(headings)}
    in_order = sorted((*fields, *custom), key=lambda field: order[field.section])
    return BrandSchema(version, ordered_packs(packs), {field.key: field for field in in_order}, headings)


def ordered_packs(packs: Iterable[str]) -> tuple[str, ...]:
    """The core first, each once."""
    return (CORE, *dict.fromkeys(pack for pack in packs if pack != CORE))
