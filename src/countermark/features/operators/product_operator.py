"""Which operator stands in which role behind a product."""

from enum import StrEnum
from typing import Final
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.operators.economic_operator import queries
from countermark.kit.records import Record, record_from


class OperatorRole(StrEnum):
    """The actors of EN 18239, 4.2, and of Regulation (EU) 2024/1781, Annex III, in the order of a page."""

    MANUFACTURER = "manufacturer"
    AUTHORISED_REPRESENTATIVE = "authorised_representative"
    IMPORTER = "importer"
    EU_RESPONSIBLE_OPERATOR = "eu_responsible_operator"
    DISTRIBUTOR = "distributor"
    DEALER = "dealer"
    FULFILMENT_SERVICE_PROVIDER = "fulfilment_service_provider"
    SUPPLIER = "supplier"
    PROFESSIONAL_REPAIRER = "professional_repairer"
    REMANUFACTURER = "remanufacturer"
    RECYCLER = "recycler"
    DPP_SERVICE_PROVIDER = "dpp_service_provider"
    BACKUP_DPP_SERVICE_PROVIDER = "backup_dpp_service_provider"


ROLE_ORDER: Final = {role: place for place, role in enumerate(OperatorRole)}


class ProductOperator(Record, frozen=True, kw_only=True):
    """An operator in a role. ``is_default``: it is the brand's default manufacturer, and the product names none."""

    role: OperatorRole
    operator_id: UUID
    name: str
    gln: str | None
    country: str | None
    is_default: bool


async def operators_of(tx: Tx, product_id: UUID) -> list[ProductOperator]:
    """Those of a product, in the order of the roles; empty for none, or no such product."""
    rows = queries.list_operators_of_product(tx.connection, brand_id=tx.brand_id, product_id=product_id)
    found = [record_from(ProductOperator, row) async for row in rows]
    return sorted(found, key=lambda one: (ROLE_ORDER[OperatorRole(one.role)], one.name))
