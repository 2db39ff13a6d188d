"""Settings, fields: the packs that the brand's products have, and its own fields."""

from typing import Any

from litestar import Request, Response, get, post

from countermark.entrypoints.console.custom_field_form import FIELD_NAMES, changes_of, form_of, typed_field
from countermark.entrypoints.console.forms import REFUSED, Form, query_form, read_form
from countermark.entrypoints.console.notices import Undo
from countermark.entrypoints.console.rendering import go, page
from countermark.entrypoints.console.visits import InBrand, Visit
from countermark.features.fields.custom_field import CustomField
from countermark.features.fields.list_fields import BrandFields
from countermark.kit.errors import OperationError, unknown

AnyRequest = Request[Any, Any, Any]
BY_INDUSTRY, CHOSEN = "industry", "chosen"
MOST_COUNTED = 100_000


@get("/settings/fields")
async def show_fields(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """The packs in use and the brand's own fields."""
    schema: BrandFields = await visit.call("list_fields")
    return page(
        request,
        "settings/fields.html",
        visit=visit,
        schema=schema,
        run=await visit.call("get_readiness_run"),
        custom=await visit.call("list_custom_fields", include_archived=True),
    )


async def _packs_page(request: AnyRequest, visit: Visit, schema: BrandFields, form: Form) -> Response[Any]:
    return page(
        request,
        "settings/packs.html",
        status=REFUSED if form.errors else 200,
        visit=visit,
        schema=schema,
        form=form,
        products=await visit.call("count_products", most=MOST_COUNTED),
    )


@get("/settings/fields/packs")
async def show_packs(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """The industry, or packs in its place; what a change does, and to how many products."""
    schema: BrandFields = await visit.call("list_fields")
    form = Form({"industry": schema.industry or "", "by": CHOSEN if schema.packs_chosen else BY_INDUSTRY})
    form.values |= {f"pack.{pack.name}": "1" for pack in schema.packs if pack.in_use}
    return await _packs_page(request, visit, schema, form)


@post("/settings/fields/packs")
async def do_packs(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Saves the industry and the choice; products are worked out anew behind it."""
    schema: BrandFields = await visit.call("list_fields")
    form = await read_form(request, "industry", "by", *(f"pack.{pack.name}" for pack in schema.packs))
    chosen = [pack.name for pack in schema.packs if form[f"pack.{pack.name}"]] if form["by"] == CHOSEN else None
    try:
        if visit.may("brand.manage") and form["industry"] != (schema.industry or ""):
            await visit.call("update_brand", patch={"industry": form.optional("industry")})
        await visit.call("choose_field_packs", packs=chosen)
    except OperationError as error:
        return await _packs_page(request, visit, schema, form.refuse(error))
    return go(request, f"{visit.home}settings/fields", "Saved. What products lack is being worked out anew.")


def _field_page(request: AnyRequest, visit: Visit, form: Form, field: CustomField | None) -> Response[Any]:
    status = REFUSED if form.errors else 200
    return page(request, "settings/field.html", status=status, visit=visit, form=form, field=field)


@get("/settings/fields/new", sync_to_thread=False)
def show_new_field(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """The form of a new field."""
    form = query_form(request, *FIELD_NAMES)
    form.values |= {"type": form["type"] or "text", "level": "model", "access": "public", "requirement": "optional"}
    return _field_page(request, visit, form, None)


@post("/settings/fields/new")
async def do_new_field(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Makes the field."""
    form = await read_form(request, *FIELD_NAMES)
    try:
        field: CustomField = await visit.call("create_custom_field", **typed_field(form))
    except OperationError as error:
        return _field_page(request, visit, form.refuse(error), None)
    return go(request, f"{visit.home}settings/fields", f"Products now have the field “{field.label}”.")


async def _custom_field(visit: Visit, slug: str) -> CustomField:
    fields: list[CustomField] = await visit.call("list_custom_fields", include_archived=True)
    field = next((field for field in fields if field.key == f"custom.{slug}"), None)
    if field is None:
        raise unknown("_key", "custom field")
    return field


@get("/settings/fields/{slug:str}")
async def show_edit_field(request: AnyRequest, visit: InBrand, slug: str) -> Response[Any]:
    """The form of a field; what values hang on cannot change."""
    field = await _custom_field(visit, slug)
    return _field_page(request, visit, form_of(field), field)


@post("/settings/fields/{slug:str}")
async def do_edit_field(request: AnyRequest, visit: InBrand, slug: str) -> Response[Any]:
    """Saves what changed."""
    field = await _custom_field(visit, slug)
    form = await read_form(request, *FIELD_NAMES)
    try:
        await visit.call("update_custom_field", key=field.key, patch=changes_of(form, field))
    except OperationError as error:
        return _field_page(request, visit, form.refuse(error), field)
    return go(request, f"{visit.home}settings/fields", "Saved.")


@post("/settings/fields/{slug:str}/archive")
async def do_archive_field(request: AnyRequest, visit: InBrand, slug: str) -> Response[Any]:
    """Takes a field out of use; the way back is offered."""
    field: CustomField = await visit.call("archive_custom_field", key=f"custom.{slug}")
    undo = Undo(f"{visit.home}settings/fields/{slug}/restore", {})
    return go(request, f"{visit.home}settings/fields", f"“{field.label}” is archived.", undo=undo)


@post("/settings/fields/{slug:str}/restore")
async def do_restore_field(request: AnyRequest, visit: InBrand, slug: str) -> Response[Any]:
    """Takes a field back into use."""
    field: CustomField = await visit.call("restore_custom_field", key=f"custom.{slug}")
    return go(request, f"{visit.home}settings/fields", f"“{field.label}” is in use again.")


FIELD_PAGES = (
    show_fields,
    show_packs,
    do_packs,
    show_new_field,
    do_new_field,
    show_edit_field,
    do_edit_field,
    do_archive_field,
    do_restore_field,
)
