"""The operation table's lines for products."""

from countermark.audit.actions import Action
from countermark.entrypoints.operations.operation import Operation
from countermark.features.accounts.permissions import Permission
from countermark.features.products.archive_product import ArchiveProduct, archive_product
from countermark.features.products.bulk_update_products import (
    BulkUpdateProducts,
    ProductsBulkUpdated,
    bulk_update_products,
)
from countermark.features.products.count_products import CountProducts, ProductCount, count_products
from countermark.features.products.create_product import CreateProduct, create_product
from countermark.features.products.duplicate_product import DuplicateProduct, ProductDuplicated, duplicate_product
from countermark.features.products.get_product import GetProduct, get_product
from countermark.features.products.get_product_readiness import (
    GetProductReadiness,
    ProductReadiness,
    get_product_readiness,
)
from countermark.features.products.get_products import GetProducts, get_products
from countermark.features.products.get_readiness_run import GetReadinessRun, ReadinessRun, get_readiness_run
from countermark.features.products.list_product_history import ListProductHistory, ProductChange, list_product_history
from countermark.features.products.list_product_identifiers import (
    ListProductIdentifiers,
    ProductIdentifiers,
    list_product_identifiers,
)
from countermark.features.products.list_products import ListProducts, list_products
from countermark.features.products.product import Product
from countermark.features.products.restore_product_value import (
    ProductValueRestored,
    RestoreProductValue,
    restore_product_value,
)
from countermark.features.products.set_product_identifier import (
    IdentifierSet,
    SetProductIdentifier,
    set_product_identifier,
)
from countermark.features.products.unarchive_product import UnarchiveProduct, unarchive_product
from countermark.features.products.update_product import ProductUpdated, UpdateProduct, update_product
from countermark.kit.cursors import Page

PRODUCT_OPERATIONS: tuple[Operation, ...] = (
    Operation(
        run=create_product,
        request=CreateProduct,
        result=Product,
        summary="Make a product",
        permission=Permission.PRODUCTS_WRITE,
        action=Action.PRODUCT_CREATED,
    ),
    Operation(
        run=get_product,
        request=GetProduct,
        result=Product,
        summary="One product",
        permission=Permission.PRODUCTS_READ,
    ),
    Operation(
        run=get_products,
        request=GetProducts,
        result=list[Product],
        summary="Several products, by their ids",
        permission=Permission.PRODUCTS_READ,
    ),
    Operation(
        run=list_products,
        request=ListProducts,
        result=Page[Product],
        summary="Products, filtered, searched and in the order asked for",
        permission=Permission.PRODUCTS_READ,
    ),
    Operation(
        run=count_products,
        request=CountProducts,
        result=ProductCount,
        summary="How many products match a filter",
        permission=Permission.PRODUCTS_READ,
    ),
    Operation(
        run=update_product,
        request=UpdateProduct,
        result=ProductUpdated,
        summary="Change a product's name, commercial status or attributes",
        permission=Permission.PRODUCTS_WRITE,
        action=Action.PRODUCT_UPDATED,
    ),
    Operation(
        run=bulk_update_products,
        request=BulkUpdateProducts,
        result=ProductsBulkUpdated,
        summary="Change up to a hundred products, each on its own",
        permission=Permission.PRODUCTS_WRITE,
        action=Action.PRODUCTS_BULK_UPDATED,
    ),
    Operation(
        run=archive_product,
        request=ArchiveProduct,
        result=Product,
        summary="Take a product out of sale and out of lists",
        permission=Permission.PRODUCTS_WRITE,
        action=Action.PRODUCT_ARCHIVED,
    ),
    Operation(
        run=unarchive_product,
        request=UnarchiveProduct,
        result=Product,
        summary="Bring an archived product back",
        permission=Permission.PRODUCTS_WRITE,
        action=Action.PRODUCT_UNARCHIVED,
    ),
    Operation(
        run=duplicate_product,
        request=DuplicateProduct,
        result=ProductDuplicated,
        summary="Make a product like another one, without its identifiers",
        permission=Permission.PRODUCTS_WRITE,
        action=Action.PRODUCT_DUPLICATED,
    ),
    Operation(
        run=list_product_history,
        request=ListProductHistory,
        result=Page[ProductChange],
        summary="Everything that happened to a product, value by value",
        permission=Permission.PRODUCTS_READ,
    ),
    Operation(
        run=restore_product_value,
        request=RestoreProductValue,
        result=ProductValueRestored,
        summary="Put back what a value of a product was before a change",
        permission=Permission.PRODUCTS_WRITE,
        action=Action.PRODUCT_VALUE_RESTORED,
    ),
    Operation(
        run=get_product_readiness,
        request=GetProductReadiness,
        result=ProductReadiness,
        summary="Everything a product lacks, by section, with the law that asks for it",
        permission=Permission.PRODUCTS_READ,
    ),
    Operation(
        run=get_readiness_run,
        request=GetReadinessRun,
        result=ReadinessRun | None,
        summary="How far all products are worked out anew after the schema changed",
        permission=Permission.PRODUCTS_READ,
    ),
    Operation(
        run=list_product_identifiers,
        request=ListProductIdentifiers,
        result=ProductIdentifiers,
        summary="A product's SKU, GTIN, EAN and UPC, with those retired",
        permission=Permission.PRODUCTS_READ,
    ),
    Operation(
        run=set_product_identifier,
        request=SetProductIdentifier,
        result=IdentifierSet,
        summary="Set a product's SKU, GTIN, EAN or UPC; the value before is retired",
        permission=Permission.IDENTIFIERS_WRITE,
        action=Action.IDENTIFIER_SET,
    ),
)
