"""Label templates: the list, a new one, and the designer with its preview."""

from typing import Any

from litestar import Request, Response, get, post

from countermark.carriers.labels import SHEETS, LabelDesign
from countermark.carriers.labels.design import FACTS
from countermark.entrypoints.console.forms import REFUSED, Form, query_form, read_form
from countermark.entrypoints.console.label_form import (
    ADDED,
    FIELDS,
    SHEET_FIELDS,
    TITLES,
    DesignForm,
    form_of,
    read_design_form,
)
from countermark.entrypoints.console.listing import listing_of
from countermark.entrypoints.console.rendering import go, page
from countermark.entrypoints.console.visits import InBrand, Visit
from countermark.features.labels.label_template import LabelTemplate
from countermark.features.labels.preview_label_template import LabelPreview
from countermark.kit.errors import InvalidInput

AnyRequest = Request[Any, Any, Any]
MARGIN_MM = 1.5
LARGEST_CODE_MM = 25.0


@get("/labels/templates")
async def list_label_templates(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """The templates in use, the latest change first, each with a small picture."""
    found = await visit.call("list_label_templates", cursor=request.query_params.get("cursor"), limit=24)
    pictures = {item.label_template_id: await _preview(visit, item.design) for item in found.items}
    listing = listing_of(request, found, query_form(request))
    return page(request, "labels/templates.html", visit=visit, listing=listing, pictures=pictures, sheets=SHEETS)


@get("/labels/templates/new")
async def new_label_template(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """A name and a sheet; the rest is drawn in the designer."""
    form = Form({"name": "", "stock": "roll-50x30"})
    return page(request, "labels/template_new.html", visit=visit, form=form, sheets=SHEETS)


@post("/labels/templates/new")
async def create_label_template(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Makes a template with a code and texts that fit the label."""
    form = await read_form(request, "name", "stock")
    try:
        if form["stock"] not in SHEETS:
            raise InvalidInput("_stock", "choose a sheet or roll")
        template = await visit.call("create_label_template", name=form["name"], design=_first_design(form["stock"]))
    except InvalidInput as error:
        form.refuse(error)
        return page(request, "labels/template_new.html", status=REFUSED, visit=visit, form=form, sheets=SHEETS)
    return go(request, f"{visit.home}labels/templates/{template.label_template_id}")


def _first_design(stock: str) -> dict[str, Any]:
    """A code as large as is good, and beside it, or below, name and readable code."""
    width, height = SHEETS[stock].label
    size = min(LARGEST_CODE_MM, width - 2 * MARGIN_MM, height - 2 * MARGIN_MM)
    elements: list[dict[str, Any]] = [{"type": "code", "x_mm": MARGIN_MM, "y_mm": MARGIN_MM, "size_mm": round(size, 2)}]
    left = MARGIN_MM + size + 1
    room = width - left - MARGIN_MM
    if room >= 12:
        name = {"type": "text", "text": "{product.name}", "bold": True, "x_mm": left, "y_mm": MARGIN_MM + 1}
        elements.append(name | {"width_mm": room, "height_mm": 8})
        hri = {"type": "hri", "x_mm": left, "y_mm": MARGIN_MM + 10, "width_mm": room, "height_mm": 9}
        elements.append(hri | {"size_pt": 5 if room < 30 else 7})
    return {"stock": stock, "elements": elements}


@get("/labels/templates/{template_id:str}")
async def show_label_template(request: AnyRequest, visit: InBrand, template_id: str) -> Response[Any]:
    """The designer."""
    template: LabelTemplate = await visit.call("get_label_template", label_template_id=template_id)
    return await _designer(request, visit, template, form_of(template.name, template.design))


@post("/labels/templates/{template_id:str}")
async def change_label_template(request: AnyRequest, visit: InBrand, template_id: str) -> Response[Any]:
    """Saves; or only adds or removes an element in what is shown, which is kept by saving."""
    template: LabelTemplate = await visit.call("get_label_template", label_template_id=template_id)
    data = await request.form()
    form = await read_design_form(data)
    action, _, what = str(data.get("action", "save")).partition(":")
    if action == "add" and what in ADDED:
        form.elements.append(dict(ADDED[what]))
    elif action == "remove" and what.isdigit() and int(what) < len(form.elements):
        form.elements.pop(int(what))
    elif action == "save":
        try:
            await visit.call(
                "update_label_template", label_template_id=template_id, name=form.name, design=form.design()
            )
        except InvalidInput as error:
            return await _designer(request, visit, template, form, error)
        return go(request, f"{visit.home}labels/templates/{template_id}", "The template is saved.")
    return await _designer(request, visit, template, form)


@post("/labels/templates/{template_id:str}/preview")
async def preview_label_template(request: AnyRequest, visit: InBrand, template_id: str) -> Response[Any]:
    """The preview alone, of what stands in the form now."""
    form = await read_design_form(await request.form())
    return page(request, "labels/preview.html", **await _shown(visit, form), visit=visit)


@post("/labels/templates/{template_id:str}/archive")
async def archive_label_template(request: AnyRequest, visit: InBrand, template_id: str) -> Response[Any]:
    """Takes it out of use."""
    await visit.call("archive_label_template", label_template_id=template_id)
    return go(request, f"{visit.home}labels/templates", "The template is archived. Files made with it stay.")


async def _designer(
    request: AnyRequest, visit: Visit, template: LabelTemplate, form: DesignForm, error: InvalidInput | None = None
) -> Response[Any]:
    shown = await _shown(visit, form)
    return page(
        request,
        "labels/designer.html",
        status=REFUSED if error else 200,
        visit=visit,
        label_template=template,
        form=form,
        refused=f"{error.problem[:1].upper()}{error.problem[1:]}" if error else None,
        fields=FIELDS,
        titles=TITLES,
        added=list(ADDED),
        sheets=SHEETS,
        sheet_fields=SHEET_FIELDS,
        facts=FACTS,
        **shown,
    )


async def _shown(visit: Visit, form: DesignForm) -> dict[str, Any]:
    """The preview with its handles, or why there is none."""
    design = form.design()
    try:
        preview: LabelPreview = await visit.call("preview_label_template", design=design)
    except InvalidInput as error:
        return {"preview": None, "drawing": "", "handles": [], "problem": f"{error.argument}: {error.problem}"}
    drawing = preview.svg.partition(">")[2].removesuffix("</svg>\n")
    return {"preview": preview, "drawing": drawing, "handles": _handles(design["elements"]), "problem": None}


def _handles(elements: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rectangle of each element, to be taken and moved, those in front last."""
    return [
        {
            "title": f"{TITLES[element['type']]} {number + 1}",
            "number": number,
            "x": element["x_mm"],
            "y": element["y_mm"],
            "width": element.get("size_mm", element.get("width_mm")),
            "height": element.get("size_mm", element.get("height_mm")),
        }
        for number, element in enumerate(elements)
    ]


async def _preview(visit: Visit, design: LabelDesign) -> LabelPreview | None:
    try:
        preview: LabelPreview = await visit.call("preview_label_template", design=design)
    except InvalidInput:
        return None
    return preview


LABEL_TEMPLATE_PAGES = (
    list_label_templates,
    new_label_template,
    create_label_template,
    show_label_template,
    change_label_template,
    preview_label_template,
    archive_label_template,
)
