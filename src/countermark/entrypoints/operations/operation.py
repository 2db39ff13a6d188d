"""What the doors know of an operation: one line of the table."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from countermark.audit.actions import Action
from countermark.features.accounts.permissions import Permission
from countermark.kit.requests import Request


class Scope(StrEnum):
    """Whom an operation is for: a member of a brand, any signed-in user, or everybody."""

    BRAND = "brand"
    USER = "user"
    PUBLIC = "public"


@dataclass(frozen=True, kw_only=True)
class Operation:
    """A line of the operation table.

    ``run`` is ``async def <name>(tx, request) -> result``; the name of the function is the name of the operation.
    ``permission`` is what a member needs; ``action`` is what the audit log calls a mutation (``None``: it only reads).
    ``result`` is the type of the answer, for OpenAPI.
    """

    run: Callable[[Any, Any], Awaitable[Any]]
    request: type[Request]
    result: Any
    summary: str
    permission: Permission | None = None
    action: Action | None = None
    scope: Scope = Scope.BRAND

    @property
    def name(self) -> str:
        """The name in the path, the audit log, the docs and the tests."""
        return str(getattr(self.run, "__name__"))  # noqa: B009

    @property
    def writes(self) -> bool:
        """Whether it changes anything; only operations that do not can be called by GET."""
        return self.action is not None
