"""Appends to the audit log, and to the outbox what others want to hear of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.event_types import event_type_of
from countermark.db.lines import json_lines, lines
from countermark.db.sql import load_queries
from countermark.db.transaction import Tx
from countermark.outbox import emit

queries = load_queries(__file__)


async def record(
    tx: Tx,
    action: Action,
    target: tuple[str, UUID | str],
    *,
    old: Mapping[str, Any] | None = None,
    new: Mapping[str, Any] | None = None,
) -> UUID:
    """Appends one row to the brand's log, in the transaction of what it tells of, and returns its id.

    ``target`` is the object's type and id. ``old`` and ``new`` hold only what changed; anything JSON can be made of.
    """
    audit_id: UUID = await queries.append_audit_row(
        tx.connection,
        brand_id=tx.brand_id,
        actor_kind=tx.actor.kind,
        actor_id=tx.actor.user_id,
        action=action,
        object_type=target[0],
        object_id=str(target[1]),
        old_value=old,
        new_value=new,
        request_id=tx.request_id,
    )
    event_type = event_type_of(action, new)
    if event_type is not None:
        await emit(tx, event_type, target[0], [(str(target[1]), new or {})])
    return audit_id


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of one object among many: its id and what changed."""

    object_id: UUID
    old_value: Mapping[str, Any] | None
    new_value: Mapping[str, Any] | None


async def record_many(tx: Tx, action: Action, object_type: str, rows: Sequence[Told]) -> None:
    """Appends a row for each of many objects of one type, in one statement. See :func:`record`."""
    await queries.append_audit_rows(
        tx.connection,
        brand_id=tx.brand_id,
        actor_kind=tx.actor.kind,
        actor_id=tx.actor.user_id,
        action=action,
        object_type=object_type,
        request_id=tx.request_id,
        object_ids=lines(str(row.object_id) for row in rows),
        old_values=json_lines(row.old_value for row in rows),
        new_values=json_lines(row.new_value for row in rows),
    )
    for event_type, told in _events(action, rows).items():
        await emit(tx, event_type, object_type, told)


def _events(action: Action, rows: Sequence[Told]) -> dict[str, list[tuple[str, Mapping[str, Any]]]]:
    found: dict[str, list[tuple[str, Mapping[str, Any]]]] = {}
    for row in rows:
        event_type = event_type_of(action, row.new_value)
        if event_type is not None:
            found.setdefault(event_type, []).append((str(row.object_id), row.new_value or {}))
    return found
