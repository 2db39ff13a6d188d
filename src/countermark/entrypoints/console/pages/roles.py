"""Settings, roles: what each allows; own ones made out of permissions."""

from typing import Any

from litestar import Request, Response, get, post

from countermark.entrypoints.console.forms import REFUSED, Form, query_form, read_form
from countermark.entrypoints.console.permission_groups import PERMISSION_GROUPS, PERMISSION_WORDS
from countermark.entrypoints.console.rendering import go, page
from countermark.entrypoints.console.visits import InBrand, Visit
from countermark.features.accounts.permissions import Permission
from countermark.features.members.role import Role
from countermark.kit.errors import OperationError, unknown

AnyRequest = Request[Any, Any, Any]
FIELDS = ("title", *(f"permission.{permission}" for permission in Permission))


def _here(visit: Visit) -> str:
    return f"{visit.home}settings/roles"


def _form_of(role: Role) -> dict[str, str]:
    return {f"permission.{permission}": "1" for permission in role.permissions}


async def _role(visit: Visit, key: str) -> Role:
    roles: list[Role] = await visit.call("list_roles")
    role = next((role for role in roles if role.role == key), None)
    if role is None:
        raise unknown("_role", "role")
    return role


@get("/settings/roles")
async def show_roles(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Every role, with how many hold it."""
    return page(request, "settings/roles.html", visit=visit, roles=await visit.call("list_roles"))


def _role_page(request: AnyRequest, visit: Visit, form: Form, role: Role | None) -> Response[Any]:
    return page(
        request,
        "settings/role.html",
        status=REFUSED if form.errors else 200,
        visit=visit,
        form=form,
        role=role,
        groups=PERMISSION_GROUPS,
        words=PERMISSION_WORDS,
    )


@get("/settings/roles/new")
async def show_new_role(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """The form of a new role, empty or like another one."""
    form = query_form(request, "like")
    if form["like"]:
        form.values |= _form_of(await _role(visit, form["like"]))
    return _role_page(request, visit, form, None)


@post("/settings/roles/new")
async def do_new_role(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Makes the role."""
    form = await read_form(request, *FIELDS)
    try:
        role = await visit.call("create_role", title=form["title"], permissions=_chosen(form))
    except OperationError as error:
        return _role_page(request, visit, form.refuse(error), None)
    return go(request, _here(visit), f"“{role.title}” is made. Give it to members, or invite somebody to it.")


def _chosen(form: Form) -> list[str]:
    form.values["permissions"] = ""  # where an error about them stands
    return [permission for permission in Permission if form[f"permission.{permission}"]]


@get("/settings/roles/{key:str}")
async def show_role(request: AnyRequest, visit: InBrand, key: str) -> Response[Any]:
    """What a role allows; a form, if it is the brand's own."""
    role = await _role(visit, key)
    return _role_page(request, visit, Form({"title": role.title, **_form_of(role)}), role)


@post("/settings/roles/{key:str}")
async def do_edit_role(request: AnyRequest, visit: InBrand, key: str) -> Response[Any]:
    """Saves what changed. What the person lacks cannot be ticked or unticked, and stays as it was."""
    role = await _role(visit, key)
    form = await read_form(request, *FIELDS)
    kept = [permission for permission in role.permissions if permission not in visit.permissions]
    try:
        patch = {"title": form["title"], "permissions": _chosen(form) + kept}
        await visit.call("update_role", role=key, patch=patch)
    except OperationError as error:
        return _role_page(request, visit, form.refuse(error), role)
    return go(request, _here(visit), "Saved. It counts for everybody who holds the role from now on.")


@post("/settings/roles/{key:str}/delete")
async def do_delete_role(request: AnyRequest, visit: InBrand, key: str) -> Response[Any]:
    """Deletes a role that nobody holds."""
    role = await _role(visit, key)
    try:
        await visit.call("delete_role", role=key)
    except OperationError as error:
        form = Form({"title": role.title, **_form_of(role)})
        return _role_page(request, visit, form.refuse(error), role)
    return go(request, _here(visit), f"“{role.title}” is deleted.")


ROLE_PAGES = (show_roles, show_new_role, do_new_role, show_role, do_edit_role, do_delete_role)
