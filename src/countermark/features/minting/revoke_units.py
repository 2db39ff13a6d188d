"""Revokes units for good: one, or a list of them by ids or serials, or a file that was checked before."""

from typing import Literal
from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import Told, record, record_many
from countermark.db.transaction import Tx
from countermark.features.brands.notify_resolvers import notify_resolvers
from countermark.features.brands.unit_keys import unit_codec
from countermark.features.minting.mint_batch import queries
from countermark.features.minting.mint_request import LONGEST_SERIAL_TEXT
from countermark.features.minting.revocable_units import JudgedUnit, judge_units, numbers_of_ids, numbers_of_serials
from countermark.features.minting.revocation import revoke_numbers
from countermark.features.minting.serial_list import SerialListStatus, lock_serial_list
from countermark.jobs.queue import JobName, enqueue
from countermark.kit.errors import InvalidInput
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest
from countermark.kit.text import checked_text

MOST_UNITS = 10_000
LONGEST_REASON = 500


class RevokeUnits(BrandRequest, frozen=True, kw_only=True):
    """Exactly one of ``_unit_ids``, ``_serials`` and ``_serial_list_id``. ``_preview`` only judges the rows."""

    reason: str
    unit_ids: list[UUID] | None = None
    serials: list[str] | None = None
    serial_list_id: UUID | None = None
    preview: bool = False


class RevokedRow(Record, frozen=True, kw_only=True):
    """What became of a row (from 1): ``accepted``, or ``rejected`` with a code and what was wrong."""

    row: int
    unit_id: UUID | None
    serial: str | None
    status: Literal["accepted", "rejected"]
    code: str | None
    message: str | None


class UnitsRevoked(Record, frozen=True, kw_only=True):
    """``results`` has a row for each that was sent; of a file it is empty, and its list tells how it goes on."""

    ok: Literal[True] = True
    preview: bool
    accepted_count: int
    rejected_count: int
    results: list[RevokedRow]
    serial_list_id: UUID | None


async def revoke_units(tx: Tx, request: RevokeUnits) -> UnitsRevoked:
    """Revokes what can be revoked; rows are independent. There is no way back.

    Raises:
        InvalidInput: no reason; none or several of the three lists, or one too long; a list that was not checked.
    """
    reason = checked_text("_reason", request.reason, longest=LONGEST_REASON)
    given = [name for name in ("unit_ids", "serials", "serial_list_id") if getattr(request, name) is not None]
    if len(given) != 1:
        raise InvalidInput("_unit_ids", "give exactly one of _unit_ids, _serials and _serial_list_id")
    if request.serial_list_id is not None:
        return await _begin(tx, request.serial_list_id, reason, preview=request.preview)
    judged = await _judge(tx, request)
    accepted = [unit for unit in judged if unit.code is None]
    if accepted and not request.preview:
        await revoke_numbers(tx, [(unit.number, unit.mint_batch_id) for unit in accepted], reason)  # type: ignore[misc]
        codec = await unit_codec(tx)
        old, new = {"state": "not revoked"}, {"state": "revoked", "reason": reason}
        told = [Told(codec.unit_id_of(unit.number), old, new) for unit in accepted if unit.number is not None]
        await record_many(tx, Action.UNITS_REVOKED, "unit", told)
        await notify_resolvers(tx)
    return UnitsRevoked(
        preview=request.preview,
        accepted_count=len(accepted),
        rejected_count=len(judged) - len(accepted),
        results=[_row(place, request, unit) for place, unit in enumerate(judged)],
        serial_list_id=None,
    )


async def _judge(tx: Tx, request: RevokeUnits) -> list[JudgedUnit]:
    rows = request.unit_ids if request.unit_ids is not None else request.serials or []
    name = "_unit_ids" if request.unit_ids is not None else "_serials"
    if not 1 <= len(rows) <= MOST_UNITS:
        raise InvalidInput(name, f"has {len(rows)} rows; 1 to {MOST_UNITS} are allowed", hint="more come as a file")
    for place, serial in enumerate(request.serials or []):
        checked_text(f"_serials[{place}]", serial, longest=LONGEST_SERIAL_TEXT, shortest=0)
    if request.unit_ids is not None:
        numbers = await numbers_of_ids(tx, request.unit_ids)
    else:
        numbers = await numbers_of_serials(tx, [serial.strip() for serial in request.serials or []])
    return await judge_units(tx, numbers)


def _row(place: int, request: RevokeUnits, unit: JudgedUnit) -> RevokedRow:
    return RevokedRow(
        row=place + 1,
        unit_id=request.unit_ids[place] if request.unit_ids is not None else None,
        serial=request.serials[place] if request.serials is not None else None,
        status="rejected" if unit.code else "accepted",
        code=unit.code,
        message=unit.message,
    )


async def _begin(tx: Tx, serial_list_id: UUID, reason: str, *, preview: bool) -> UnitsRevoked:
    """Starts the job that revokes the accepted rows of a list, chunk by chunk."""
    row = await lock_serial_list(tx, serial_list_id, SerialListStatus.CHECKED, purpose="revoke")
    if not preview:
        key = {"brand_id": tx.brand_id, "serial_list_id": serial_list_id}
        await queries.begin_revoking_list(tx.connection, **key, reason=reason)
        await enqueue(tx, JobName.REVOKE_SERIAL_LIST, serial_list_id=serial_list_id)
        told = {"reason": reason, "units": row["accepted_rows"]}
        await record(tx, Action.UNITS_REVOKED, ("serial_list", serial_list_id), new=told)
    return UnitsRevoked(
        preview=preview,
        accepted_count=row["accepted_rows"],
        rejected_count=row["rejected_rows"],
        results=[],
        serial_list_id=serial_list_id,
    )
