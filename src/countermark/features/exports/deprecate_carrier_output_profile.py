"""Deprecates a carrier output profile: no new export uses it; what it made stays as it is."""

from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.exports.profile import CarrierOutputProfile, hold_own_profile, read_profile
from countermark.features.exports.queries import queries
from countermark.kit.errors import Conflict
from countermark.kit.requests import BrandRequest


class DeprecateCarrierOutputProfile(BrandRequest, frozen=True, kw_only=True):
    """Which one."""

    profile_id: UUID


async def deprecate_carrier_output_profile(tx: Tx, request: DeprecateCarrierOutputProfile) -> CarrierOutputProfile:
    """The profile. If it was its carrier's default, the shipped profile is that again. A new draft can bring it back.

    Raises:
        InvalidInput: no such profile in the brand.
        Conflict: a shipped one (``PROFILE_IS_SHIPPED``); no version is published (``PROFILE_NOT_PUBLISHED``).
    """
    before = await hold_own_profile(tx, request.profile_id)
    key = {"brand_id": tx.brand_id, "profile_id": request.profile_id}
    version = await queries.deprecate_version(tx.connection, **key)
    if version is None:
        raise Conflict("_profile_id", "has no published version", code="PROFILE_NOT_PUBLISHED")
    await queries.clear_default(tx.connection, **key)
    await record(
        tx,
        Action.CARRIER_PROFILE_DEPRECATED,
        ("carrier_output_profile", request.profile_id),
        old={"version": version, "is_default": before.is_default},
        new={"is_default": False},
    )
    return await read_profile(tx, request.profile_id)
