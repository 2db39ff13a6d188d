"""The brand's whole schema, for integrations and grids."""

from countermark.db.transaction import Tx
from countermark.features.fields.brand_schema import brand_schema, queries
from countermark.features.fields.catalogue import load_pack, pack_names
from countermark.features.fields.field import Field
from countermark.features.fields.industries import packs_of_industry
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest


class ListFields(BrandRequest, frozen=True, kw_only=True):
    """Only ``_brand_id``."""


class FieldPack(Record, frozen=True, kw_only=True):
    """A pack of the catalogue. ``in_use``: the brand's products have its fields; ``by_industry``: its NACE code asks
    for it."""

    name: str
    title: str
    about: str
    field_count: int
    in_use: bool
    by_industry: bool


class FieldSection(Record, frozen=True, kw_only=True):
    """A heading of pages and forms."""

    key: str
    heading: str


class BrandFields(Record, frozen=True, kw_only=True):
    """What the brand's products can say. ``sections`` and ``fields`` are in the order of a page.

    ``packs_chosen``: the brand chose its packs itself, and its industry does not matter.
    """

    version: str
    industry: str | None
    packs_chosen: bool
    packs: list[FieldPack]
    sections: list[FieldSection]
    fields: list[Field]


async def list_fields(tx: Tx, request: ListFields) -> BrandFields:
    """Every field of the brand's schema, its own ones in use included, and the packs there are."""
    schema = await brand_schema(tx)
    sources = await queries.get_schema_sources(tx.connection, brand_id=tx.brand_id)
    asked_for = packs_of_industry(sources["industry"])
    return BrandFields(
        version=schema.version,
        industry=sources["industry"],
        packs_chosen=sources["field_packs"] is not None,
        packs=[_pack(name, schema.packs, asked_for) for name in pack_names()],
        sections=[
            FieldSection(key=key, heading=heading)
            for key, heading in schema.sections.items()
            if key in schema.fields_by_section
        ],
        fields=list(schema.fields.values()),
    )


def _pack(name: str, in_use: tuple[str, ...], asked_for: tuple[str, ...]) -> FieldPack:
    pack = load_pack(name)
    return FieldPack(
        name=name,
        title=pack.title,
        about=pack.about,
        field_count=len(pack.fields),
        in_use=name in in_use,
        by_industry=name in asked_for or name == in_use[0],
    )
