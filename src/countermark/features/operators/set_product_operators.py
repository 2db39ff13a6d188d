"""Says which economic operators stand behind a product, in which roles."""

from uuid import UUID

import msgspec

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.operators.economic_operator import queries
from countermark.features.operators.product_operator import OperatorRole, ProductOperator, operators_of
from countermark.kit.errors import InvalidInput, unknown
from countermark.kit.requests import BrandRequest

MOST = 50


class RoleOfOperator(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One of ``_operators``."""

    role: OperatorRole
    operator_id: UUID


class SetProductOperators(BrandRequest, frozen=True, kw_only=True):
    """``_operators`` are all there shall be, at most fifty; an empty list takes all away."""

    product_id: UUID
    operators: list[RoleOfOperator]


async def set_product_operators(tx: Tx, request: SetProductOperators) -> list[ProductOperator]:
    """The operators of the product as they are now, with the default manufacturer where none is named.

    Raises:
        InvalidInput: no such product or operator; an archived operator (``OPERATOR_ARCHIVED``); more than one
            manufacturer (``ONE_MANUFACTURER``).
    """
    wanted = {(str(one.role), one.operator_id) for one in request.operators}
    if len(request.operators) > MOST:
        raise InvalidInput("_operators", f"are {len(request.operators)}; at most {MOST} are allowed")
    if sum(role == OperatorRole.MANUFACTURER for role, _ in wanted) > 1:
        raise InvalidInput("_operators", "a product has one manufacturer", code="ONE_MANUFACTURER")
    key = {"brand_id": tx.brand_id, "product_id": request.product_id}
    if await queries.hold_product(tx.connection, **key) is None:
        raise unknown("_product_id", "product")
    await _require(tx, {operator_id for _, operator_id in wanted})
    before = {(row["role"], row["operator_id"]) async for row in queries.list_roles_of_product(tx.connection, **key)}
    if wanted != before:
        roles, operator_ids = zip(*sorted(wanted), strict=True) if wanted else ((), ())
        await queries.delete_roles_of_product(tx.connection, **key)
        await queries.insert_roles_of_product(tx.connection, **key, roles=roles, operator_ids=operator_ids)
        old, new = ({"operators": [f"{role} {one}" for role, one in sorted(pairs)]} for pairs in (before, wanted))
        await record(tx, Action.PRODUCT_OPERATORS_SET, ("product", request.product_id), old=old, new=new)
    return await operators_of(tx, request.product_id)


async def _require(tx: Tx, operator_ids: set[UUID]) -> None:
    rows = queries.hold_operators(tx.connection, brand_id=tx.brand_id, operator_ids=sorted(operator_ids))
    found = {row["operator_id"]: row async for row in rows}
    if operator_ids - found.keys():
        raise unknown("_operators", "economic operator")
    if archived := [row["name"] for row in found.values() if row["archived_at"] is not None]:
        raise InvalidInput("_operators", f"{archived[0]} is archived; restore it first", code="OPERATOR_ARCHIVED")
