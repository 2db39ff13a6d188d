"""The operation table's lines for brands."""

from countermark.audit.actions import Action
from countermark.entrypoints.operations.operation import Operation, Scope
from countermark.features.accounts.permissions import Permission
from countermark.features.brands.brand import Brand
from countermark.features.brands.create_brand import CreateBrand, create_brand
from countermark.features.brands.get_brand import GetBrand, get_brand
from countermark.features.brands.list_brands import BrandMembership, ListBrands, list_brands
from countermark.features.brands.update_brand import UpdateBrand, update_brand

BRAND_OPERATIONS: tuple[Operation, ...] = (
    Operation(
        run=create_brand,
        request=CreateBrand,
        result=Brand,
        summary="Make a brand; the caller becomes its owner",
        action=Action.BRAND_CREATED,
        scope=Scope.USER,
    ),
    Operation(
        run=list_brands,
        request=ListBrands,
        result=list[BrandMembership],
        summary="The brands the caller works in",
        scope=Scope.USER,
    ),
    Operation(
        run=get_brand,
        request=GetBrand,
        result=Brand,
        summary="A brand's settings",
        permission=Permission.BRAND_READ,
    ),
    Operation(
        run=update_brand,
        request=UpdateBrand,
        result=Brand,
        summary="Change a brand's settings",
        permission=Permission.BRAND_MANAGE,
        action=Action.BRAND_UPDATED,
    ),
)
