"""Takes an economic operator out of use."""

from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.operators.economic_operator import EconomicOperator, lock_operator, queries, read_operator
from countermark.kit.errors import InvalidInput
from countermark.kit.requests import BrandRequest


class ArchiveEconomicOperator(BrandRequest, frozen=True, kw_only=True):
    """Which one."""

    operator_id: UUID


async def archive_economic_operator(tx: Tx, request: ArchiveEconomicOperator) -> EconomicOperator:
    """The operator, archived; it is the default manufacturer no longer. An archived one stays as it is.

    Raises:
        InvalidInput: no such operator; products or facilities name it (``OPERATOR_IN_USE``).
    """
    before = await lock_operator(tx, request.operator_id)
    key = {"brand_id": tx.brand_id, "operator_id": request.operator_id}
    if before["archived_at"] is None:
        uses = await queries.count_uses_of_operator(tx.connection, **key)
        if uses["products"] or uses["facilities"]:
            raise InvalidInput(
                "_operator_id",
                f"products ({uses['products']}) or facilities ({uses['facilities']}) name it",
                code="OPERATOR_IN_USE",
                hint="name another operator there first",
            )
        archived_at = await queries.archive_operator(tx.connection, **key)
        target = ("economic_operator", request.operator_id)
        await record(tx, Action.OPERATOR_ARCHIVED, target, old={"archived_at": None}, new={"archived_at": archived_at})
    return await read_operator(tx, request.operator_id)
