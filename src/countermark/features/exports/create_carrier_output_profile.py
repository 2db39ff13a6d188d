"""Makes a carrier output profile, as a draft: from a definition, or as a copy of another profile."""

from typing import Any
from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.exports.definition import Carrier, ProfileDefinition, checked_definition
from countermark.features.exports.profile import (
    LONGEST_NAME,
    MOST_PROFILES,
    CarrierOutputProfile,
    as_json,
    name_taken,
    read_profile,
    read_profiles,
)
from countermark.features.exports.queries import queries
from countermark.kit.errors import InvalidInput
from countermark.kit.requests import BrandRequest
from countermark.kit.text import checked_text


class CreateCarrierOutputProfile(BrandRequest, frozen=True, kw_only=True):
    """Give ``_definition``, or ``_copy_of``: a profile of the same carrier."""

    carrier: Carrier
    name: str
    definition: dict[str, Any] | None = None
    copy_of: UUID | None = None


async def create_carrier_output_profile(tx: Tx, request: CreateCarrierOutputProfile) -> CarrierOutputProfile:
    """The profile, with a draft as its first version.

    Raises:
        InvalidInput: names the argument; too many profiles (``TOO_MANY_PROFILES``).
        Conflict: another profile of the carrier has this name (``PROFILE_NAME_TAKEN``).
    """
    name = checked_text("_name", request.name, longest=LONGEST_NAME)
    definition = await _definition(tx, request)
    profiles = await read_profiles(tx)
    if sum(not profile.is_shipped for profile in profiles) >= MOST_PROFILES:
        raise InvalidInput("_brand_id", f"a brand has {MOST_PROFILES} profiles at most", code="TOO_MANY_PROFILES")
    if any(p.is_shipped and p.carrier == request.carrier and p.name.lower() == name.lower() for p in profiles):
        raise name_taken(name)
    profile_id = await queries.insert_profile(
        tx.connection, brand_id=tx.brand_id, carrier=request.carrier, name=name, created_by=tx.actor.user_id
    )
    if profile_id is None:
        raise name_taken(name)
    key = {"brand_id": tx.brand_id, "profile_id": profile_id}
    await queries.insert_draft(tx.connection, **key, version=1, definition=as_json(definition))
    told = {"carrier": request.carrier, "name": name, "definition": as_json(definition)}
    await record(tx, Action.CARRIER_PROFILE_CREATED, ("carrier_output_profile", profile_id), new=told)
    return await read_profile(tx, profile_id)


async def _definition(tx: Tx, request: CreateCarrierOutputProfile) -> ProfileDefinition:
    if (request.definition is None) == (request.copy_of is None):
        raise InvalidInput("_definition", "give a definition, or _copy_of, and not both")
    if request.definition is not None:
        return checked_definition(request.definition)
    if request.copy_of is None:
        raise InvalidInput("_copy_of", "is missing")
    model = await read_profile(tx, request.copy_of)
    if model.carrier != request.carrier:
        raise InvalidInput("_copy_of", f"is a profile for {model.carrier}", code="PROFILE_OF_ANOTHER_CARRIER")
    return model.shown.definition
