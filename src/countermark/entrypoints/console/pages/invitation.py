"""An invitation, for whoever has its link: accepted by who has an account, or with a new one."""

from typing import Any
from urllib.parse import urlencode

from litestar import Request, Response, get, post

from countermark.db.transaction import platform_transaction
from countermark.entrypoints.console.forms import REFUSED, Form, query_form, read_form
from countermark.entrypoints.console.pages.accounts import start_session
from countermark.entrypoints.console.rendering import go, page
from countermark.entrypoints.console.visits import Person, SignInFirst, person_of
from countermark.entrypoints.operations.execute import execute
from countermark.entrypoints.request_context import address_of, request_id_of
from countermark.entrypoints.services import Services
from countermark.features.accounts.sign_in import Attempt, WrongCredentials, sign_in
from countermark.features.accounts.sign_up import sign_up
from countermark.kit.errors import OperationError

AnyRequest = Request[Any, Any, Any]


async def _person(request: AnyRequest) -> Person | None:
    try:
        return await person_of(request)
    except SignInFirst:
        return None


async def _invitation_page(request: AnyRequest, form: Form, person: Person | None) -> Response[Any]:
    services: Services = request.app.state.services
    try:
        shown = await execute(services, "preview_invitation", {"_token": form["token"]}, None, request_id_of(request))
    except OperationError:
        return page(request, "accounts/invitation_ended.html", status=404)
    query = urlencode({"next": f"/console/invitation?{urlencode({'token': form['token']})}"})
    return page(
        request,
        "accounts/invitation.html",
        status=REFUSED if form.errors else 200,
        form=form,
        invitation=shown,
        person=person,
        is_mine=person is not None and person.user.email.lower() == shown.email.lower(),
        sign_in=f"/console/sign-in?{query}",
    )


@get("/invitation")
async def show_invitation(request: AnyRequest) -> Response[Any]:
    """Into which brand, as what; and the way in."""
    return await _invitation_page(request, query_form(request, "token"), await _person(request))


@post("/invitation")
async def do_accept(request: AnyRequest) -> Response[Any]:
    """Accepts, as who is signed in, or with a new account of the invited address."""
    services: Services = request.app.state.services
    form = await read_form(request, "token", "display_name", "password")
    person = await _person(request)
    token = {"_token": form["token"]}
    try:
        if person is not None:
            joined = await person.call("accept_invitation", token=form["token"])
            return go(request, f"/console/{joined.subdomain}/", f"You are in: {joined.name}.")
        shown = await execute(services, "preview_invitation", token, None, request_id_of(request))
        async with platform_transaction(services.pool) as connection:
            password, name = form.values["password"], form["display_name"]
            await sign_up(connection, services.settings, shown.email, password, name)
        user = await sign_in(services.pool, services.settings, Attempt(shown.email, password, address_of(request)))
    except WrongCredentials:
        said = "There is an account of this address already. Sign in with its password."
        form.errors |= {"password": said}
    except OperationError as error:
        form.refuse(error)
    else:
        path = f"/console/invitation?{urlencode({'token': form['token']})}"
        return await start_session(request, user, path)
    return await _invitation_page(request, form, person)


INVITATION_PAGES = (show_invitation, do_accept)
