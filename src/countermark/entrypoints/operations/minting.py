"""The operation table's lines for minting."""

from countermark.entrypoints.operations.operation import Operation

MINTING_OPERATIONS: tuple[Operation, ...] = ()
