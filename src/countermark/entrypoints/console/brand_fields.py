"""The brand's settings and the fields of its products, for pages that edit many of them."""

from countermark.entrypoints.console.visits import Visit
from countermark.features.brands.brand import Brand
from countermark.features.fields.brand_schema import BrandSchema


async def fields_of(visit: Visit) -> tuple[Brand, BrandSchema]:
    """The brand's settings and schema."""
    brand: Brand = await visit.call("get_brand")
    return brand, await visit.schema()
