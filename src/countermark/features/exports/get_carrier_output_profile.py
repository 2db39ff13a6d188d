"""Reads one carrier output profile with its versions."""

from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.exports.profile import CarrierOutputProfile, read_profile
from countermark.kit.requests import BrandRequest


class GetCarrierOutputProfile(BrandRequest, frozen=True, kw_only=True):
    """Which one."""

    profile_id: UUID


async def get_carrier_output_profile(tx: Tx, request: GetCarrierOutputProfile) -> CarrierOutputProfile:
    """The profile.

    Raises:
        InvalidInput: no such profile in the brand.
    """
    return await read_profile(tx, request.profile_id)
