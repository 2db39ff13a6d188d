"""The operation table's lines for products."""

from countermark.entrypoints.operations.operation import Operation

PRODUCT_OPERATIONS: tuple[Operation, ...] = ()
