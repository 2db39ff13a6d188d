"""What was done, said once on the next page, with a way back where there is one.

It travels in a cookie. What undoes something is signed: a form of ours is drawn from it.
"""

import hashlib
import hmac
from urllib.parse import quote, unquote

import msgspec

from countermark.entrypoints.services import Services


class Undo(msgspec.Struct, frozen=True):
    """A form that takes back what was done: where it goes, and what it sends."""

    path: str
    fields: dict[str, str]


class Notice(msgspec.Struct, frozen=True):
    """The words, and perhaps the way back."""

    text: str
    undo: Undo | None = None
    signature: str = ""


def write_notice(services: Services, text: str, undo: Undo | None) -> str:
    """The cookie's value."""
    notice = Notice(text, undo, _signature(services, undo) if undo else "")
    return quote(msgspec.json.encode(notice).decode())


def read_notice(services: Services, cookie: str | None) -> Notice | None:
    """What the cookie says; ``None`` for nothing, or for something we did not write."""
    if not cookie:
        return None
    try:
        notice = msgspec.json.decode(unquote(cookie), type=Notice)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    if notice.undo and not hmac.compare_digest(notice.signature, _signature(services, notice.undo)):
        return None
    return notice


def _signature(services: Services, undo: Undo) -> str:
    key = hmac.digest(services.master_key, b"console notice", hashlib.sha256)
    return hmac.digest(key, msgspec.json.encode(undo), hashlib.sha256).hex()
