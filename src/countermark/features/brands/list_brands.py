"""The brands the caller works in."""

from datetime import datetime
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.brands.brand import queries
from countermark.kit.records import Record, record_from
from countermark.kit.requests import Request


class ListBrands(Request, frozen=True, kw_only=True):
    """Takes no arguments: it is about the caller."""


class BrandMembership(Record, frozen=True, kw_only=True):
    """A brand and the caller's role in it."""

    brand_id: UUID
    name: str
    subdomain: str
    role: str
    created_at: datetime


async def list_brands(tx: Tx, request: ListBrands) -> list[BrandMembership]:
    """Every brand the caller is a member of, by name. Others do not show, and cannot be counted."""
    rows = queries.list_brands_of_user(tx.connection, user_id=tx.actor.user_id)
    return [record_from(BrandMembership, row) async for row in rows]
