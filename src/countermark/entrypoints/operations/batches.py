"""The operation table's lines for batches."""

from countermark.entrypoints.operations.operation import Operation

BATCH_OPERATIONS: tuple[Operation, ...] = ()
