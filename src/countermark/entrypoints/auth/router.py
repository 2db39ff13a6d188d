"""/auth/v1: sign up, sign in, refresh, who am I, sign out, as supabase clients call them."""

from typing import Annotated, Any

import msgspec
from litestar import Request, Response, Router, get, post

from countermark.db.transaction import platform_transaction
from countermark.entrypoints.auth.answers import refused, session_json, user_json
from countermark.entrypoints.auth.oauth import oauth_token
from countermark.entrypoints.authorization import caller_of
from countermark.entrypoints.request_context import address_of
from countermark.entrypoints.services import Services
from countermark.features.accounts.sessions import (
    RefreshTokenInvalid,
    SessionTokens,
    current_user,
    open_session,
    refresh_session,
    sign_out,
)
from countermark.features.accounts.sign_in import Attempt, sign_in
from countermark.features.accounts.sign_up import sign_up
from countermark.kit.errors import InvalidInput, OperationError

MAX_BODY_BYTES = 16 * 1024
AnyRequest = Request[Any, Any, Any]


class Credentials(msgspec.Struct, frozen=True):
    """What clients send to sign up or in; other keys of theirs are ignored."""

    email: str
    password: str
    data: dict[str, Any] = {}


class RefreshRequest(msgspec.Struct, frozen=True):
    """What clients send to renew a session."""

    refresh_token: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


async def _body(request: AnyRequest, kind: type[Any]) -> Any:
    try:
        return msgspec.json.decode(await request.body(), type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidInput("body", str(error), code="validation_failed") from None


@post("/signup", status_code=200, request_max_body_size=MAX_BODY_BYTES)
async def signup(request: AnyRequest) -> dict[str, Any]:
    """Makes an account. The answer is the same for an address that has one already; sign in follows."""
    services: Services = request.app.state.services
    wanted: Credentials = await _body(request, Credentials)
    display_name = wanted.data.get("display_name", "")
    if not isinstance(display_name, str):
        raise InvalidInput("data.display_name", "must be text", code="validation_failed")
    async with platform_transaction(services.pool) as connection:
        made = await sign_up(connection, services.settings, wanted.email, wanted.password, display_name)
        return user_json(made)


@post("/token", status_code=200, request_max_body_size=MAX_BODY_BYTES)
async def token(request: AnyRequest) -> Response[Any]:
    """A session, for a password or for a refresh token (RFC 6749; ``grant_type`` in the query, as clients send it)."""
    services: Services = request.app.state.services
    grant_type = request.query_params.get("grant_type")
    if grant_type == "password":
        session = await _by_password(request, services)
    elif grant_type == "refresh_token":
        session = await _by_refresh_token(request, services)
    else:
        raise InvalidInput("grant_type", "must be password or refresh_token", code="unsupported_grant_type")
    return Response(session_json(session), status_code=200, headers={"cache-control": "no-store"})


async def _by_password(request: AnyRequest, services: Services) -> SessionTokens:
    given: Credentials = await _body(request, Credentials)
    attempt = Attempt(given.email, given.password, address_of(request))
    user = await sign_in(services.pool, services.settings, attempt)
    async with platform_transaction(services.pool) as connection:
        return await open_session(connection, services.tokens, services.settings, user)


async def _by_refresh_token(request: AnyRequest, services: Services) -> SessionTokens:
    given: RefreshRequest = await _body(request, RefreshRequest)
    async with platform_transaction(services.pool) as connection:
        session = await refresh_session(connection, services.tokens, services.settings, given.refresh_token)
    if session is None:  # the revocation is committed by now
        raise RefreshTokenInvalid
    return session


@get("/user")
async def user(request: AnyRequest) -> dict[str, Any]:
    """The signed-in user."""
    services: Services = request.app.state.services
    caller = await caller_of(request.headers.get("authorization", ""), services)
    async with platform_transaction(services.pool) as connection:
        return user_json(await current_user(connection, caller))


@post("/logout", status_code=204)
async def logout(request: AnyRequest) -> None:
    """Ends this session; with ``?scope=global`` (what clients send by default) all of the person's."""
    services: Services = request.app.state.services
    caller = await caller_of(request.headers.get("authorization", ""), services)
    async with platform_transaction(services.pool) as connection:
        await current_user(connection, caller)
        everywhere = request.query_params.get("scope", "global") == "global"
        await sign_out(connection, caller, everywhere=everywhere)


@get("/.well-known/jwks.json")
async def jwks(request: AnyRequest) -> dict[str, Any]:
    """The public keys that access tokens verify under (RFC 7517)."""
    services: Services = request.app.state.services
    return services.tokens.public_keys()


auth_router = Router(
    path="/auth/v1",
    route_handlers=[signup, token, oauth_token, user, logout, jwks],
    exception_handlers={OperationError: refused},
)
