"""Puts jobs into the queue, in the transaction of the business row."""

from enum import StrEnum
from typing import Any, cast
from uuid import UUID

import msgspec
from pgqueuer.adapters.drivers.asyncpg import AsyncpgDriver
from pgqueuer.adapters.persistence.qb import QueryBuilderEnvironment, QueryQueueBuilder, QuerySchedulerBuilder
from pgqueuer.adapters.persistence.queries import Queries
from pgqueuer.ports.driver import Driver

from countermark.db.pool import BaseConnection
from countermark.db.queue_settings import QUEUE
from countermark.db.transaction import Tx


class JobName(StrEnum):
    """Every kind of job. The worker's table has exactly one function for each."""

    MINT = "mint"
    BUILD_SEARCH_SEGMENTS = "build_search_segments"
    BULK_UPDATE = "bulk_update"
    PREPARE_PICTURES = "prepare_pictures"
    VALIDATE_IMPORT = "validate_import"
    COMMIT_IMPORT = "commit_import"
    RECHECK_READINESS = "recheck_readiness"
    CHECK_LINK_TARGETS = "check_link_targets"
    PRINT_LABELS = "print_labels"
    EXPORT = "export"
    CHECK_SERIAL_LIST = "check_serial_list"
    REVOKE_SERIAL_LIST = "revoke_serial_list"


class JobPayload(msgspec.Struct, frozen=True, kw_only=True):
    """What a job knows: whose it is, who asked for it, and the arguments of its function."""

    brand_id: UUID
    user_id: UUID | None
    arguments: dict[str, Any]


def queue_queries(driver: Driver) -> Queries:
    """The queue's statements, bound to the schema its tables are in."""
    return Queries(
        driver,
        qbe=QueryBuilderEnvironment(QUEUE),
        qbq=QueryQueueBuilder(QUEUE),
        qbs=QuerySchedulerBuilder(QUEUE),
    )


class _EnqueueDriver(AsyncpgDriver):
    """The queue encodes its ``jsonb`` headers itself, and the pool's codec would encode their text once more."""

    async def fetch(self, query: str, *args: Any) -> list[dict[str, Any]]:
        *others, headers = args
        return await super().fetch(query, *others, [msgspec.json.decode(text) for text in headers])


async def enqueue(tx: Tx, name: JobName, **arguments: Any) -> None:
    """Adds a job; it exists if and only if the transaction commits."""
    payload = JobPayload(brand_id=tx.brand_id, user_id=tx.actor.user_id, arguments=arguments)
    queries = queue_queries(_EnqueueDriver(cast(BaseConnection, tx.connection)))
    await queries.enqueue(str(name), msgspec.json.encode(payload))
