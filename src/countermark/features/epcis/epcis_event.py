"""An EPCIS 2.0 ObjectEvent (EPCIS 2.0.1, 7.4.2), with the words of CBV 2.0 for what a mint batch goes through."""

from datetime import datetime
from enum import StrEnum
from typing import Any, Final, NamedTuple
from uuid import UUID, uuid5

import msgspec

CONTEXT: Final[list[Any]] = [
    "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
    {"cbvmda": "urn:epcglobal:cbv:mda:"},
]
"""The ``@context`` of every document; the prefix is that of the master data attributes of CBV 2.0."""
SCHEMA_VERSION: Final = "2.0"
_EVENT_IDS: Final = UUID("5f0c2d6e-7c0e-5b43-9a36-0d3b7f6f5a10")


class Step(StrEnum):
    """The business steps told (CBV 2.0, 7.1.3)."""

    COMMISSIONING = "commissioning"
    ENCODING = "encoding"
    DECOMMISSIONING = "decommissioning"


class Meaning(NamedTuple):
    """What an occasion is in the words of CBV 2.0."""

    action: str
    step: Step
    disposition: str


MEANINGS: Final = {
    "commissioned": Meaning("ADD", Step.COMMISSIONING, "active"),
    "encoded": Meaning("OBSERVE", Step.ENCODING, "encoded"),
    "revoked": Meaning("DELETE", Step.DECOMMISSIONING, "inactive"),
    "voided": Meaning("DELETE", Step.DECOMMISSIONING, "inactive"),
}
"""By the kind of an occasion."""


class QuantityElement(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """How many of a class of things; without a unit of measure they are counted."""

    epc_class: str
    quantity: int


class EpcisPlace(msgspec.Struct, frozen=True, kw_only=True):
    """A location by its URI."""

    id: str


class EpcisEvent(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """The keys are EPCIS' own; ``epc_list`` has at most 10,000 URIs, and lots have a ``quantity_list`` instead."""

    event_id: str = msgspec.field(name="eventID")
    type: str
    event_time: str
    event_time_zone_offset: str
    action: str
    biz_step: str
    disposition: str
    epc_list: list[str] | None = None
    quantity_list: list[QuantityElement] | None = None
    read_point: EpcisPlace | None = None
    biz_location: EpcisPlace | None = None
    ilmd: dict[str, str] | None = None


def event_id(*parts: object) -> str:
    """``urn:uuid:``, the same for the same parts whenever it is asked for (RFC 9562, 5.5)."""
    return f"urn:uuid:{uuid5(_EVENT_IDS, '|'.join(map(str, parts)))}"


def event_time(moment: datetime) -> str:
    """The time in UTC to the millisecond, as in ``2026-11-25T09:00:00.000Z``."""
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
