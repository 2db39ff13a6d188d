"""The operation table's lines for minting."""

from countermark.audit.actions import Action
from countermark.entrypoints.operations.operation import Operation
from countermark.features.accounts.permissions import Permission
from countermark.features.minting.get_mint_batch_by_id import GetMintBatchById, MintBatchDetails, get_mint_batch_by_id
from countermark.features.minting.get_mint_job import GetMintJob, MintJob, get_mint_job
from countermark.features.minting.list_mint_batches import ListMintBatches, list_mint_batches
from countermark.features.minting.list_mint_units import ListMintUnits, MintUnit, list_mint_units
from countermark.features.minting.mint_batch import MintBatch
from countermark.features.minting.preflight_mint_batch import MintPreflight, PreflightMintBatch, preflight_mint_batch
from countermark.features.minting.submit_mint_request import (
    MintBlocked,
    MintQueued,
    SubmitMintRequest,
    submit_mint_request,
)
from countermark.kit.cursors import Page

MINTING_OPERATIONS: tuple[Operation, ...] = (
    Operation(
        run=submit_mint_request,
        request=SubmitMintRequest,
        result=MintQueued | MintBlocked,
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
        summary="The units of a mint batch",
        permission=Permission.MINT_READ,
    ),
)
