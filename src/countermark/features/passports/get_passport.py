"""Reads one passport: how it stands, what it belongs to, what its page says."""

from datetime import datetime
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.minting.passport_state import PassportState
from countermark.features.passports.assemble import assemble_page
from countermark.features.passports.passport_carrier import find_carrier
from countermark.features.passports.passport_page import PassportPage
from countermark.features.passports.passport_target import TargetReference
from countermark.kit.errors import unknown
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest


class GetPassport(BrandRequest, frozen=True, kw_only=True):
    """Which one: of a unit, a lot or a product's model."""

    passport_id: UUID


class Passport(Record, frozen=True, kw_only=True):
    """``target`` is what a transition aims at. ``page`` is what the public sees once it is published."""

    passport_id: UUID
    target: TargetReference
    granularity: str
    state: PassportState
    product_id: UUID
    product_batch_id: UUID | None
    snapshot_sha256: str | None
    published_at: datetime | None
    revoked_at: datetime | None
    page: PassportPage


async def get_passport(tx: Tx, request: GetPassport) -> Passport:
    """The passport.

    Raises:
        InvalidInput: no such passport in the brand.
    """
    carrier = await find_carrier(tx, request.passport_id)
    if carrier is None:
        raise unknown("_passport_id", "passport")
    page = await assemble_page(tx, carrier)
    return Passport(
        passport_id=carrier.passport_id,
        target=TargetReference(kind=carrier.kind, id=carrier.id),
        granularity=carrier.granularity,
        state=carrier.state,
        product_id=carrier.product_id,
        product_batch_id=carrier.product_batch_id,
        snapshot_sha256=page.snapshot_sha256,
        published_at=page.published_at,
        revoked_at=page.revoked_at,
        page=page,
    )
