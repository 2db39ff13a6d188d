"""Changes a carrier output profile: its name, or the definition of its draft."""

from typing import Any
from uuid import UUID

import msgspec

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.exports.definition import checked_definition
from countermark.features.exports.profile import (
    LONGEST_NAME,
    CarrierOutputProfile,
    as_json,
    hold_own_profile,
    name_taken,
    read_profile,
)
from countermark.features.exports.queries import queries
from countermark.features.exports.shipped_profiles import shipped_profiles
from countermark.kit.errors import InvalidInput
from countermark.kit.requests import BrandRequest, Patch
from countermark.kit.text import checked_text


class ProfilePatch(Patch, frozen=True, kw_only=True):
    """What can change. A definition is given whole."""

    name: str | msgspec.UnsetType = msgspec.UNSET
    definition: dict[str, Any] | msgspec.UnsetType = msgspec.UNSET


class UpdateCarrierOutputProfile(BrandRequest, frozen=True, kw_only=True):
    """Which profile, and the change."""

    profile_id: UUID
    patch: ProfilePatch


async def update_carrier_output_profile(tx: Tx, request: UpdateCarrierOutputProfile) -> CarrierOutputProfile:
    """The profile. A definition goes into the draft; without one, a new draft is begun with the next number.

    Raises:
        InvalidInput: no such profile, nothing to change, or a definition that cannot be.
        Conflict: it is a shipped one (``PROFILE_IS_SHIPPED``); another profile has this name (``PROFILE_NAME_TAKEN``).
    """
    changes = request.patch.changes()
    if not changes:
        raise InvalidInput("_patch", "is empty")
    before = await hold_own_profile(tx, request.profile_id)
    old: dict[str, Any] = {}
    if not isinstance(request.patch.name, msgspec.UnsetType):
        old["name"] = before.name
        changes["name"] = await _rename(tx, before, request.patch.name)
    if not isinstance(request.patch.definition, msgspec.UnsetType):
        definition = as_json(checked_definition(request.patch.definition, "_patch.definition"))
        old["definition"], changes["definition"] = as_json(before.shown.definition), definition
        key = {"brand_id": tx.brand_id, "profile_id": before.profile_id}
        if await queries.update_draft(tx.connection, **key, definition=definition) is None:
            await queries.insert_draft(
                tx.connection, **key, version=before.versions[0].version + 1, definition=definition
            )
    target = ("carrier_output_profile", request.profile_id)
    await record(tx, Action.CARRIER_PROFILE_UPDATED, target, old=old, new=changes)
    return await read_profile(tx, request.profile_id)


async def _rename(tx: Tx, profile: CarrierOutputProfile, wanted: str) -> str:
    name = checked_text("_patch.name", wanted, longest=LONGEST_NAME)
    shipped = {each.name.lower() for each in shipped_profiles().values() if each.carrier == profile.carrier}
    key = {"brand_id": tx.brand_id, "profile_id": profile.profile_id}
    if name.lower() in shipped or await queries.rename_profile(tx.connection, **key, name=name) is None:
        raise name_taken(name)
    return name
