"""The one error base of every operation, with a stable code and an HTTP status.

The three messages are the whole vocabulary that clients may match on; what exactly was wrong is in ``details``
(which argument, why) and what to do about it in ``hint``. One renderer, in the RPC door, turns them into JSON.
"""

from collections.abc import Mapping
from typing import Any


class OperationError(Exception):
    """Base of every refusal. ``code`` is stable and may be matched on; ``details`` is for people."""

    message = "Invalid input"
    status = 400

    def __init__(self, code: str, details: str, hint: str | None = None) -> None:
        super().__init__(f"{self.message}: {details}")
        self.code = code
        self.details = details
        self.hint = hint

    def as_json(self) -> Mapping[str, Any]:
        """PostgREST's error shape: ``{"code","message","details","hint"}``."""
        return {"code": self.code, "message": self.message, "details": self.details, "hint": self.hint}


class NotAuthenticated(OperationError):
    """No valid session: the token or cookie is missing, expired, revoked or forged."""

    message = "Not authenticated"
    status = 401

    def __init__(self, details: str = "a valid access token is required", hint: str | None = None) -> None:
        super().__init__("NOT_AUTHENTICATED", details, hint or "sign in, then send Authorization: Bearer <token>")


class Forbidden(OperationError):
    """The caller lacks access to the brand, or the permission in it.

    A brand that does not exist and a brand of somebody else give this same error, word for word.
    """

    message = "Forbidden"
    status = 403

    def __init__(self, details: str = "no access to this brand, or it does not exist") -> None:
        super().__init__("FORBIDDEN", details)


class InvalidInput(OperationError):
    """A malformed argument, an unknown id, or a broken rule. Names the argument."""

    def __init__(self, argument: str, problem: str, *, code: str = "INVALID_ARGUMENT", hint: str | None = None) -> None:
        super().__init__(code, f"{argument}: {problem}", hint)
        self.argument = argument
        self.problem = problem


class Conflict(InvalidInput):
    """A uniqueness rule would be broken."""

    status = 409


def unknown(argument: str, noun: str) -> InvalidInput:
    """The one answer for "does not exist" and "belongs to another brand" (they must not differ)."""
    return InvalidInput(argument, f"no such {noun} in this brand", code="NOT_FOUND")
