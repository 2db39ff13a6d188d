"""The operation table's lines for carrier output profiles."""

from countermark.audit.actions import Action
from countermark.entrypoints.operations.operation import Operation
from countermark.features.accounts.permissions import Permission
from countermark.features.exports.create_carrier_output_profile import (
    CreateCarrierOutputProfile,
    create_carrier_output_profile,
)
from countermark.features.exports.deprecate_carrier_output_profile import (
    DeprecateCarrierOutputProfile,
    deprecate_carrier_output_profile,
)
from countermark.features.exports.get_carrier_output_profile import GetCarrierOutputProfile, get_carrier_output_profile
from countermark.features.exports.list_carrier_output_profiles import (
    ListCarrierOutputProfiles,
    list_carrier_output_profiles,
)
from countermark.features.exports.preview_carrier_output_profile import (
    PreviewCarrierOutputProfile,
    ProfilePreview,
    preview_carrier_output_profile,
)
from countermark.features.exports.profile import CarrierOutputProfile
from countermark.features.exports.publish_carrier_output_profile import (
    PublishCarrierOutputProfile,
    publish_carrier_output_profile,
)
from countermark.features.exports.set_default_carrier_output_profile import (
    SetDefaultCarrierOutputProfile,
    set_default_carrier_output_profile,
)
from countermark.features.exports.update_carrier_output_profile import (
    UpdateCarrierOutputProfile,
    update_carrier_output_profile,
)

CARRIER_PROFILE_OPERATIONS: tuple[Operation, ...] = (
    Operation(
        run=create_carrier_output_profile,
        request=CreateCarrierOutputProfile,
        result=CarrierOutputProfile,
        summary="Make a carrier output profile, as a draft",
        permission=Permission.CARRIERS_MANAGE,
        action=Action.CARRIER_PROFILE_CREATED,
    ),
    Operation(
        run=get_carrier_output_profile,
        request=GetCarrierOutputProfile,
        result=CarrierOutputProfile,
        summary="One carrier output profile with its versions",
        permission=Permission.EXPORTS_READ,
    ),
    Operation(
        run=list_carrier_output_profiles,
        request=ListCarrierOutputProfiles,
        result=list[CarrierOutputProfile],
        summary="Carrier output profiles, shipped and own",
        permission=Permission.EXPORTS_READ,
    ),
    Operation(
        run=update_carrier_output_profile,
        request=UpdateCarrierOutputProfile,
        result=CarrierOutputProfile,
        summary="Change a carrier output profile's name or draft",
        permission=Permission.CARRIERS_MANAGE,
        action=Action.CARRIER_PROFILE_UPDATED,
    ),
    Operation(
        run=publish_carrier_output_profile,
        request=PublishCarrierOutputProfile,
        result=CarrierOutputProfile,
        summary="Publish the draft of a carrier output profile",
        permission=Permission.CARRIERS_MANAGE,
        action=Action.CARRIER_PROFILE_PUBLISHED,
    ),
    Operation(
        run=deprecate_carrier_output_profile,
        request=DeprecateCarrierOutputProfile,
        result=CarrierOutputProfile,
        summary="Take a carrier output profile out of use",
        permission=Permission.CARRIERS_MANAGE,
        action=Action.CARRIER_PROFILE_DEPRECATED,
    ),
    Operation(
        run=set_default_carrier_output_profile,
        request=SetDefaultCarrierOutputProfile,
        result=CarrierOutputProfile,
        summary="Choose the profile a carrier's exports use",
        permission=Permission.CARRIERS_MANAGE,
        action=Action.CARRIER_PROFILE_DEFAULT_SET,
    ),
    Operation(
        run=preview_carrier_output_profile,
        request=PreviewCarrierOutputProfile,
        result=ProfilePreview,
        summary="The first rows a profile makes of a mint batch",
        permission=Permission.EXPORTS_READ,
    ),
)
