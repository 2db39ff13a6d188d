"""The own serials of a mint: those sent with it, or those of a list that was checked before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.minting.mint_batch import queries
from countermark.features.minting.mint_request import MintRequest
from countermark.features.minting.own_serials import (
    JudgedSerials,
    SerialRejection,
    have_generated_form,
    judge_serials,
    numbered,
    serial_rules,
)
from countermark.kit.errors import Conflict, unknown
from countermark.kit.records import Record

Reasons = Iterator[tuple[str, str]]


class SerialsVerdict(Record, frozen=True, kw_only=True):
    """How many of the serials sent become units, and why the others do not."""

    accepted_count: int
    rejected_count: int
    rejected: list[SerialRejection]


@dataclass(frozen=True)
class MintSerials:
    """The own serials a mint would use: ``judged`` when sent with it, else the row of their ``stored`` list."""

    judged: JudgedSerials | None = None
    stored: Mapping[str, Any] | None = None

    @property
    def quantity(self) -> int:
        """How many units there will be."""
        if self.judged is not None:
            return len(self.judged.accepted)
        return int(self.stored["accepted_rows"]) if self.stored else 0

    @property
    def verdict(self) -> SerialsVerdict | None:
        """What is answered about serials that were sent."""
        if self.judged is None:
            return None
        rejected = self.judged.rejected
        return SerialsVerdict(accepted_count=self.quantity, rejected_count=len(rejected), rejected=rejected)


async def check_mint_serials(tx: Tx, request: MintRequest, available: int | None) -> MintSerials | None:
    """Judges the serials of the request; ``None``: serials are to be generated.

    Raises:
        InvalidInput: no such list in the brand.
    """
    if request.serials is not None:
        rules = await serial_rules(tx)
        return MintSerials(judged=await judge_serials(tx, rules, list(numbered(request.serials)), available))
    if request.serial_list_id is None:
        return None
    row = await queries.get_serial_list(tx.connection, brand_id=tx.brand_id, serial_list_id=request.serial_list_id)
    if row is None:
        raise unknown("_serial_list_id", "list of serials")
    return MintSerials(stored=row)


def serial_reasons(request: MintRequest, serials: MintSerials | None) -> Reasons:
    """What the serials have against the mint."""
    if request.identity_mode == "batch" and (serials is not None or request.serial_style == "numeric"):
        yield (
            "SERIALS_NOT_ALLOWED_IN_BATCH_MODE",
            "units of a lot have no serials; mint in serial mode, or leave them out",
        )
        return
    if serials is None:
        return
    stored = serials.stored
    if stored is not None:
        yield from _list_reasons(stored)
    given = serials.quantity if stored is not None else len(request.serials or [])
    if request.requested_quantity != given:
        yield "SERIALS_COUNT_MISMATCH", f"there are {given} serials for {request.requested_quantity} units"
    if not serials.quantity:
        yield "NO_SERIAL_ACCEPTED", "none of the serials can be used; each has its reason"


def _list_reasons(stored: Mapping[str, Any]) -> Reasons:
    if stored["purpose"] != "mint":
        yield "SERIAL_LIST_NOT_FOR_MINTING", "the list is one of units to be revoked"
    elif stored["mint_batch_id"] is not None:
        yield "SERIAL_LIST_USED", "the list was minted already; a serial is used once"
    elif stored["status"] != "checked":
        yield "SERIAL_LIST_NOT_CHECKED", f"the list is {stored['status']}; only one that was checked can be minted"


async def keep_serials(tx: Tx, serials: MintSerials) -> UUID:
    """The list that the mint batch will name: the stored one, or one made of the serials that were sent.

    Raises:
        Conflict: another request took one of the serials since they were judged (``SERIALS_TAKEN_MEANWHILE``).
    """
    if serials.stored is not None:
        stored_id: UUID = serials.stored["serial_list_id"]
        return stored_id
    judged = serials.judged
    if judged is None:
        raise ValueError("serials are either stored or judged")
    lengths = [len(serial) for serial in judged.accepted]
    list_id: UUID = await queries.insert_serial_list(
        tx.connection,
        brand_id=tx.brand_id,
        purpose="mint",
        filename=None,
        format="list",
        status="checked",
        total_rows=len(judged.accepted) + len(judged.rejected),
        accepted_rows=len(judged.accepted),
        rejected_rows=len(judged.rejected),
        shortest=min(lengths),
        longest=max(lengths),
        looks_generated=have_generated_form(judged.accepted),
        created_by=tx.actor.user_id,
    )
    rows = queries.insert_own_serials(
        tx.connection, brand_id=tx.brand_id, serial_list_id=list_id, first_place=0, serials=judged.accepted
    )
    if len([row async for row in rows]) < len(judged.accepted):
        raise Conflict(
            "_serials",
            "another request took one of them just now",
            code="SERIALS_TAKEN_MEANWHILE",
            hint="send it again",
        )
    return list_id


async def free_serials(tx: Tx, serial_list_id: UUID) -> None:
    """After a mint that failed: a list that was uploaded waits for another one, serials sent with it are free again."""
    key = {"brand_id": tx.brand_id, "serial_list_id": serial_list_id}
    row = await queries.get_serial_list(tx.connection, **key)
    if row is not None and row["format"] != "list":
        await queries.release_serial_list(tx.connection, **key)
        return
    await drop_serials(tx, serial_list_id)


async def drop_serials(tx: Tx, serial_list_id: UUID) -> None:
    """Frees the serials of a list for good: they can be used again, the list cannot."""
    key = {"brand_id": tx.brand_id, "serial_list_id": serial_list_id}
    await queries.delete_own_serials(tx.connection, **key)
    await queries.cancel_serial_list(tx.connection, **key)
