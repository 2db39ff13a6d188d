"""Signing up, in and out, and how the console looks to a person."""

from typing import Any
from urllib.parse import urlsplit

from litestar import Request, Response, get, post

from countermark.db.transaction import platform_transaction
from countermark.entrypoints.console.cookies import SESSION, THEME, THEMES, VISITOR, YEAR_S, console_cookie
from countermark.entrypoints.console.forms import REFUSED, Form, query_form, read_form
from countermark.entrypoints.console.rendering import go, page
from countermark.entrypoints.console.visits import SignInFirst, person_of
from countermark.entrypoints.request_context import address_of
from countermark.entrypoints.services import Services
from countermark.features.accounts.account import User
from countermark.features.accounts.sessions import open_console_session, sign_out
from countermark.features.accounts.sign_in import Attempt, WrongCredentials, sign_in
from countermark.features.accounts.sign_up import sign_up
from countermark.kit.errors import OperationError

AnyRequest = Request[Any, Any, Any]
HOME = "/console/"


def own_path(wanted: str) -> str:
    """``wanted`` if it is a page of the console, else its first page: a link must not send people elsewhere."""
    parts = urlsplit(wanted)
    safe = not parts.scheme and not parts.netloc and parts.path.startswith(HOME) and "\\" not in wanted
    return wanted if safe else HOME


async def start_session(request: AnyRequest, user: User, path: str) -> Response[Any]:
    """Signs the browser in under a cookie it never had before, so that nobody can plant one; ends the one it had."""
    services: Services = request.app.state.services
    await _end_session(request)
    async with platform_transaction(services.pool) as connection:
        _, cookie = await open_console_session(connection, services.settings, user)
    lifetime_s = services.settings.refresh_token_lifetime_s
    kept = console_cookie(services.settings, SESSION, cookie, lifetime_s)
    return go(request, path, cookies=[kept, console_cookie(services.settings, VISITOR, "", 0)])


async def _end_session(request: AnyRequest) -> None:
    services: Services = request.app.state.services
    try:
        person = await person_of(request)
    except SignInFirst:
        return
    async with platform_transaction(services.pool) as connection:
        await sign_out(connection, person.caller)


@get("/sign-in")
async def show_sign_in(request: AnyRequest) -> Response[Any]:
    """The sign-in form; who is signed in already goes on."""
    form = query_form(request, "next")
    try:
        await person_of(request)
    except SignInFirst:
        return page(request, "accounts/sign_in.html", form=form)
    return go(request, own_path(form["next"]))


@post("/sign-in")
async def do_sign_in(request: AnyRequest) -> Response[Any]:
    """Signs in, and goes to the page that was wanted."""
    services: Services = request.app.state.services
    form = await read_form(request, "email", "password", "next")
    attempt = Attempt(form["email"], form.values["password"], address_of(request))
    try:
        user = await sign_in(services.pool, services.settings, attempt)
    except WrongCredentials:
        form.errors[""] = "No account has this address and password. Check both and try again."
    except OperationError as error:
        form.refuse(error)
    else:
        return await start_session(request, user, own_path(form["next"]))
    return page(request, "accounts/sign_in.html", status=REFUSED, form=form)


@get("/sign-up", sync_to_thread=False)
def show_sign_up(request: AnyRequest) -> Response[Any]:
    """The form for a new account."""
    return page(request, "accounts/sign_up.html", form=Form())


@post("/sign-up")
async def do_sign_up(request: AnyRequest) -> Response[Any]:
    """Makes the account, signs in and goes on to the first brand.

    An address that is taken is answered by trying the password on it: its owner gets in, anybody else counts as a
    failed sign-in, so that addresses cannot be tried out faster here than there.
    """
    services: Services = request.app.state.services
    form = await read_form(request, "display_name", "email", "password")
    attempt = Attempt(form["email"], form.values["password"], address_of(request))
    try:
        async with platform_transaction(services.pool) as connection:
            await sign_up(connection, services.settings, attempt.email, attempt.password, form["display_name"])
        user = await sign_in(services.pool, services.settings, attempt)
    except WrongCredentials:
        form.errors["email"] = "No account can be made with this address. If it is yours, sign in instead."
    except OperationError as error:
        form.refuse(error)
    else:
        return await start_session(request, user, HOME)
    return page(request, "accounts/sign_up.html", status=REFUSED, form=form)


@post("/sign-out")
async def do_sign_out(request: AnyRequest) -> Response[Any]:
    """Ends the session for good: its cookie is worth nothing afterwards."""
    services: Services = request.app.state.services
    await _end_session(request)
    gone = console_cookie(services.settings, SESSION, "", 0)
    return go(request, "/console/sign-in", "You are signed out.", [gone])


@post("/appearance")
async def choose_appearance(request: AnyRequest) -> Response[Any]:
    """Light, dark, or as the system has it; kept in a cookie, so that the server draws the page right at once."""
    services: Services = request.app.state.services
    form = await read_form(request, "theme", "back")
    chosen = form["theme"] if form["theme"] in THEMES else ""
    kept = console_cookie(services.settings, THEME, chosen, YEAR_S if chosen else 0)
    return go(request, own_path(form["back"]), cookies=[kept])


ACCOUNT_PAGES = (show_sign_in, do_sign_in, show_sign_up, do_sign_up, do_sign_out, choose_appearance)
