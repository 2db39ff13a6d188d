"""Adds a reason code for break-glass."""

import re
from typing import Final

import asyncpg

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.amendments.amendment import queries
from countermark.features.amendments.amendment_policy import ReasonCode, read_reason_codes
from countermark.kit.errors import Conflict, InvalidInput
from countermark.kit.requests import BrandRequest
from countermark.kit.text import checked_text

CODE: Final = re.compile(r"[A-Z][A-Z0-9_]{0,39}")
MOST_CODES: Final = 100
LONGEST_LABEL: Final = 120


class CreateAmendmentReasonCode(BrandRequest, frozen=True, kw_only=True):
    """``_reason_code`` is for programs and ledgers, ``_label`` for people."""

    reason_code: str
    label: str


async def create_amendment_reason_code(tx: Tx, request: CreateAmendmentReasonCode) -> ReasonCode:
    """The new code, active at once.

    Raises:
        InvalidInput: a code that is not 1 to 40 capitals, digits and underscores; the brand has 100 codes
            (``TOO_MANY_CODES``).
        Conflict: the brand has it (``REASON_CODE_TAKEN``).
    """
    code = request.reason_code.strip()
    if CODE.fullmatch(code) is None:
        raise InvalidInput(
            "_reason_code", "must be 1 to 40 capital letters, digits and underscores", hint="such as SAFETY_NOTICE"
        )
    label = checked_text("_label", request.label, longest=LONGEST_LABEL)
    if await queries.count_reason_codes(tx.connection, brand_id=tx.brand_id) >= MOST_CODES:
        raise InvalidInput("_reason_code", f"the brand has {MOST_CODES} codes already", code="TOO_MANY_CODES")
    try:
        await queries.insert_reason_code(tx.connection, brand_id=tx.brand_id, reason_code=code, label=label)
    except asyncpg.UniqueViolationError:
        raise Conflict("_reason_code", f"the brand has {code} already", code="REASON_CODE_TAKEN") from None
    await record(tx, Action.REASON_CODE_CREATED, ("amendment_reason_code", code), new={"label": label})
    return next(each for each in await read_reason_codes(tx) if each.reason_code == code)
