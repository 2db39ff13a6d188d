"""Sessions: of API clients (access token and rotating refresh token) and of the console (a cookie)."""

import secrets
from dataclasses import dataclass
from uuid import UUID

from countermark.db.pool import Connection
from countermark.features.accounts.account import User, queries, token_hash
from countermark.features.accounts.tokens import Caller, TokenKeys
from countermark.kit.errors import NotAuthenticated, OperationError
from countermark.kit.records import record_from
from countermark.kit.settings import Settings


class RefreshTokenInvalid(OperationError):
    """The refresh token is unknown, spent, or of an ended session."""

    def __init__(self) -> None:
        super().__init__("refresh_token_not_found", "Invalid Refresh Token: Refresh Token Not Found", "sign in again")


@dataclass(frozen=True, slots=True)
class SessionTokens:
    """What an API client holds: a short-lived access token and the one token that renews it."""

    user: User
    session_id: UUID
    access_token: str
    expires_at: int
    refresh_token: str


async def open_session(connection: Connection, keys: TokenKeys, settings: Settings, user: User) -> SessionTokens:
    """A new session with its first pair of tokens."""
    row = await queries.insert_session(
        connection, user_id=user.user_id, cookie_hash=None, lifetime_s=settings.refresh_token_lifetime_s
    )
    return await _new_tokens(connection, keys, settings, user, row["session_id"])


async def refresh_session(
    connection: Connection, keys: TokenKeys, settings: Settings, refresh_token: str
) -> SessionTokens | None:
    """Trades a refresh token for the next pair; each can be used once (RFC 9700, 4.14.2).

    ``None``: it was used before, so it may be stolen: the whole session is now revoked. It is a value, not an
    exception, because the revocation must commit.

    Raises:
        RefreshTokenInvalid: unknown token, or its session ended.
    """
    used = await queries.use_refresh_token(connection, token_hash=token_hash(refresh_token))
    if used is None or not used["is_live"]:
        raise RefreshTokenInvalid
    if used["was_used"]:
        await queries.revoke_session(connection, session_id=used["session_id"])
        return None
    await queries.extend_session(
        connection, session_id=used["session_id"], lifetime_s=settings.refresh_token_lifetime_s
    )
    user = record_from(User, await queries.get_user(connection, user_id=used["user_id"]))
    return await _new_tokens(connection, keys, settings, user, used["session_id"])


async def _new_tokens(
    connection: Connection, keys: TokenKeys, settings: Settings, user: User, session_id: UUID
) -> SessionTokens:
    refresh_token = secrets.token_urlsafe(32)
    await queries.insert_refresh_token(connection, token_hash=token_hash(refresh_token), session_id=session_id)
    access_token, expires_at = keys.sign(user, session_id, settings.access_token_lifetime_s)
    return SessionTokens(user, session_id, access_token, expires_at, refresh_token)


async def open_console_session(connection: Connection, settings: Settings, user: User) -> tuple[UUID, str]:
    """A session of the console: its id and the value of its cookie, of which only a hash is stored."""
    cookie = secrets.token_urlsafe(32)
    row = await queries.insert_session(
        connection,
        user_id=user.user_id,
        cookie_hash=token_hash(cookie),
        lifetime_s=settings.refresh_token_lifetime_s,
    )
    return row["session_id"], cookie


async def caller_of_cookie(connection: Connection, cookie: str) -> Caller | None:
    """The caller behind a console cookie, if its session lives."""
    row = await queries.get_session_by_cookie(connection, cookie_hash=token_hash(cookie))
    return Caller(row["user_id"], row["session_id"]) if row else None


async def current_user(connection: Connection, caller: Caller) -> User:
    """The signed-in user.

    Raises:
        NotAuthenticated: the session was ended, or has expired.
    """
    if not await queries.is_live_session(connection, session_id=caller.session_id, user_id=caller.user_id):
        raise NotAuthenticated("this session was ended", "sign in again")
    return record_from(User, await queries.get_user(connection, user_id=caller.user_id))


async def sign_out(connection: Connection, caller: Caller, *, everywhere: bool = False) -> None:
    """Ends the session (or all of the person's): its tokens are refused from the next request on."""
    if everywhere:
        await queries.revoke_sessions_of_user(connection, user_id=caller.user_id)
    else:
        await queries.revoke_session(connection, session_id=caller.session_id)
