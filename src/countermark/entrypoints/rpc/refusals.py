"""What the door itself refuses, before any operation runs."""

from typing import Any
from uuid import UUID

from countermark.kit.errors import InvalidInput


class NoSuchOperation(InvalidInput):
    """The path names no operation."""

    status = 404

    def __init__(self, name: str) -> None:
        super().__init__("operation", f"there is no operation {name[:80]!r}", code="PGRST202", hint="see /openapi.json")


class NeedsPost(InvalidInput):
    """GET is for operations that only read, and no other method is for any."""

    status = 405

    def __init__(self, name: str, method: str) -> None:
        super().__init__("method", f"{name} cannot be called by {method}", code="PGRST101", hint="call it by POST")


class BodyTooLarge(InvalidInput):
    """More than any operation needs."""

    status = 413

    def __init__(self, most_bytes: int) -> None:
        super().__init__("body", f"is larger than {most_bytes} bytes", code="BODY_TOO_LARGE")


def internal_error(request_id: UUID) -> dict[str, Any]:
    """Our fault. The log has the trace under this request id; the answer has nothing else."""
    details = f"the server failed; tell the operator the request id {request_id}"
    return {"code": "INTERNAL", "message": "Internal error", "details": details, "hint": None}
