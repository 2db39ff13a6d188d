"""Whether a mint is allowed: the facts it depends on, and every reason against it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from countermark.db.transaction import Tx
from countermark.features.minting.mint_batch import queries
from countermark.features.minting.mint_request import MintRequest
from countermark.features.minting.mint_serials import MintSerials, check_mint_serials, serial_reasons
from countermark.gs1 import lot_problem
from countermark.kit.errors import unknown
from countermark.kit.records import Record
from countermark.serials import SANDBOX_NUMBERS_FROM, UNIT_NUMBER_LIMIT

Reasons = Iterator[tuple[str, str]]


class BlockingReason(Record, frozen=True, kw_only=True):
    """One thing that stands in the way; ``code`` is stable, ``message`` says what to do."""

    code: str
    message: str


@dataclass(frozen=True)
class MintCheck:
    """The outcome. ``available_quantity`` is what the product batch has left (``None``: it sets no limit), ``quantity``
    how many units there would be: as many as were asked for, or as there are own ``serials`` that can be used.
    """

    sources: Mapping[str, Any]
    reasons: list[BlockingReason]
    available_quantity: int | None
    serials: MintSerials | None
    quantity: int


async def check_mint(tx: Tx, request: MintRequest) -> MintCheck:
    """Everything that blocks the mint as things stand; exact while the caller holds the locks of a mint.

    Raises:
        InvalidInput: no such product, or no such batch of that product, in this brand.
    """
    sources = await queries.get_mint_sources(
        tx.connection,
        brand_id=tx.brand_id,
        product_id=request.product_id,
        product_batch_id=request.product_batch_id,
    )
    if sources is None:
        raise unknown("_product_id", "product")
    if request.product_batch_id is not None and sources["batch_status"] is None:
        raise unknown("_product_batch_id", "batch of this product")
    codes = [lot.lot_code for lot in request.lots or []]
    taken = await taken_lot_codes(tx, request, codes) if codes else set()
    limit = sources["batch_quantity"]
    available = None if limit is None else max(limit - sources["minted_quantity"], 0)
    serials = await check_mint_serials(tx, request, available)
    quantity = request.requested_quantity if serials is None else serials.quantity
    reasons = [
        *_product_reasons(sources),
        *_batch_reasons(quantity, sources, available),
        *_lot_reasons(request, codes, taken),
        *serial_reasons(request, serials),
        *_counter_reasons(request, quantity, sources),
    ]
    told = [BlockingReason(code=code, message=message) for code, message in reasons]
    return MintCheck(sources, told, available, serials, quantity)


def _product_reasons(sources: Mapping[str, Any]) -> Reasons:
    if sources["archived_at"] is not None:
        yield "PRODUCT_ARCHIVED", "the product is archived; nothing can be minted of it"
    if sources["commercial_status"] != "ACTIVE":
        yield "COMMERCIAL_STATUS_NOT_ACTIVE", "the product is not active; set its commercial_status to ACTIVE"
    if sources["mint_readiness_status"] != "READY":
        errors = [problem["message"] for problem in sources["readiness_problems"] if problem["severity"] == "error"]
        yield "MINT_READINESS_NOT_READY", f"the product is not ready to be minted: {'; '.join(errors)}"


def _batch_reasons(quantity: int, sources: Mapping[str, Any], available: int | None) -> Reasons:
    status = sources["batch_status"]
    if status not in (None, "active"):
        yield "BATCH_NOT_ACTIVE", f"batch {sources['batch_number']} is {status}; only an active batch can be minted"
    if available is not None and quantity > available:
        yield (
            "BATCH_QUANTITY_EXCEEDED",
            f"batch {sources['batch_number']} has {available} of {sources['batch_quantity']} units left to mint; "
            f"{quantity} are too many: mint fewer, or raise the batch's quantity",
        )


def _lot_reasons(request: MintRequest, codes: list[str], taken: set[str]) -> Reasons:
    if not request.lots:
        return
    if request.identity_mode == "serial":
        yield "LOTS_NOT_ALLOWED_IN_SERIAL_MODE", "lots are for batch mode; leave them out, or mint in batch mode"
        return
    total = sum(lot.qty for lot in request.lots)
    if total != request.requested_quantity:
        yield "LOTS_SUM_MISMATCH", f"the lots add up to {total} units, not to {request.requested_quantity}"
    for code, times in Counter(codes).items():
        if problem := lot_problem(code):
            yield "LOT_CODE_INVALID", f"{code!r} cannot be a GS1 batch or lot number, AI (10): {problem}"
        elif times > 1:
            yield "LOT_CODE_TAKEN", f"lot {code} is given {times} times; each lot needs a code of its own"
        elif code in taken:
            yield "LOT_CODE_TAKEN", f"lot {code} of this product exists already; choose another code"


def _counter_reasons(request: MintRequest, quantity: int, sources: Mapping[str, Any]) -> Reasons:
    numbers = unit_numbers_of(request)
    next_number = sources["next_sandbox_number" if request.sandbox else "next_unit_number"]
    if next_number + quantity > numbers.stop:
        yield (
            "UNIT_NUMBERS_EXHAUSTED",
            f"the brand has {numbers.stop - next_number} unit numbers left of {len(numbers)}",
        )


def unit_numbers_of(request: MintRequest) -> range:
    """The numbers that the units can have: those of sandbox mints lie apart, so that they are never taken for live."""
    return range(SANDBOX_NUMBERS_FROM, UNIT_NUMBER_LIMIT) if request.sandbox else range(SANDBOX_NUMBERS_FROM)


async def taken_lot_codes(tx: Tx, request: MintRequest, codes: list[str]) -> set[str]:
    """Which of ``codes`` the product has lots of already."""
    found = queries.list_taken_lot_codes(
        tx.connection, brand_id=tx.brand_id, product_id=request.product_id, lot_codes=codes
    )
    return {row["lot_code"] async for row in found}
