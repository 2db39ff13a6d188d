"""Says what a brand's own serials have to look like."""

from typing import Literal

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.minting.mint_batch import queries
from countermark.features.minting.serial_pattern import checked_pattern
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest


class SetSerialPattern(BrandRequest, frozen=True, kw_only=True):
    """``_pattern`` such as ``AB-[0-9]{6}``; ``null`` allows every serial GS1 allows."""

    pattern: str | None


class SerialPatternSet(Record, frozen=True, kw_only=True):
    """The pattern holds for serials that come from now on."""

    ok: Literal[True] = True
    pattern: str | None


async def set_serial_pattern(tx: Tx, request: SetSerialPattern) -> SerialPatternSet:
    """Keeps the pattern. Serials that were accepted before stay as they are.

    Raises:
        InvalidInput: says where the pattern cannot be understood.
    """
    pattern = None if request.pattern is None else checked_pattern("_pattern", request.pattern)
    before = await queries.get_serial_pattern(tx.connection, brand_id=tx.brand_id)
    await queries.set_serial_pattern(tx.connection, brand_id=tx.brand_id, pattern=pattern)
    old, new = {"serial_pattern": before}, {"serial_pattern": pattern}
    await record(tx, Action.SERIAL_PATTERN_SET, ("brand", tx.brand_id), old=old, new=new)
    return SerialPatternSet(pattern=pattern)
