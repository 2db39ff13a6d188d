"""What the rows of an export look like, and whether a mint batch can be written so: the same at every door."""

from typing import NamedTuple
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.brands.unit_keys import unit_codec
from countermark.features.exports.definition import ProfileDefinition
from countermark.features.exports.export import CARRIERS, ExportKind
from countermark.features.exports.own_serials import own_serials
from countermark.features.exports.profile import usable_profile
from countermark.features.exports.shipped_profiles import FULL_MANIFEST_NAME, full_manifest_definition
from countermark.features.exports.table import check_epcs
from countermark.features.exports.unit_source import BatchFacts, Stretch
from countermark.features.minting.mint_batch import EXISTING, read_mint_batch
from countermark.kit.errors import InvalidInput


class ExportForm(NamedTuple):
    """The definition, and the profile it comes from; the full manifest comes from none."""

    definition: ProfileDefinition
    profile_id: UUID | None
    version: int | None
    name: str | None


async def export_form(tx: Tx, kind: ExportKind, profile_id: UUID | None) -> ExportForm:
    """The form of a kind: the full manifest has one, a carrier that of the profile named, else of the brand's default.

    Raises:
        InvalidInput: a profile for the full manifest; no such profile; one of another carrier
            (``PROFILE_OF_ANOTHER_CARRIER``); one without a published version (``PROFILE_NOT_PUBLISHED``).
    """
    if kind not in CARRIERS:
        if profile_id is not None:
            raise InvalidInput("_profile_id", f"{kind} has one form, whatever the carrier")
        return ExportForm(full_manifest_definition(), None, None, FULL_MANIFEST_NAME)
    profile = await usable_profile(tx, CARRIERS[kind], profile_id)
    version = profile.published
    if version is None:
        raise InvalidInput("_profile_id", "has no published version", code="PROFILE_NOT_PUBLISHED")
    return ExportForm(version.definition, profile.profile_id, version.version, profile.name)


async def check_has_units(tx: Tx, mint_batch_id: UUID, kind: ExportKind) -> None:
    """Refuses a mint batch whose units cannot be written for this.

    Raises:
        InvalidInput: no such mint batch; no units yet (``MINT_BATCH_NOT_MINTED``); units that are void, for a carrier
            (``MINT_BATCH_VOIDED``).
    """
    status = (await read_mint_batch(tx, mint_batch_id))["status"]
    if status not in EXISTING:
        told = f"it is {status}: there are no units to export"
        raise InvalidInput("_mint_batch_id", told, code="MINT_BATCH_NOT_MINTED")
    if status == "voided" and kind in CARRIERS:
        told = "it is voided: its codes must not be printed or encoded"
        raise InvalidInput("_mint_batch_id", told, code="MINT_BATCH_VOIDED", hint="the full manifest can be exported")


async def check_units(tx: Tx, facts: BatchFacts, form: ExportForm) -> None:
    """Refuses a form whose EPCs the units cannot have.

    Raises:
        InvalidInput: ``EPC_NEEDS_GTIN``, ``EPC_NEEDS_SERIALS`` or ``EPC_IMPOSSIBLE``.
    """
    first = Stretch(first_unit_number=facts.first_unit_number, count=1, range=facts.ranges[0])
    check_epcs(facts, form.definition, await unit_codec(tx), await own_serials(tx, facts, first))
