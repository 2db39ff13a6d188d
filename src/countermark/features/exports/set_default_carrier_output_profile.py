"""Chooses the profile that exports for a carrier use when none is named."""

from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.exports.profile import CarrierOutputProfile, read_profile, usable_profile
from countermark.features.exports.queries import queries
from countermark.kit.requests import BrandRequest


class SetDefaultCarrierOutputProfile(BrandRequest, frozen=True, kw_only=True):
    """Which one; its carrier is known."""

    profile_id: UUID


async def set_default_carrier_output_profile(tx: Tx, request: SetDefaultCarrierOutputProfile) -> CarrierOutputProfile:
    """The profile, the default of its carrier now.

    Raises:
        InvalidInput: no such profile in the brand, or it has no published version (``PROFILE_NOT_PUBLISHED``).
    """
    profile = await read_profile(tx, request.profile_id)
    await usable_profile(tx, profile.carrier, request.profile_id)
    before = await queries.set_default(
        tx.connection, brand_id=tx.brand_id, carrier=profile.carrier, profile_id=request.profile_id
    )
    await record(
        tx,
        Action.CARRIER_PROFILE_DEFAULT_SET,
        ("carrier_output_profile", request.profile_id),
        old={"profile_id": before},
        new={"carrier": profile.carrier, "profile_id": request.profile_id},
    )
    return await read_profile(tx, request.profile_id)
