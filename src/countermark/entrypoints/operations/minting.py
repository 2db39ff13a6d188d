"""The operation table's lines for minting."""

from countermark.audit.actions import Action
from countermark.entrypoints.operations.operation import Operation
from countermark.features.accounts.permissions import Permission
from countermark.features.minting.append_serial_list_file import (
    AppendSerialListFile,
    SerialListAppended,
    append_serial_list_file,
)
from countermark.features.minting.cancel_serial_list import CancelSerialList, SerialListCancelled, cancel_serial_list
from countermark.features.minting.create_serial_list import CreateSerialList, SerialListCreated, create_serial_list
from countermark.features.minting.get_mint_batch_by_id import GetMintBatchById, MintBatchDetails, get_mint_batch_by_id
from countermark.features.minting.get_mint_job import GetMintJob, MintJob, get_mint_job
from countermark.features.minting.get_mint_kpis import GetMintKpis, MintKpis, get_mint_kpis
from countermark.features.minting.get_mint_unit import GetMintUnit, MintUnitDetails, get_mint_unit
from countermark.features.minting.get_mint_usage import GetMintUsage, MintUsage, get_mint_usage
from countermark.features.minting.get_serial_list import GetSerialList, get_serial_list
from countermark.features.minting.get_serial_pattern import GetSerialPattern, SerialPattern, get_serial_pattern
from countermark.features.minting.list_mint_batches import ListMintBatches, list_mint_batches
from countermark.features.minting.list_mint_events import ListMintEvents, MintEvent, list_mint_events
from countermark.features.minting.list_mint_units import ListMintUnits, list_mint_units
from countermark.features.minting.list_serial_list_rejections import (
    ListSerialListRejections,
    list_serial_list_rejections,
)
from countermark.features.minting.list_serial_lists import ListSerialLists, list_serial_lists
from countermark.features.minting.mint_batch import MintBatch
from countermark.features.minting.mint_unit import MintUnit
from countermark.features.minting.own_serials import SerialRejection
from countermark.features.minting.preflight_mint_batch import MintPreflight, PreflightMintBatch, preflight_mint_batch
from countermark.features.minting.remove_sandbox_mint import RemoveSandboxMint, SandboxMintRemoved, remove_sandbox_mint
from countermark.features.minting.revoke_units import RevokeUnits, UnitsRevoked, revoke_units
from countermark.features.minting.serial_list import SerialList
from countermark.features.minting.set_serial_pattern import SerialPatternSet, SetSerialPattern, set_serial_pattern
from countermark.features.minting.submit_mint_request import (
    MintBlocked,
    MintQueued,
    OwnSerialsQueued,
    SubmitMintRequest,
    submit_mint_request,
)
from countermark.features.minting.transition_mint_batch import (
    MintBatchTransitioned,
    TransitionMintBatch,
    transition_mint_batch,
)
from countermark.kit.cursors import Page

