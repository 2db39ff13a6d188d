"""POST /auth/v1/oauth/token: a program trades its client id and secret for an access token (RFC 6749, 4.4)."""

import base64
import binascii
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, unquote_plus

from litestar import Request, Response, post

from countermark.db.transaction import brand_transaction
from countermark.entrypoints.request_context import address_of
from countermark.entrypoints.services import Services
from countermark.features.accounts.access import access_brand, actor_of
from countermark.features.accounts.authenticate_machine import MachineAttempt, authenticate_machine
from countermark.features.accounts.login_failures import TooManyFailures
from countermark.features.accounts.machines import Machine
from countermark.kit.errors import NotAuthenticated

MAX_BODY_BYTES = 16 * 1024
MOST_FIELDS = 20
AnyRequest = Request[Any, Any, Any]
NO_STORE = {"cache-control": "no-store", "pragma": "no-cache"}


class OAuthError(Exception):
    """A refusal in the words of RFC 6749, 5.2."""

    def __init__(self, error: str, description: str, status: int = 400, headers: Mapping[str, str] | None = None):
        super().__init__(description)
        self.error, self.description, self.status, self.headers = error, description, status, headers or {}


def refused_by_oauth(request: AnyRequest, error: OAuthError) -> Response[Any]:
    """``{"error", "error_description"}``."""
    body = {"error": error.error, "error_description": error.description}
    return Response(
        body, status_code=error.status, headers={**NO_STORE, **error.headers}, media_type="application/json"
    )


@post(
    "/oauth/token",
    status_code=200,
    request_max_body_size=MAX_BODY_BYTES,
    exception_handlers={OAuthError: refused_by_oauth},
)
async def oauth_token(request: AnyRequest) -> Response[Any]:
    """An access token for an API credential, perhaps narrowed to some of its scopes. It ends with its secret."""
    services: Services = request.app.state.services
    form = await _form(request)
    client_id, secret, is_basic = _client(request, form)
    if form.get("grant_type") != "client_credentials":
        problem = "grant_type must be client_credentials"
        raise OAuthError("unsupported_grant_type" if form.get("grant_type") else "invalid_request", problem)
    machine, scopes = await _authenticated(services, MachineAttempt(client_id, secret, address_of(request)), is_basic)
    granted = _narrowed(scopes, form.get("scope"))
    spoken_for = Machine(machine.brand_id, machine.credential_id, machine.secret_version, scopes=granted)
    lifetime_s = services.settings.access_token_lifetime_s
    token, _ = services.tokens.sign_for_machine(spoken_for, lifetime_s)
    answer = {
        "access_token": token,
        "token_type": "Bearer",
        "expires_in": lifetime_s,
        "scope": " ".join(sorted(scopes if granted is None else granted)),
    }
    return Response(answer, status_code=200, headers=NO_STORE, media_type="application/json")


async def _form(request: AnyRequest) -> dict[str, str]:
    """The parameters; one that is given twice, or not as a form, is refused (RFC 6749, 3.2)."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise OAuthError("invalid_request", "send the parameters as application/x-www-form-urlencoded")
    try:
        given = parse_qs((await request.body()).decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise OAuthError("invalid_request", "the body is not a form") from None
    if any(len(values) > 1 for values in given.values()):
        raise OAuthError("invalid_request", "a parameter is given twice")
    return {name: values[0] for name, values in given.items()}


def _client(request: AnyRequest, form: Mapping[str, str]) -> tuple[str, str, bool]:
    """Client id and secret, by HTTP Basic or in the form, not both (RFC 6749, 2.3.1); whether it was Basic."""
    scheme, _, encoded = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        if not form.get("client_id") or not form.get("client_secret"):
            raise _invalid_client("send client_id and client_secret, in the form or by HTTP Basic", is_basic=False)
        return form["client_id"], form["client_secret"], False
    if "client_secret" in form:
        raise OAuthError("invalid_request", "send the client's secret by HTTP Basic or in the form, not by both")
    try:
        client_id, _, secret = base64.b64decode(encoded.strip(), validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        raise _invalid_client("the Authorization header is not HTTP Basic", is_basic=True) from None
    return unquote_plus(client_id), unquote_plus(secret), True


async def _authenticated(services: Services, attempt: MachineAttempt, is_basic: bool) -> tuple[Machine, frozenset[str]]:
    """The program, if its credential is good in every way a request with it would be."""
    try:
        machine, scopes = await authenticate_machine(services.pool, services.settings, services.master_key, attempt)
        async with brand_transaction(services.pool, machine.brand_id, actor_of(machine), b"") as tx:
            await access_brand(tx, machine, None)
    except NotAuthenticated as error:
        raise _invalid_client(error.details, is_basic) from None
    except TooManyFailures as error:
        headers = {"retry-after": str(error.retry_after_s)}
        raise OAuthError("invalid_client", "too many failures; try again later", 429, headers) from None
    return machine, scopes


def _invalid_client(description: str, is_basic: bool) -> OAuthError:
    headers = {"www-authenticate": 'Basic realm="Countermark"'} if is_basic else {}
    return OAuthError("invalid_client", description, 401, headers)


def _narrowed(held: frozenset[str], wanted: str | None) -> frozenset[str] | None:
    """The scopes that were asked for; ``None`` for all the credential has.

    Raises:
        OAuthError: one that it lacks.
    """
    if wanted is None or not wanted.strip():
        return None
    asked = frozenset(wanted.split())
    if not asked <= held:
        raise OAuthError("invalid_scope", "the credential lacks a scope that was asked for")
    return asked
