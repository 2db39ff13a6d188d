"""Reads a brand's settings."""

from countermark.db.transaction import Tx
from countermark.features.brands.brand import Brand, queries
from countermark.kit.records import record_from
from countermark.kit.requests import BrandRequest


class GetBrand(BrandRequest, frozen=True, kw_only=True):
    """Only ``_brand_id``."""


async def get_brand(tx: Tx, request: GetBrand) -> Brand:
    """The brand with its public settings."""
    return record_from(Brand, await queries.get_brand(tx.connection, brand_id=tx.brand_id))
