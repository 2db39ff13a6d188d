"""Makes an account."""

from countermark.db.pool import Connection
from countermark.features.accounts.account import User, normalized_email, queries
from countermark.features.accounts.passwords import checked_password, hash_password
from countermark.kit.clock import now, to_second
from countermark.kit.ids import uuid7
from countermark.kit.records import record_from
from countermark.kit.settings import Settings
from countermark.kit.text import checked_text


async def sign_up(
    connection: Connection, settings: Settings, email: str, password: str, display_name: str = ""
) -> User:
    """A new user, or, when the address is taken, one that looks just the same and does not exist.

    So nobody learns by signing up who has an account; both cases also cost the same password hash.

    Raises:
        InvalidInput: not an address, or a password too short or too long.
    """
    normalized = normalized_email(email)
    name = checked_text("display_name", display_name, longest=120, shortest=0)
    password_hash = await hash_password(settings, checked_password(password))
    row = await queries.insert_user(
        connection,
        email=email.strip(),
        email_normalized=normalized,
        display_name=name,
        password_hash=password_hash,
    )
    if row is None:
        return User(user_id=uuid7(), email=email.strip(), display_name=name, created_at=to_second(now()))
    return record_from(User, row)
