"""Proves who someone is, and opens a session."""

from dataclasses import dataclass

from countermark.db.pool import Pool
from countermark.db.transaction import platform_transaction
from countermark.features.accounts.account import User, normalized_email, queries
from countermark.features.accounts.login_failures import note_failure, refuse_after_failures, subjects_of
from countermark.features.accounts.passwords import verify_password
from countermark.kit.errors import InvalidInput, OperationError
from countermark.kit.records import record_from
from countermark.kit.settings import Settings


class WrongCredentials(OperationError):
    """The address or the password is wrong; which of them is not told."""

    def __init__(self) -> None:
        super().__init__("invalid_credentials", "Invalid login credentials")


@dataclass(frozen=True, slots=True)
class Attempt:
    """A try to sign in, and the network address it comes from."""

    email: str
    password: str
    address: str


async def sign_in(pool: Pool, settings: Settings, attempt: Attempt) -> User:
    """The user whose password this is. Opens no session yet.

    Raises:
        WrongCredentials: no such account, or another password.
        TooManyFailures: this account or this address failed too often lately.
    """
    try:
        email = normalized_email(attempt.email)
    except InvalidInput:
        email = attempt.email.strip().lower()[:320].replace("\x00", "")
    subjects = subjects_of(email, attempt.address)
    async with platform_transaction(pool) as connection:
        await refuse_after_failures(connection, subjects, settings)
        row = await queries.get_user_for_sign_in(connection, email_normalized=email)
    # No connection is held while the hash is computed: it takes tens of milliseconds on purpose.
    stored = row["password_hash"] if row else None
    valid, fresh_hash = await verify_password(settings, attempt.password, stored)
    async with platform_transaction(pool) as connection:
        if valid:
            if fresh_hash:
                await queries.replace_password_hash(connection, user_id=row["user_id"], password_hash=fresh_hash)
            await queries.clear_login_failures(connection, subject=subjects[0])
        else:
            await note_failure(connection, subjects, settings)
    if not valid:
        raise WrongCredentials
    return record_from(User, row)
