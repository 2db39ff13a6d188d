"""Publishes the draft of a carrier output profile: exports use it from now on, and it never changes again."""

from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.exports.profile import CarrierOutputProfile, hold_own_profile, read_profile
from countermark.features.exports.queries import queries
from countermark.kit.errors import Conflict
from countermark.kit.requests import BrandRequest


class PublishCarrierOutputProfile(BrandRequest, frozen=True, kw_only=True):
    """Which one."""

    profile_id: UUID


async def publish_carrier_output_profile(tx: Tx, request: PublishCarrierOutputProfile) -> CarrierOutputProfile:
    """The profile. The version published before is deprecated by this.

    Raises:
        InvalidInput: no such profile in the brand.
        Conflict: a shipped one (``PROFILE_IS_SHIPPED``); there is no draft (``NO_DRAFT``).
    """
    before = await hold_own_profile(tx, request.profile_id)
    if before.draft is None:
        raise Conflict("_profile_id", "has no draft to publish", code="NO_DRAFT", hint="change it first")
    key = {"brand_id": tx.brand_id, "profile_id": request.profile_id}
    deprecated = await queries.deprecate_version(tx.connection, **key)
    version = await queries.publish_draft(tx.connection, **key)
    await record(
        tx,
        Action.CARRIER_PROFILE_PUBLISHED,
        ("carrier_output_profile", request.profile_id),
        old={"version": deprecated},
        new={"version": version},
    )
    return await read_profile(tx, request.profile_id)
