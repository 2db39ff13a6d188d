"""Slows down guessing: too many failures of an account or from an address within a window are refused outright."""

import hashlib
from datetime import timedelta

from countermark.db.pool import Connection
from countermark.features.accounts.account import queries
from countermark.kit.clock import now
from countermark.kit.errors import OperationError
from countermark.kit.settings import Settings


class TooManyFailures(OperationError):
    """Sign-in is refused for a while, whether or not the account exists."""

    status = 429

    def __init__(self, retry_after_s: int) -> None:
        super().__init__("over_request_rate_limit", "too many failed sign-ins", f"try again in {retry_after_s} seconds")
        self.retry_after_s = retry_after_s


def subjects_of(email_normalized: str, address: str) -> list[bytes]:
    """What failures are counted by: the account, then the address.

    Hashed, so that the table holds neither mail nor network addresses.
    """
    return [_subject("account", email_normalized), _subject("address", address)]


def _subject(kind: str, value: str) -> bytes:
    return hashlib.sha256(f"{kind}:{value}".encode()).digest()


def _allowed(settings: Settings) -> tuple[int, int]:
    return settings.login_failures_allowed, settings.address_failures_allowed


async def refuse_after_failures(connection: Connection, subjects: list[bytes], settings: Settings) -> None:
    """Raises :class:`TooManyFailures` when any subject has used up its attempts."""
    since = now() - timedelta(seconds=settings.login_window_s)
    for subject, allowed in zip(subjects, _allowed(settings), strict=True):
        if await queries.count_login_failures(connection, subject=subject, since=since) >= allowed:
            raise TooManyFailures(settings.login_window_s)


async def note_failure(connection: Connection, subjects: list[bytes], settings: Settings) -> None:
    """Counts a failure and forgets those that no window reaches any more."""
    await queries.insert_login_failures(connection, subjects=subjects)
    await queries.delete_old_login_failures(connection, before=now() - timedelta(seconds=settings.login_window_s))
