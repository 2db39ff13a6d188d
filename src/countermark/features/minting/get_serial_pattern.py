"""Reads what a brand's own serials have to look like."""

from countermark.db.transaction import Tx
from countermark.features.minting.mint_batch import queries
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest


class GetSerialPattern(BrandRequest, frozen=True, kw_only=True):
    """Of the brand."""


class SerialPattern(Record, frozen=True, kw_only=True):
    """``null``: every serial GS1 allows is allowed."""

    pattern: str | None


async def get_serial_pattern(tx: Tx, request: GetSerialPattern) -> SerialPattern:  # the brand says it all
    """The pattern as :func:`set_serial_pattern` set it last."""
    return SerialPattern(pattern=await queries.get_serial_pattern(tx.connection, brand_id=tx.brand_id))
