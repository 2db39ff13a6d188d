"""EPCIS 2.0 documents: a page of a query, and all events of a mint batch as one file, made a few events at a time."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any, Final

import msgspec

from countermark.features.epcis.epcis_event import CONTEXT, SCHEMA_VERSION, EpcisEvent
from countermark.kit.cursors import Page

MEDIA_TYPE: Final = "application/ld+json"
HEADERS: Final = {"GS1-EPCIS-Version": "2.0.0", "GS1-CBV-Version": "2.0.0"}
EVENTS_AT_ONCE: Final = 5
Call = Callable[..., Awaitable[Page[EpcisEvent]]]


def query_document(events: list[EpcisEvent], created: str) -> dict[str, Any]:
    """An EPCISQueryDocument (EPCIS 2.0.1, 9.7) with the result of the simple event query."""
    results = {"queryName": "SimpleEventQuery", "resultsBody": {"eventList": events}}
    return _head("EPCISQueryDocument") | {"creationDate": created, "epcisBody": {"queryResults": results}}


async def first_events(call: Call, arguments: Mapping[str, Any]) -> Page[EpcisEvent]:
    """The first events of a document: what is refused is refused here, before a byte has left."""
    return await call("list_epcis_events", **arguments, limit=EVENTS_AT_ONCE)


async def document_bytes(call: Call, arguments: Mapping[str, Any], page: Page[EpcisEvent]) -> AsyncIterator[bytes]:
    """The EPCISDocument from its first events on. Its creation date is that of the last event, so that the same events
    are the same bytes; it therefore stands at the end."""
    head = msgspec.json.encode(_head("EPCISDocument"))
    yield head[:-1] + b',"epcisBody":{"eventList":['
    last, separator = "1970-01-01T00:00:00.000Z", b""
    while True:
        for event in page.items:
            yield separator + msgspec.json.encode(event)
            last, separator = event.event_time, b","
        if page.next_cursor is None:
            break
        page = await call("list_epcis_events", **arguments, limit=EVENTS_AT_ONCE, cursor=page.next_cursor)
    yield b']},"creationDate":' + msgspec.json.encode(last) + b"}"


def _head(kind: str) -> dict[str, Any]:
    return {"@context": CONTEXT, "type": kind, "schemaVersion": SCHEMA_VERSION}


def file_headers(mint_batch_id: object) -> dict[str, str]:
    """How a browser is to keep the document of a mint batch."""
    return HEADERS | {"content-disposition": f'attachment; filename="mint-{mint_batch_id}.epcis.jsonld"'}
