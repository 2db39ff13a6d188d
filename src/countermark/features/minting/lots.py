"""The lots of a new mint batch: those asked for, or one by default."""

import secrets
from collections.abc import Sequence
from itertools import accumulate
from typing import Any
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.minting.mint_batch import queries
from countermark.features.minting.mint_check import MintCheck, taken_lot_codes
from countermark.features.minting.mint_request import LotRequest, MintRequest
from countermark.gs1 import is_valid_lot

GENERATED_CODE_DIGITS = 12
DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


async def lots_to_make(tx: Tx, request: MintRequest, check: MintCheck) -> Sequence[LotRequest]:
    """The lots of the request; in batch mode without any, one lot of all units; none in serial mode."""
    if request.identity_mode == "serial":
        return []
    if request.lots:
        return request.lots
    return [LotRequest(lot_code=await _default_code(tx, request, check), qty=request.requested_quantity)]


async def insert_lots(
    tx: Tx, *, mint_batch_id: UUID, product_id: UUID, first_unit_number: int, lots: Sequence[LotRequest]
) -> None:
    """Writes the lots, one after the other from ``first_unit_number`` on."""
    if not lots:
        return
    quantities = [lot.qty for lot in lots]
    values: dict[str, Any] = {
        "lot_codes": [lot.lot_code for lot in lots],
        "first_unit_numbers": list(accumulate(quantities[:-1], initial=first_unit_number)),
        "quantities": quantities,
    }
    await queries.insert_lots(
        tx.connection, brand_id=tx.brand_id, mint_batch_id=mint_batch_id, product_id=product_id, **values
    )


async def _default_code(tx: Tx, request: MintRequest, check: MintCheck) -> str:
    """The production batch's number if that can be a lot code and is free, else a random one."""
    number = check.sources["batch_number"]
    if number is not None and is_valid_lot(number) and not await taken_lot_codes(tx, request, [number]):
        return str(number)
    return "L" + "".join(secrets.choice(DIGITS) for _ in range(GENERATED_CODE_DIGITS))
