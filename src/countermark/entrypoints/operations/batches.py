"""The operation table's lines for batches."""

from countermark.audit.actions import Action
from countermark.entrypoints.operations.operation import Operation
from countermark.features.accounts.permissions import Permission
from countermark.features.batches.batch import ProductBatchDetail
from countermark.features.batches.close_product_batch import CloseProductBatch, close_product_batch
from countermark.features.batches.create_product_batch import CreateProductBatch, ProductBatch, create_product_batch
from countermark.features.batches.get_product_batch import GetProductBatch, get_product_batch
from countermark.features.batches.list_brand_batches import BrandBatch, ListBrandBatches, list_brand_batches
from countermark.features.batches.list_product_batches import (
    ListedProductBatch,
    ListProductBatches,
    list_product_batches,
)
from countermark.features.batches.recall_product_batch import RecallProductBatch, recall_product_batch
from countermark.features.batches.update_product_batch import (
    UpdatedProductBatch,
    UpdateProductBatch,
    update_product_batch,
)
from countermark.kit.cursors import Page

BATCH_OPERATIONS: tuple[Operation, ...] = (
    Operation(
        run=create_product_batch,
        request=CreateProductBatch,
        result=ProductBatch,
        summary="Record a production batch of a product",
        permission=Permission.BATCHES_WRITE,
        action=Action.BATCH_CREATED,
    ),
    Operation(
        run=get_product_batch,
        request=GetProductBatch,
        result=ProductBatchDetail,
        summary="One batch",
        permission=Permission.BATCHES_READ,
    ),
    Operation(
        run=list_product_batches,
        request=ListProductBatches,
        result=list[ListedProductBatch],
        summary="The batches of a product, the newest first",
        permission=Permission.BATCHES_READ,
    ),
    Operation(
        run=list_brand_batches,
        request=ListBrandBatches,
        result=Page[BrandBatch],
        summary="The batches of all products, the newest first, filtered or searched",
        permission=Permission.BATCHES_READ,
    ),
    Operation(
        run=update_product_batch,
        request=UpdateProductBatch,
        result=UpdatedProductBatch,
        summary="Change a batch's quantity, facility, production date or attributes",
        permission=Permission.BATCHES_WRITE,
        action=Action.BATCH_UPDATED,
    ),
    Operation(
        run=close_product_batch,
        request=CloseProductBatch,
        result=ProductBatchDetail,
        summary="End a production run: nothing more is minted from it",
        permission=Permission.BATCHES_WRITE,
        action=Action.BATCH_CLOSED,
    ),
    Operation(
        run=recall_product_batch,
        request=RecallProductBatch,
        result=ProductBatchDetail,
        summary="Recall a batch; its passport pages say so",
        permission=Permission.BATCHES_RECALL,
        action=Action.BATCH_RECALLED,
    ),
)
