"""Carrier output profiles: the record, and the door to one, shipped or the brand's own."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final, Literal
from uuid import UUID

import msgspec

from countermark.db.transaction import Tx
from countermark.features.exports.definition import Carrier, ProfileDefinition
from countermark.features.exports.queries import queries
from countermark.features.exports.shipped_profiles import (
    SHIPPED_VERSION,
    ShippedProfile,
    first_shipped,
    shipped_profiles,
)
from countermark.kit.clock import to_second
from countermark.kit.errors import Conflict, InvalidInput, unknown
from countermark.kit.records import Record

MOST_PROFILES: Final = 100
LONGEST_NAME: Final = 80
VersionStatus = Literal["draft", "published", "deprecated"]


class ProfileVersion(Record, frozen=True, kw_only=True):
    """A version: a draft can be changed, a published one never again, a deprecated one is kept for what it made."""

    version: int
    status: VersionStatus
    definition: ProfileDefinition
    created_at: datetime | None
    published_at: datetime | None
    deprecated_at: datetime | None


class CarrierOutputProfile(Record, frozen=True, kw_only=True):
    """A profile with its versions, the newest first. ``is_default``: used for its carrier when none is named."""

    profile_id: UUID
    carrier: Carrier
    name: str
    note: str | None
    is_shipped: bool
    is_default: bool
    status: VersionStatus
    versions: list[ProfileVersion]
    created_at: datetime | None
    updated_at: datetime | None

    @property
    def published(self) -> ProfileVersion | None:
        """What exports use."""
        return next((version for version in self.versions if version.status == "published"), None)

    @property
    def draft(self) -> ProfileVersion | None:
        """What is being worked on."""
        return next((version for version in self.versions if version.status == "draft"), None)

    @property
    def shown(self) -> ProfileVersion:
        """The version that says most about the profile now: the draft, else the published one, else the newest."""
        return self.draft or self.published or self.versions[0]


async def read_profiles(
    tx: Tx, carrier: Carrier | None = None, profile_id: UUID | None = None
) -> list[CarrierOutputProfile]:
    """Profiles of a carrier (``None``: of each), shipped ones first; or the one of the brand's own with this id."""
    chosen = {
        row["carrier"]: row["profile_id"] async for row in queries.list_defaults(tx.connection, brand_id=tx.brand_id)
    }
    defaults = {each: chosen.get(each, first_shipped(each)) for each in Carrier}
    shipped = [
        _shipped(profile, is_default=defaults[profile.carrier] == profile.profile_id)
        for profile in shipped_profiles().values()
        if carrier in (None, profile.carrier) and profile_id in (None, profile.profile_id)
    ]
    found = queries.list_profiles(tx.connection, brand_id=tx.brand_id, carrier=carrier)
    rows = [row async for row in found if profile_id in (None, row["profile_id"])]
    ids = [row["profile_id"] for row in rows]
    versions: dict[UUID, list[Mapping[str, Any]]] = {each: [] for each in ids}
    async for version in queries.list_versions(tx.connection, brand_id=tx.brand_id, profile_ids=ids):
        versions[version["profile_id"]].append(version)
    own = [
        _own(row, versions[row["profile_id"]], is_default=defaults[Carrier(row["carrier"])] == row["profile_id"])
        for row in rows
    ]
    return shipped + own


async def read_profile(tx: Tx, profile_id: UUID) -> CarrierOutputProfile:
    """One profile.

    Raises:
        InvalidInput: there is none, or it is another brand's (the same error).
    """
    found = await read_profiles(tx, profile_id=profile_id)
    if not found:
        raise unknown("_profile_id", "carrier output profile")
    return found[0]


async def hold_own_profile(tx: Tx, profile_id: UUID) -> CarrierOutputProfile:
    """One of the brand's own, held until the transaction ends.

    Raises:
        InvalidInput: no such profile.
        Conflict: it is a shipped one (``PROFILE_IS_SHIPPED``).
    """
    if profile_id in shipped_profiles():
        raise Conflict(
            "_profile_id", "a shipped profile cannot be changed", code="PROFILE_IS_SHIPPED", hint="make a copy of it"
        )
    await queries.lock_profile(tx.connection, brand_id=tx.brand_id, profile_id=profile_id)
    return await read_profile(tx, profile_id)


async def usable_profile(tx: Tx, carrier: Carrier, profile_id: UUID | None) -> CarrierOutputProfile:
    """The profile that an export for a carrier uses: the one named, else the brand's default.

    Raises:
        InvalidInput: no such profile; one of another carrier (``PROFILE_OF_ANOTHER_CARRIER``); one without a published
            version (``PROFILE_NOT_PUBLISHED``).
    """
    if profile_id is None:
        profile = next(each for each in await read_profiles(tx, carrier) if each.is_default)
    else:
        profile = await read_profile(tx, profile_id)
    if profile.carrier != carrier:
        problem = f"{profile.name!r} is a profile for {profile.carrier}, not for {carrier}"
        raise InvalidInput("_profile_id", problem, code="PROFILE_OF_ANOTHER_CARRIER")
    if profile.published is None:
        problem = f"{profile.name!r} has no published version"
        raise InvalidInput("_profile_id", problem, code="PROFILE_NOT_PUBLISHED", hint="publish it first")
    return profile


def name_taken(name: str) -> Conflict:
    """Another profile of the carrier is called so."""
    return Conflict("_name", f"there is a profile {name!r} for this carrier already", code="PROFILE_NAME_TAKEN")


def as_json(definition: ProfileDefinition) -> Any:
    """What is stored of a definition."""
    return msgspec.to_builtins(definition)


def _shipped(profile: ShippedProfile, *, is_default: bool) -> CarrierOutputProfile:
    version = ProfileVersion(
        version=SHIPPED_VERSION,
        status="published",
        definition=profile.checked,
        created_at=None,
        published_at=None,
        deprecated_at=None,
    )
    return CarrierOutputProfile(
        profile_id=profile.profile_id,
        carrier=profile.carrier,
        name=profile.name,
        note=profile.note,
        is_shipped=True,
        is_default=is_default,
        status="published",
        versions=[version],
        created_at=None,
        updated_at=None,
    )


def _own(row: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], *, is_default: bool) -> CarrierOutputProfile:
    versions = [_version(each) for each in rows]
    statuses = {version.status for version in versions}
    status: VersionStatus = "published" if "published" in statuses else versions[0].status
    return CarrierOutputProfile(
        profile_id=row["profile_id"],
        carrier=Carrier(row["carrier"]),
        name=row["name"],
        note=None,
        is_shipped=False,
        is_default=is_default,
        status=status,
        versions=versions,
        created_at=to_second(row["created_at"]),
        updated_at=to_second(row["updated_at"]),
    )


def _version(row: Mapping[str, Any]) -> ProfileVersion:
    def moment(name: str) -> datetime | None:
        return to_second(row[name]) if row[name] else None

    return ProfileVersion(
        version=row["version"],
        status=row["status"],
        definition=msgspec.convert(row["definition"], ProfileDefinition),
        created_at=moment("created_at"),
        published_at=moment("published_at"),
        deprecated_at=moment("deprecated_at"),
    )
