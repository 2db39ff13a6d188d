"""Settings, API credentials: made, changed, rotated and revoked; a secret is shown once, and can be saved as a file."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import msgspec
from litestar import Request, Response, get, post

from countermark.entrypoints.console.forms import REFUSED, Form, query_form, read_form
from countermark.entrypoints.console.listing import listing_of
from countermark.entrypoints.console.permission_groups import PERMISSION_GROUPS, PERMISSION_WORDS
from countermark.entrypoints.console.rendering import go, page
from countermark.entrypoints.console.visits import InBrand, Visit
from countermark.features.accounts.permissions import Permission
from countermark.features.credentials.credential import ApiCredential, CredentialState, CredentialWithSecret
from countermark.kit.errors import InvalidInput, OperationError, unknown

AnyRequest = Request[Any, Any, Any]
FIELDS = ("name", "expires_on", "allowed_addresses", "note")
OVERLAPS = (("0", "At once"), ("3600", "In an hour"), ("86400", "In 24 hours"))
FILE_FIELDS = ("format", "client_id", "client_secret")
MOST_LISTED = 200


def _here(visit: Visit) -> str:
    return f"{visit.home}settings/credentials"


@get("/settings/credentials")
async def show_credentials(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """The credentials in use, or those that have ended as well."""
    filters = query_form(request, "with_ended")
    found = await visit.call(
        "list_api_credentials",
        with_ended=bool(filters["with_ended"]),
        cursor=request.query_params.get("cursor"),
    )
    return page(request, "settings/credentials.html", visit=visit, listing=listing_of(request, found, filters))


def _form_page(request: AnyRequest, visit: Visit, form: Form, credential: ApiCredential | None) -> Response[Any]:
    return page(
        request,
        "settings/credential.html",
        status=REFUSED if form.errors else 200,
        visit=visit,
        form=form,
        credential=credential,
        groups=PERMISSION_GROUPS,
        words=PERMISSION_WORDS,
    )


def _arguments(form: Form) -> dict[str, Any]:
    """What the form says, typed.

    Raises:
        InvalidInput: the expiry is no day.
    """
    note = form.optional("note")
    return {
        "name": form["name"],
        "expires_at": _end_of(form["expires_on"]),
        "allowed_addresses": form["allowed_addresses"].replace(",", " ").split(),
        "metadata": {"note": note} if note else {},
    }


def _end_of(day: str) -> datetime | None:
    """The end of a day in UTC; ``None`` for no day."""
    if not day:
        return None
    try:
        return datetime.combine(date.fromisoformat(day), time(), UTC) + timedelta(days=1)
    except (ValueError, OverflowError):
        raise InvalidInput("_expires_at", "must be a day, such as 2027-12-31") from None


@get("/settings/credentials/new", sync_to_thread=False)
def show_new_credential(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """The form of a new credential."""
    return _form_page(request, visit, Form(), None)


@post("/settings/credentials/new")
async def do_new_credential(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Makes the credential and shows its secret."""
    form = await read_form(request, *FIELDS, *(f"scope.{permission}" for permission in Permission))
    scopes = [permission for permission in Permission if form[f"scope.{permission}"]]
    form.values["scopes"] = ""
    try:
        made = await visit.call("create_api_credential_record", scopes=scopes, **_arguments(form))
    except OperationError as error:
        return _form_page(request, visit, form.refuse(error, {"_expires_at": "expires_on"}), None)
    return _secret_page(request, visit, made)


def _secret_page(request: AnyRequest, visit: Visit, made: CredentialWithSecret) -> Response[Any]:
    api_url = visit.person.services.settings.api_url
    return page(request, "settings/credential_secret.html", visit=visit, made=made, api_url=api_url)


