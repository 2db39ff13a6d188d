"""The fields that a brand's products have, for pages that name them."""

from countermark.entrypoints.console.visits import Visit
from countermark.features.fields.field import Field


async def fields_of(visit: Visit) -> dict[str, Field]:
    """Fields by key, in the order of a page."""
    return (await visit.schema()).fields
