"""The EN 18222 API's own error shape: a ``Result`` with a status code and messages (EN 18222:2026, Tables 12 to 15)."""

from typing import Any, Final

import msgspec

from countermark.kit.clock import now, utc_text

STATUS_CODES: Final = {
    400: "ClientErrorBadRequest",
    404: "ClientErrorResourceNotFound",
    405: "ClientMethodNotAllowed",
    429: "ClientErrorBadRequest",
    500: "ServerInternalError",
    502: "ServerErrorBadGateway",
}
"""Table 15 has no code for too many requests."""


class DppRefusal(Exception):
    """The request cannot be answered; ``status`` is that of HTTP."""

    def __init__(self, status: int, code: str, text: str) -> None:
        super().__init__(text)
        self.status = status
        self.code = code


def result_of(refusal: DppRefusal) -> bytes:
    """The body of the answer to a refused request."""
    message = {
        "messageType": "Error",
        "text": str(refusal),
        "code": refusal.code,
        "timestamp": utc_text(now()),
    }
    result: dict[str, Any] = {"statusCode": STATUS_CODES[refusal.status], "message": [message]}
    return msgspec.json.encode(result)


def not_found() -> DppRefusal:
    """The same words whether there never was one, it is a draft, or it is another brand's."""
    return DppRefusal(404, "DPP_NOT_FOUND", "there is no published passport under this identifier")
