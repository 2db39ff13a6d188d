"""The fields of a brand's products, for pages that edit them."""

from countermark.entrypoints.console.visits import Visit
from countermark.features.brands.brand import Brand
from countermark.features.fields.brand_schema import BrandSchema, schema_of
from countermark.features.fields.industries import packs_of_industry


async def fields_of(visit: Visit) -> tuple[Brand, BrandSchema]:
    """The brand's settings and schema."""
    brand: Brand = await visit.call("get_brand")
    return brand, schema_of(packs_of_industry(brand.industry))
