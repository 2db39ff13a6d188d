"""The operation table's lines for economic operators and facilities."""

from countermark.audit.actions import Action
from countermark.entrypoints.operations.operation import Operation
from countermark.features.accounts.permissions import Permission
from countermark.features.operators.archive_economic_operator import ArchiveEconomicOperator, archive_economic_operator
from countermark.features.operators.archive_facility import ArchiveFacility, archive_facility
from countermark.features.operators.create_economic_operator import CreateEconomicOperator, create_economic_operator
from countermark.features.operators.create_facility import CreateFacility, create_facility
from countermark.features.operators.economic_operator import EconomicOperator
from countermark.features.operators.facility import Facility
from countermark.features.operators.get_economic_operator import GetEconomicOperator, get_economic_operator
from countermark.features.operators.get_facility import GetFacility, get_facility
from countermark.features.operators.list_economic_operators import ListEconomicOperators, list_economic_operators
from countermark.features.operators.list_facilities import ListFacilities, list_facilities
from countermark.features.operators.list_product_operators import ListProductOperators, list_product_operators
from countermark.features.operators.product_operator import ProductOperator
from countermark.features.operators.restore_economic_operator import RestoreEconomicOperator, restore_economic_operator
from countermark.features.operators.restore_facility import RestoreFacility, restore_facility
from countermark.features.operators.set_product_operators import SetProductOperators, set_product_operators
from countermark.features.operators.update_economic_operator import UpdateEconomicOperator, update_economic_operator
from countermark.features.operators.update_facility import UpdateFacility, update_facility
from countermark.kit.cursors import Page

OPERATOR_OPERATIONS: tuple[Operation, ...] = (
    Operation(
        run=create_economic_operator,
        request=CreateEconomicOperator,
        result=EconomicOperator,
        summary="Add an economic operator",
        permission=Permission.OPERATORS_WRITE,
        action=Action.OPERATOR_CREATED,
    ),
    Operation(
        run=get_economic_operator,
        request=GetEconomicOperator,
        result=EconomicOperator,
        summary="One economic operator",
        permission=Permission.OPERATORS_READ,
    ),
    Operation(
        run=list_economic_operators,
        request=ListEconomicOperators,
        result=Page[EconomicOperator],
        summary="Economic operators, the newest first, or searched",
        permission=Permission.OPERATORS_READ,
    ),
    Operation(
        run=update_economic_operator,
        request=UpdateEconomicOperator,
        result=EconomicOperator,
        summary="Change an economic operator, or make it the default manufacturer",
        permission=Permission.OPERATORS_WRITE,
        action=Action.OPERATOR_UPDATED,
    ),
    Operation(
        run=archive_economic_operator,
        request=ArchiveEconomicOperator,
        result=EconomicOperator,
        summary="Take an economic operator out of use",
        permission=Permission.OPERATORS_WRITE,
        action=Action.OPERATOR_ARCHIVED,
    ),
    Operation(
        run=restore_economic_operator,
        request=RestoreEconomicOperator,
        result=EconomicOperator,
        summary="Take an archived economic operator back into use",
        permission=Permission.OPERATORS_WRITE,
        action=Action.OPERATOR_RESTORED,
    ),
    Operation(
        run=create_facility,
        request=CreateFacility,
        result=Facility,
        summary="Add a facility that batches can name",
        permission=Permission.OPERATORS_WRITE,
        action=Action.FACILITY_CREATED,
    ),
    Operation(
        run=get_facility,
        request=GetFacility,
        result=Facility,
        summary="One facility",
        permission=Permission.OPERATORS_READ,
    ),
    Operation(
        run=list_facilities,
        request=ListFacilities,
        result=Page[Facility],
        summary="Facilities, the newest first, or searched",
        permission=Permission.OPERATORS_READ,
    ),
    Operation(
        run=update_facility,
        request=UpdateFacility,
        result=Facility,
        summary="Change a facility",
        permission=Permission.OPERATORS_WRITE,
        action=Action.FACILITY_UPDATED,
    ),
    Operation(
        run=archive_facility,
        request=ArchiveFacility,
        result=Facility,
        summary="Take a facility out of use",
        permission=Permission.OPERATORS_WRITE,
        action=Action.FACILITY_ARCHIVED,
    ),
    Operation(
        run=restore_facility,
        request=RestoreFacility,
        result=Facility,
        summary="Take an archived facility back into use",
        permission=Permission.OPERATORS_WRITE,
        action=Action.FACILITY_RESTORED,
    ),
    Operation(
        run=set_product_operators,
        request=SetProductOperators,
        result=list[ProductOperator],
        summary="Say which operators stand behind a product, in which roles",
        permission=Permission.OPERATORS_WRITE,
        action=Action.PRODUCT_OPERATORS_SET,
    ),
    Operation(
        run=list_product_operators,
        request=ListProductOperators,
        result=list[ProductOperator],
        summary="The operators behind a product, with their roles",
        permission=Permission.OPERATORS_READ,
    ),
)
