"""Takes an archived economic operator back into use."""

from uuid import UUID

import asyncpg

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx, savepoint
from countermark.features.operators.economic_operator import (
    EconomicOperator,
    lock_operator,
    queries,
    read_operator,
    refused_by_database,
)
from countermark.kit.requests import BrandRequest


class RestoreEconomicOperator(BrandRequest, frozen=True, kw_only=True):
    """Which one."""

    operator_id: UUID


async def restore_economic_operator(tx: Tx, request: RestoreEconomicOperator) -> EconomicOperator:
    """The operator, in use again; one in use stays as it is.

    Raises:
        InvalidInput: no such operator.
        Conflict: another operator got its GLN or EORI meanwhile (``GLN_TAKEN``, ``EORI_TAKEN``).
    """
    before = await lock_operator(tx, request.operator_id)
    if before["archived_at"] is not None:
        try:
            async with savepoint(tx):
                key = {"brand_id": tx.brand_id, "operator_id": request.operator_id}
                await queries.restore_operator(tx.connection, **key)
        except asyncpg.UniqueViolationError as error:
            raise refused_by_database(error, "_") from None
        old = {"archived_at": before["archived_at"]}
        target = ("economic_operator", request.operator_id)
        await record(tx, Action.OPERATOR_RESTORED, target, old=old, new={"archived_at": None})
    return await read_operator(tx, request.operator_id)
