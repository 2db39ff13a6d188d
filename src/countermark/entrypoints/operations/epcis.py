"""The operation table's lines for EPCIS."""

from countermark.entrypoints.operations.operation import Operation
from countermark.features.accounts.permissions import Permission
from countermark.features.epcis.epcis_event import EpcisEvent
from countermark.features.epcis.list_epcis_events import ListEpcisEvents, list_epcis_events
from countermark.kit.cursors import Page

EPCIS_OPERATIONS: tuple[Operation, ...] = (
    Operation(
        run=list_epcis_events,
        request=ListEpcisEvents,
        result=Page[EpcisEvent],
        summary="What happened to units, as EPCIS 2.0 events",
        permission=Permission.MINT_READ,
    ),
)
