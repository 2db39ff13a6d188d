"""Writes an event into the outbox."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from countermark.db.lines import json_lines, lines
from countermark.db.sql import load_queries
from countermark.db.transaction import Tx

KEPT_DAYS: Final = 30
queries = load_queries(__file__)


async def emit(tx: Tx, event_type: str, object_type: str, told: Sequence[tuple[str, Mapping[str, Any]]]) -> None:
    """Events of one type about objects of one type, each with the object's id and what is told of it."""
    await queries.insert_events(
        tx.connection,
        brand_id=tx.brand_id,
        event_type=event_type,
        object_type=object_type,
        object_ids=lines(object_id for object_id, _ in told),
        data=json_lines(data for _, data in told),
    )


async def forget_old_events(tx: Tx) -> None:
    """Forgets what happened more than thirty days ago; who wanted to hear of it has."""
    await queries.forget_events(tx.connection, brand_id=tx.brand_id, kept_days=KEPT_DAYS)
