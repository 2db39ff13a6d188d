"""The operation table's lines for passports."""

from countermark.entrypoints.operations.operation import Operation

PASSPORT_OPERATIONS: tuple[Operation, ...] = ()
