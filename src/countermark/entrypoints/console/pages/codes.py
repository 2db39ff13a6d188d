"""The code of a unit, lot or product: a page with what can be chosen, and the files."""

from base64 import b64decode
from typing import Any
from urllib.parse import urlencode

from litestar import Request, Response, get
from litestar.exceptions import NotFoundException

from countermark.entrypoints.console.codes import DRAWN, code_arguments, code_of
from countermark.entrypoints.console.forms import REFUSED, query_form
from countermark.entrypoints.console.rendering import page
from countermark.entrypoints.console.visits import InBrand
from countermark.features.labels.get_code_image import TARGET_MODULE_MM, CodeImage
from countermark.kit.errors import InvalidInput

AnyRequest = Request[Any, Any, Any]
FORMATS = ("svg", "png", "pdf", "eps")


@get("/code")
async def show_code(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """The code of ``?path=<gs1_path>`` as it would be printed, with GS1's warnings and the files to save."""
    form = query_form(request, *DRAWN, "path")
    if not form["path"]:
        raise NotFoundException
    image: CodeImage | None = None
    try:
        image = await visit.call("get_code_image", **code_arguments(form.values))
    except InvalidInput as error:
        form.refuse(error)
    chosen = {name: value for name, value in form.values.items() if value}
    form.values["x_dimension_mm"] = form["x_dimension_mm"] or str(TARGET_MODULE_MM)
    files = [(kind.upper(), f"{visit.home}code.{kind}?{urlencode(chosen | {'download': '1'})}") for kind in FORMATS]
    return page(
        request,
        "codes/code.html",
        status=REFUSED if form.errors else 200,
        visit=visit,
        form=form,
        code=code_of(visit, form["path"]),
        image=image,
        picture=f"{visit.home}code.svg?{urlencode(chosen)}",
        files=files,
    )


@get([f"/code.{kind}" for kind in FORMATS])
async def draw_code(request: AnyRequest, visit: InBrand) -> Response[bytes]:
    """The code of ``?path=<gs1_path>`` on the brand's own host; ``&download=1`` saves it as a file."""
    query = dict(request.query_params)
    kind = request.url.path.rpartition(".")[2]
    try:
        image: CodeImage = await visit.call("get_code_image", format=kind, **code_arguments(query))
    except InvalidInput:
        raise NotFoundException from None
    name = "".join(c if c.isascii() and c.isalnum() else "-" for c in query["path"]).strip("-")
    how = "attachment" if "download" in query else "inline"
    return Response(
        b64decode(image.content),
        media_type=image.media_type,
        headers={"content-disposition": f'{how}; filename="{name}.{kind}"'},
    )


CODE_PAGES = (show_code, draw_code)
