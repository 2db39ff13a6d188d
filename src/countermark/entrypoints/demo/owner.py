"""The demo's user, who makes everything by the operations everybody uses."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec

from countermark.entrypoints.operations.execute import execute
from countermark.entrypoints.services import Services
from countermark.features.accounts.tokens import Caller


@dataclass(frozen=True)
class Owner:
    """The demo's user, and the brand once there is one."""

    services: Services
    caller: Caller
    brand_id: UUID | None = None

    async def call(self, operation: str, **arguments: Any) -> Any:
        """The result of an operation, as JSON has it."""
        given = {f"_{name}": value for name, value in arguments.items()}
        if self.brand_id is not None:
            given["_brand_id"] = self.brand_id
        return msgspec.to_builtins(await execute(self.services, operation, given, self.caller))
