"""Reads how far a list of serials is."""

from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.minting.serial_list import SerialList, read_serial_list
from countermark.kit.records import record_from
from countermark.kit.requests import BrandRequest


class GetSerialList(BrandRequest, frozen=True, kw_only=True):
    """Which one."""

    serial_list_id: UUID


async def get_serial_list(tx: Tx, request: GetSerialList) -> SerialList:
    """The list.

    Raises:
        InvalidInput: no such list in the brand.
    """
    return record_from(SerialList, await read_serial_list(tx, request.serial_list_id))