@post("/settings/credentials/file")
async def do_credential_file(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """The shown secret as a file for programs. The browser sends it back here: nothing is stored to make it from."""
    form = await read_form(request, *FILE_FIELDS)
    api_url, is_json = visit.person.services.settings.api_url, form["format"] == "json"
    facts = {
        "COUNTERMARK_API_URL": api_url,
        "COUNTERMARK_BRAND_ID": str(visit.brand.brand_id),
        "COUNTERMARK_CLIENT_ID": _one_line(form["client_id"]),
        "COUNTERMARK_CLIENT_SECRET": _one_line(form["client_secret"]),
    }
    if is_json:
        named = {name.removeprefix("COUNTERMARK_").lower(): value for name, value in facts.items()}
        content = msgspec.json.format(msgspec.json.encode(named), indent=2) + b"\n"
    else:
        content = "".join(f"{name}={value}\n" for name, value in facts.items()).encode()
    filename = f"countermark-{visit.brand.subdomain}.{'json' if is_json else 'env'}"
    headers = {"content-disposition": f'attachment; filename="{filename}"'}
    return Response(content, headers=headers, media_type="application/json" if is_json else "text/plain")


def _one_line(text: str) -> str:
    return "".join(
        character for character in text if character.isascii() and (character.isalnum() or character in "_-")
    )


async def _credential(visit: Visit, credential_id: str) -> ApiCredential:
    """The credential of a path. There are few, so the list is looked through."""
    cursor = None
    while True:
        found = await visit.call("list_api_credentials", with_ended=True, limit=MOST_LISTED, cursor=cursor)
        for credential in found.items:
            if str(credential.credential_id) == credential_id:
                one: ApiCredential = credential
                return one
        if not found.has_more:
            raise unknown("_credential_id", "API credential")
        cursor = found.next_cursor


@get("/settings/credentials/{credential_id:str}")
async def show_credential(request: AnyRequest, visit: InBrand, credential_id: str) -> Response[Any]:
    """The form of a credential in use; facts of one that has ended."""
    credential = await _credential(visit, credential_id)
    expires_at = credential.expires_at
    form = Form(
        {
            "name": credential.name,
            "expires_on": (expires_at - timedelta(seconds=1)).date().isoformat() if expires_at else "",
            "allowed_addresses": "\n".join(credential.allowed_addresses),
            "note": str(credential.metadata.get("note", "")),
        }
    )
    return _form_page(request, visit, form, credential)


@post("/settings/credentials/{credential_id:str}")
async def do_edit_credential(request: AnyRequest, visit: InBrand, credential_id: str) -> Response[Any]:
    """Saves what changed; an expiry that was not touched stays to the second."""
    credential = await _credential(visit, credential_id)
    form = await read_form(request, *FIELDS)
    try:
        patch = _arguments(form)
        patch["metadata"] = {**credential.metadata, **patch["metadata"]}
        if not form["note"]:
            patch["metadata"].pop("note", None)
        if _is_same_day(patch["expires_at"], credential.expires_at):
            del patch["expires_at"]
        await visit.call("update_api_credential", credential_id=credential_id, patch=patch)
    except OperationError as error:
        names = {"_expires_at": "expires_on", "_patch.expires_at": "expires_on"}
        return _form_page(request, visit, form.refuse(error, names), credential)
    return go(request, _here(visit), "Saved.")


def _is_same_day(typed: datetime | None, stored: datetime | None) -> bool:
    if typed is None or stored is None:
        return typed is stored
    return timedelta(0) <= typed - stored < timedelta(days=1)


@get("/settings/credentials/{credential_id:str}/rotate")
async def show_rotate(request: AnyRequest, visit: InBrand, credential_id: str) -> Response[Any]:
    """What a new secret means, and when the old one ends."""
    credential = await _credential(visit, credential_id)
    return page(
        request,
        "settings/credential_rotate.html",
        visit=visit,
        credential=credential,
        form=Form({"overlap_s": "0"}),
        overlaps=OVERLAPS,
    )


@post("/settings/credentials/{credential_id:str}/rotate")
async def do_rotate(request: AnyRequest, visit: InBrand, credential_id: str) -> Response[Any]:
    """Gives the credential a new secret and shows it."""
    form = await read_form(request, "overlap_s")
    made = await visit.call(
        "rotate_api_credential_secret_record",
        credential_id=credential_id,
        overlap_s=form.whole_number("overlap_s") or 0,
    )
    return _secret_page(request, visit, made)


@get("/settings/credentials/{credential_id:str}/revoke")
async def show_revoke(request: AnyRequest, visit: InBrand, credential_id: str) -> Response[Any]:
    """What revoking means."""
    credential = await _credential(visit, credential_id)
    return page(request, "settings/credential_revoke.html", visit=visit, credential=credential, form=Form())


@post("/settings/credentials/{credential_id:str}/revoke")
async def do_revoke(request: AnyRequest, visit: InBrand, credential_id: str) -> Response[Any]:
    """Revokes the credential, once the word was typed."""
    form = await read_form(request, "word")
    credential = await _credential(visit, credential_id)
    if credential.state is not CredentialState.REVOKED and not form.confirms("REVOKE"):
        return page(
            request,
            "settings/credential_revoke.html",
            status=REFUSED,
            visit=visit,
            credential=credential,
            form=form,
        )
    await visit.call("revoke_api_credential_record", credential_id=credential_id)
    return go(request, _here(visit), f"“{credential.name}” is revoked. It opens nothing any more.")


CREDENTIAL_PAGES = (
    show_credentials,
    show_new_credential,
    do_new_credential,
    do_credential_file,
    show_credential,
    do_edit_credential,
    show_rotate,
    do_rotate,
    show_revoke,
    do_revoke,
)
