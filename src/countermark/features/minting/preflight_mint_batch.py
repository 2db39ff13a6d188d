"""Tells whether a mint would be allowed, and writes nothing."""

from countermark.db.transaction import Tx
from countermark.features.minting.mint_check import BlockingReason, check_mint
from countermark.features.minting.mint_request import MintRequest, checked_mint_request
from countermark.features.minting.mint_serials import SerialsVerdict
from countermark.kit.records import Record


class PreflightMintBatch(MintRequest, frozen=True, kw_only=True):
    """The arguments of the mint to be; ``_idempotency_key`` is not used up."""


class MintPreflight(Record, frozen=True, kw_only=True):
    """``available_quantity``: what the batch has left, ``null`` without a limit; ``gtin``: what codes would carry;
    ``serials``: which of the ``_serials`` sent would become units."""

    ok: bool
    blocking_reasons: list[BlockingReason]
    requested_quantity: int
    available_quantity: int | None
    gtin: str | None
    serials: SerialsVerdict | None


async def preflight_mint_batch(tx: Tx, request: PreflightMintBatch) -> MintPreflight:
    """The same checks that :func:`submit_mint_request` makes, as things stand now.

    Raises:
        InvalidInput: malformed arguments; no such product or batch.
    """
    checked_mint_request(request)
    check = await check_mint(tx, request)
    return MintPreflight(
        ok=not check.reasons,
        blocking_reasons=check.reasons,
        requested_quantity=request.requested_quantity,
        available_quantity=check.available_quantity,
        gtin=check.sources["gtin"],
        serials=check.serials.verdict if check.serials else None,
    )
