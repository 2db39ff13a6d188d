"""One economic operator."""

from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.operators.economic_operator import EconomicOperator, read_operator
from countermark.kit.requests import BrandRequest


class GetEconomicOperator(BrandRequest, frozen=True, kw_only=True):
    """Which one."""

    operator_id: UUID


async def get_economic_operator(tx: Tx, request: GetEconomicOperator) -> EconomicOperator:
    """The operator, archived or not.

    Raises:
        InvalidInput: there is none.
    """
    return await read_operator(tx, request.operator_id)
