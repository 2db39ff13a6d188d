"""Takes a reason code out of use, or back into it."""

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.amendments.amendment import queries
from countermark.features.amendments.amendment_policy import ReasonCode, read_reason_codes
from countermark.kit.errors import unknown
from countermark.kit.requests import BrandRequest


class UpdateAmendmentReasonCode(BrandRequest, frozen=True, kw_only=True):
    """Code and label stay what they are: amendments name them."""

    reason_code: str
    is_active: bool


async def update_amendment_reason_code(tx: Tx, request: UpdateAmendmentReasonCode) -> ReasonCode:
    """The code as it is now; the same state again changes nothing.

    Raises:
        InvalidInput: no such code in the brand.
    """
    row = await queries.lock_reason_code(tx.connection, brand_id=tx.brand_id, reason_code=request.reason_code)
    if row is None:
        raise unknown("_reason_code", "reason code")
    if row["is_active"] != request.is_active:
        await queries.set_reason_code_active(
            tx.connection, brand_id=tx.brand_id, reason_code=request.reason_code, is_active=request.is_active
        )
        target = ("amendment_reason_code", request.reason_code)
        old, new = {"is_active": row["is_active"]}, {"is_active": request.is_active}
        await record(tx, Action.REASON_CODE_UPDATED, target, old=old, new=new)
    return next(each for each in await read_reason_codes(tx) if each.reason_code == request.reason_code)