MINTING_OPERATIONS: tuple[Operation, ...] = (
    Operation(
        run=submit_mint_request,
        request=SubmitMintRequest,
        result=MintQueued | OwnSerialsQueued | MintBlocked,
        summary="Mint up to a million units",
        permission=Permission.MINT_SUBMIT,
        action=Action.MINT_SUBMITTED,
    ),
    Operation(
        run=preflight_mint_batch,
        request=PreflightMintBatch,
        result=MintPreflight,
        summary="Whether a mint would be allowed, and what blocks it",
        permission=Permission.MINT_READ,
    ),
    Operation(
        run=get_mint_job,
        request=GetMintJob,
        result=MintJob,
        summary="How far a mint is",
        permission=Permission.MINT_READ,
    ),
    Operation(
        run=list_mint_batches,
        request=ListMintBatches,
        result=Page[MintBatch],
        summary="Mint batches, the newest first",
        permission=Permission.MINT_READ,
    ),
    Operation(
        run=get_mint_batch_by_id,
        request=GetMintBatchById,
        result=MintBatchDetails,
        summary="One mint batch with its lots, its job and its counts",
        permission=Permission.MINT_READ,
    ),
    Operation(
        run=list_mint_units,
        request=ListMintUnits,
        result=Page[MintUnit],
        summary="The units of a mint batch, or of the brand",
        permission=Permission.MINT_READ,
    ),
    Operation(
        run=get_mint_unit,
        request=GetMintUnit,
        result=MintUnitDetails,
        summary="One unit with everything about it",
        permission=Permission.MINT_READ,
    ),
    Operation(
        run=transition_mint_batch,
        request=TransitionMintBatch,
        result=MintBatchTransitioned,
        summary="Move a mint batch along, or void it",
        permission=Permission.MINT_MANAGE,
        action=Action.MINT_BATCH_TRANSITIONED,
    ),
    Operation(
        run=revoke_units,
        request=RevokeUnits,
        result=UnitsRevoked,
        summary="Revoke units, one or many",
        permission=Permission.MINT_MANAGE,
        action=Action.UNITS_REVOKED,
    ),
    Operation(
        run=list_mint_events,
        request=ListMintEvents,
        result=Page[MintEvent],
        summary="What happened to mint batches",
        permission=Permission.MINT_READ,
    ),
    Operation(
        run=get_mint_kpis,
        request=GetMintKpis,
        result=MintKpis,
        summary="Minted, activated and revoked units, by time and product",
        permission=Permission.MINT_READ,
    ),
    Operation(
        run=get_mint_usage,
        request=GetMintUsage,
        result=MintUsage,
        summary="Units minted by month",
        permission=Permission.MINT_READ,
    ),
    Operation(
        run=remove_sandbox_mint,
        request=RemoveSandboxMint,
        result=SandboxMintRemoved,
        summary="Remove a sandbox mint",
        permission=Permission.MINT_MANAGE,
        action=Action.SANDBOX_MINT_REMOVED,
    ),
    Operation(
        run=get_serial_pattern,
        request=GetSerialPattern,
        result=SerialPattern,
        summary="What the brand's own serials look like",
        permission=Permission.MINT_READ,
    ),
    Operation(
        run=set_serial_pattern,
        request=SetSerialPattern,
        result=SerialPatternSet,
        summary="Say what the brand's own serials look like",
        permission=Permission.MINT_MANAGE,
        action=Action.SERIAL_PATTERN_SET,
    ),
    Operation(
        run=create_serial_list,
        request=CreateSerialList,
        result=SerialListCreated,
        summary="Begin a list of serials, to be minted or revoked",
        permission=Permission.MINT_SUBMIT,
        action=Action.SERIAL_LIST_CREATED,
    ),
    Operation(
        run=append_serial_list_file,
        request=AppendSerialListFile,
        result=SerialListAppended,
        summary="Upload the file of a list of serials in parts",
        permission=Permission.MINT_SUBMIT,
        action=Action.SERIAL_LIST_APPENDED,
    ),
    Operation(
        run=get_serial_list,
        request=GetSerialList,
        result=SerialList,
        summary="How far a list of serials is",
        permission=Permission.MINT_READ,
    ),
    Operation(
        run=list_serial_lists,
        request=ListSerialLists,
        result=Page[SerialList],
        summary="Lists of serials, the newest first",
        permission=Permission.MINT_READ,
    ),
    Operation(
        run=list_serial_list_rejections,
        request=ListSerialListRejections,
        result=Page[SerialRejection],
        summary="The rows of a list of serials that cannot be used",
        permission=Permission.MINT_READ,
    ),
    Operation(
        run=cancel_serial_list,
        request=CancelSerialList,
        result=SerialListCancelled,
        summary="Give up a list of serials",
        permission=Permission.MINT_SUBMIT,
        action=Action.SERIAL_LIST_CANCELLED,
    ),
)
