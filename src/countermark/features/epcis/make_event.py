"""Makes the event of a chunk of an occasion: ten thousand units at most, or the lots of a mint batch."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from countermark.db.transaction import Tx
from countermark.features.epcis.epcis_event import MEANINGS, EpcisEvent, QuantityElement, event_id, event_time
from countermark.features.epcis.facility import place_of
from countermark.features.epcis.queries import queries
from countermark.features.minting.carrier_paths import lot_path, unit_path
from countermark.features.minting.mint_batch import read_lots
from countermark.features.minting.serial_style import SerialStyle
from countermark.features.minting.unit_serials import serials_of_stretch, serials_of_units
from countermark.serials import UnitCodec

MOST_EPCS: Final = 10_000
"""Units in one event."""
_ANY: Final = UUID(int=0)
_MARK: Final = "0" * 16
Occasion = Mapping[str, Any]


def chunks_of(occasion: Occasion, unit_number: int | None) -> range:
    """The numbers of its chunks; of those the one that holds a unit, where that can be told without reading."""
    if occasion["identity_mode"] == "batch":
        return range(1) if unit_number is None else range(0)
    if unit_number is not None and occasion["kind"] != "revoked":
        place = (unit_number - occasion["first_unit_number"]) // MOST_EPCS
        return range(place, place + 1)
    return range(-(-occasion["units"] // MOST_EPCS))


class EventMaker:
    """Makes events in one transaction; ``origin`` is the brand's, like ``https://demo.example``."""

    def __init__(self, tx: Tx, codec: UnitCodec, origin: str) -> None:
        self._tx = tx
        self._codec = codec
        self._origin = origin

    async def make(self, occasion: Occasion, chunk: int, unit_number: int | None) -> EpcisEvent | None:
        """The event; ``None`` when nothing is left of the chunk, or the unit asked for is not in it."""
        if occasion["identity_mode"] == "batch":
            return self._event(occasion, chunk, None, await self._lots(occasion))
        numbers = await self._numbers(occasion, chunk)
        if not len(numbers) or (unit_number is not None and unit_number not in numbers):
            return None
        return self._event(occasion, chunk, await self._epcs(occasion, numbers), None)

    async def _numbers(self, occasion: Occasion, chunk: int) -> NDArray[np.int64]:
        batch = {"brand_id": self._tx.brand_id, "mint_batch_id": occasion["mint_batch_id"]}
        if occasion["kind"] == "revoked":
            at, skipped = occasion["occurred_at"], chunk * MOST_EPCS
            rows = queries.list_units_revoked_together(
                self._tx.connection, **batch, revoked_at=at, skipped=skipped, most=MOST_EPCS
            )
            return np.array([row["unit_number"] async for row in rows], np.int64)
        first = occasion["first_unit_number"]
        end = first + occasion["quantity"]
        numbers = np.arange(first + chunk * MOST_EPCS, min(first + (chunk + 1) * MOST_EPCS, end), dtype=np.int64)
        if occasion["kind"] != "voided" or not len(numbers):
            return numbers
        stretch = {"first_number": int(numbers[0]), "last_number": int(numbers[-1])}
        gone = queries.list_units_revoked_before(self._tx.connection, brand_id=self._tx.brand_id, **stretch)
        return np.setdiff1d(numbers, np.array([row["unit_number"] async for row in gone], np.int64), assume_unique=True)

    async def _epcs(self, occasion: Occasion, numbers: NDArray[np.int64]) -> list[str]:
        """The URIs of units, the most granular key only (CBV 2.0, 8.2): GTIN and serial, never with a lot."""
        if not occasion["gtin"]:
            ids = [self._codec.unit_id_of(int(number)) for number in numbers]
            return [self._origin + unit_path(None, "", unit_id) for unit_id in ids]
        serials = await self._serials(occasion, numbers)
        if occasion["serial_style"] == SerialStyle.OWN:
            return [self._origin + unit_path(occasion["gtin"], serial, _ANY) for serial in serials]
        head = self._origin + unit_path(occasion["gtin"], _MARK, _ANY).removesuffix(_MARK)
        return [head + serial for serial in serials]

    async def _serials(self, occasion: Occasion, numbers: NDArray[np.int64]) -> list[str]:
        first, count = int(numbers[0]), len(numbers)
        if int(numbers[-1]) - first + 1 == count:
            found = await serials_of_stretch(self._tx, self._codec, occasion, first, count)
            return [serial.decode() for serial in found.tolist()]
        some = [int(number) for number in numbers]
        by_number = await serials_of_units(self._tx, self._codec, occasion, some)
        return [by_number[number] for number in some]

    async def _lots(self, occasion: Occasion) -> list[QuantityElement]:
        gtin = occasion["gtin"]
        return [
            QuantityElement(
                epc_class=self._origin + lot_path(gtin, lot["lot_code"], lot["lot_id"]), quantity=lot["quantity"]
            )
            for lot in await read_lots(self._tx, occasion["mint_batch_id"])
        ]

    def _event(
        self, occasion: Occasion, chunk: int, epcs: list[str] | None, lots: list[QuantityElement] | None
    ) -> EpcisEvent:
        meaning = MEANINGS[occasion["kind"]]
        # Master data of the instances and the place of their making belong to the event that makes them (7.3.6).
        made = occasion["kind"] == "commissioned"
        place = place_of(occasion["facility_ref"]) if made else None
        lot = occasion["batch_number"] if made and epcs is not None else None
        moment = occasion["occurred_at"]
        return EpcisEvent(
            event_id=event_id(self._tx.brand_id, occasion["mint_batch_id"], occasion["kind"], moment, chunk),
            type="ObjectEvent",
            event_time=event_time(moment),
            event_time_zone_offset="+00:00",
            action=meaning.action,
            biz_step=meaning.step,
            disposition=meaning.disposition,
            epc_list=epcs,
            quantity_list=lots,
            read_point=place,
            biz_location=place,
            ilmd={"cbvmda:lotNumber": lot} if lot else None,
        )
