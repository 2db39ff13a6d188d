"""Lists carrier output profiles, shipped ones and the brand's own."""

from countermark.db.transaction import Tx
from countermark.features.exports.definition import Carrier
from countermark.features.exports.profile import CarrierOutputProfile, read_profiles
from countermark.kit.requests import BrandRequest


class ListCarrierOutputProfiles(BrandRequest, frozen=True, kw_only=True):
    """Of which carrier; of each when none is given."""

    carrier: Carrier | None = None


async def list_carrier_output_profiles(tx: Tx, request: ListCarrierOutputProfiles) -> list[CarrierOutputProfile]:
    """All of them (a brand has a hundred of its own at most), shipped ones first, then by age."""
    return await read_profiles(tx, request.carrier)
