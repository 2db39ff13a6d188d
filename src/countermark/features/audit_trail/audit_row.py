"""A row of the audit log as it is shown and exported, and the filters of both."""

from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from typing import Annotated, Any, Final, Literal
from uuid import UUID

import msgspec

from countermark.db.sql import load_queries
from countermark.db.transaction import Tx
from countermark.kit.clock import to_second
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest

queries = load_queries(__file__)
Moment = Annotated[datetime, msgspec.Meta(tz=True)]
LAST_ID: Final = UUID(int=2**128 - 1)


class AuditFilters(BrandRequest, frozen=True, kw_only=True):
    """Who, what, which object, when; what is not given lets everything through."""

    actor_kind: Literal["user", "credential", "system", "platform"] | None = None
    actor_id: UUID | None = None
    action: str | None = None
    object_type: str | None = None
    object_id: str | None = None
    request_id: UUID | None = None
    since: Moment | None = None
    until: Moment | None = None


class AuditRow(Record, frozen=True, kw_only=True):
    """One mutation. ``old_value`` and ``new_value`` hold only what changed.

    ``sequence`` and ``hash`` are ``null`` until it is sealed, about a second later. ``actor_kind`` tells people, API
    credentials, the program itself and platform staff apart.
    """

    audit_id: UUID
    occurred_at: datetime
    actor_kind: str
    actor_id: UUID | None
    actor_name: str | None
    action: str
    object_type: str
    object_id: str
    old_value: dict[str, Any] | None
    new_value: dict[str, Any] | None
    request_id: UUID | None
    sequence: int | None
    previous_hash: str | None
    hash: str | None


async def read_rows(tx: Tx, filters: AuditFilters, before_id: UUID | None, most: int) -> list[AuditRow]:
    """Rows from the newest on, older than ``before_id``."""
    until = LAST_ID if filters.until is None else first_id_of(filters.until)
    found: AsyncIterator[Mapping[str, Any]] = queries.list_rows(
        tx.connection,
        brand_id=tx.brand_id,
        before_id=min(before_id or LAST_ID, until),
        from_id=UUID(int=0) if filters.since is None else first_id_of(filters.since),
        actor_kind=filters.actor_kind,
        actor_id=filters.actor_id,
        action=filters.action,
        object_type=filters.object_type,
        object_id=filters.object_id,
        request_id=filters.request_id,
        most=most,
    )
    return [_row(row) async for row in found]


def first_id_of(moment: datetime) -> UUID:
    """The least id of version 7 that could have been made then (RFC 9562, 5.7)."""
    milliseconds = max(0, int(moment.timestamp() * 1000))
    return UUID(int=milliseconds << 80)


def _row(row: Mapping[str, Any]) -> AuditRow:
    values = {name: row[name] for name in AuditRow.__struct_fields__}
    hashes = {name: row[name].hex() if row[name] else None for name in ("previous_hash", "hash")}
    return AuditRow(**values | hashes | {"occurred_at": to_second(row["occurred_at"])})
