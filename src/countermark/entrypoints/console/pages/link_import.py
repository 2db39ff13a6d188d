"""Importing links from CSV: paste or choose a file, see what every row would do, then do it."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import UploadFile

from countermark.entrypoints.console.forms import REFUSED, Form
from countermark.entrypoints.console.rendering import go, page
from countermark.entrypoints.console.visits import InBrand, Visit
from countermark.features.links.read_link_rows import COLUMNS, read_link_rows
from countermark.kit.errors import InvalidInput, OperationError

AnyRequest = Request[Any, Any, Any]
EXAMPLE = "gtin,lot,link_type,target_url,title,languages\n"


def _import_page(request: AnyRequest, visit: Visit, form: Form, checked: Any = None) -> Response[Any]:
    status = REFUSED if form.errors else 200
    return page(request, "links/import.html", status=status, visit=visit, form=form, checked=checked, columns=COLUMNS)


@get("/links/import")
async def show_link_import(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Where the rows are pasted or the file is chosen."""
    return _import_page(request, visit, Form({"rows": ""}))


@post("/links/import")
async def do_link_import(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Says what every row would do; with ``commit`` does it."""
    data = await request.form()
    text, upload = data.get("rows", ""), data.get("file")
    form = Form({"rows": text if isinstance(text, str) else ""})
    commit = bool(data.get("commit"))
    try:
        if isinstance(upload, UploadFile) and upload.filename:
            form.values["rows"] = _decoded(await upload.read())
        rows = read_link_rows(form.values["rows"])
        done = await visit.call("import_links", rows=rows, dry_run=not commit)
    except OperationError as error:
        return _import_page(request, visit, form.refuse(error))
    if not commit:
        return _import_page(request, visit, form, done)
    said = "1 link is added." if done.created == 1 else f"{done.created:,} links are added."
    said += f" {done.existing:,} were there already." if done.existing else ""
    return go(request, f"{visit.home}links", said)


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidInput("_rows", "is no text in UTF-8; save the file as CSV UTF-8") from None


LINK_IMPORT_PAGES = (show_link_import, do_link_import)
