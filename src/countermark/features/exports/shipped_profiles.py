"""The profiles that come with the program, read once a process."""

from functools import cache
from importlib.resources import files
from typing import Any, Final
from uuid import UUID

import msgspec

from countermark.features.exports.definition import Carrier, ProfileDefinition, checked_definition
from countermark.features.exports.facts import Fact

SHIPPED_VERSION: Final = 1
FULL_MANIFEST_NAME: Final = "Full manifest"
_FULL_MANIFEST_FACTS: Final = {
    "unit_id": Fact.UNIT_ID,
    "serial": Fact.SERIAL,
    "lot": Fact.LOT,
    "gs1_path": Fact.GS1_PATH,
    "url": Fact.DIGITAL_LINK,
    "gtin": Fact.GTIN,
    "passport_id": Fact.PASSPORT_ID,
    "product_name": Fact.PRODUCT_NAME,
    "sku": Fact.SKU,
    "batch_number": Fact.BATCH_NUMBER,
}


class ShippedProfile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A profile as it stands in the file; its id is the same in every brand."""

    profile_id: UUID
    carrier: Carrier
    name: str
    note: str
    definition: dict[str, Any]

    @property
    def checked(self) -> ProfileDefinition:
        """What it defines."""
        return checked_definition(self.definition)


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    profiles: list[ShippedProfile]


@cache
def shipped_profiles() -> dict[UUID, ShippedProfile]:
    """Every shipped profile by its id, in the order they are offered."""
    text = files("countermark.features.exports").joinpath("shipped_profiles.toml").read_text(encoding="utf-8")
    return {profile.profile_id: profile for profile in msgspec.toml.decode(text, type=_File).profiles}


@cache
def first_shipped(carrier: Carrier) -> UUID:
    """The profile a brand uses for a carrier until it chooses another one."""
    return next(profile.profile_id for profile in shipped_profiles().values() if profile.carrier is carrier)


@cache
def full_manifest_definition() -> ProfileDefinition:
    """Everything about the units, for people and their spreadsheets: text that would run as a formula is disarmed."""
    columns = [{"header": header, "fact": fact} for header, fact in _FULL_MANIFEST_FACTS.items()]
    return checked_definition({"columns": columns, "formula_guard": True, "file_name": "{product}_{batch}_manifest"})
