"""Lists of serials as files: uploaded, checked in the background, then minted or revoked."""

import base64
from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import UploadFile

from countermark.entrypoints.console.forms import REFUSED, Form, query_form, read_form
from countermark.entrypoints.console.listing import listing_of
from countermark.entrypoints.console.rendering import go, page
from countermark.entrypoints.console.visits import InBrand, Visit
from countermark.features.minting.serial_list import LARGEST_FILE_BYTES, LARGEST_PART_BYTES
from countermark.kit.cursors import Page
from countermark.kit.errors import OperationError

AnyRequest = Request[Any, Any, Any]
MOST_BYTES = LARGEST_FILE_BYTES + (1 << 20)
PURPOSES = ("mint", "revoke")


@get("/minting/serials/new")
async def show_upload(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """The form for a file, and the lists there are."""
    form = query_form(request, "purpose", "product_id", "file")
    return await _upload_page(request, visit, form)


@post("/minting/serials/new", request_max_body_size=MOST_BYTES)
async def do_upload(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Takes the file, and on to how far it is."""
    form = await read_form(request, "purpose", "product_id", "file")
    file = (await request.form()).get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        form.errors["file"] = "Choose a file"
        return await _upload_page(request, visit, form)
    kind = "xlsx" if file.filename.lower().endswith((".xlsx", ".xlsm")) else "csv"
    try:
        made = await visit.call(
            "create_serial_list", purpose=form["purpose"], filename=file.filename[-255:], format=kind
        )
        await _send(visit, made.serial_list_id, file)
    except OperationError as error:
        return await _upload_page(request, visit, form.refuse(error, {"_content": "file", "_filename": "file"}))
    product = f"?product_id={form['product_id']}" if form["product_id"] else ""
    return go(request, f"{visit.home}minting/serials/{made.serial_list_id}{product}")


async def _upload_page(request: AnyRequest, visit: Visit, form: Form) -> Response[Any]:
    form.values["purpose"] = form["purpose"] if form["purpose"] in PURPOSES else "mint"
    lists = await visit.call("list_serial_lists", purpose=form["purpose"], limit=10)
    if "pattern" not in form.values:
        form.values["pattern"] = (await visit.call("get_serial_pattern")).pattern or ""
    status = REFUSED if form.errors else 200
    most_mb = LARGEST_FILE_BYTES >> 20
    return page(
        request, "minting/serials_new.html", status=status, visit=visit, form=form, lists=lists.items, most_mb=most_mb
    )


@post("/minting/serials/pattern")
async def do_set_pattern(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Sets what own serials have to look like; empty allows all that GS1 allows."""
    form = await read_form(request, "pattern", "purpose", "product_id", "file")
    try:
        await visit.call("set_serial_pattern", pattern=form.optional("pattern"))
    except OperationError as error:
        return await _upload_page(request, visit, form.refuse(error))
    return go(request, f"{visit.home}minting/serials/new", "The pattern holds for serials that come from now on.")


async def _send(visit: Visit, serial_list_id: Any, file: UploadFile) -> None:
    offset, part = 0, await file.read(LARGEST_PART_BYTES)
    while True:
        following = await file.read(LARGEST_PART_BYTES)
        content = base64.b64encode(part).decode()
        name = {"serial_list_id": serial_list_id, "offset": offset}
        await visit.call("append_serial_list_file", **name, content=content, last=not following)
        if not following:
            return
        offset, part = offset + len(part), following


@get("/minting/serials/{serial_list_id:str}")
async def show_serial_list(request: AnyRequest, visit: InBrand, serial_list_id: str) -> Response[Any]:
    """How far the list is, which rows cannot be used, and what can be done with the others."""
    return await _list_page(request, visit, serial_list_id, query_form(request, "product_id", "reason", "word"))


@get("/minting/serials/{serial_list_id:str}/progress")
async def show_list_progress(request: AnyRequest, visit: InBrand, serial_list_id: str) -> Response[Any]:
    """The job card alone; the whole page is drawn anew when it is done."""
    found = await visit.call("get_serial_list", serial_list_id=serial_list_id)
    answer = page(request, "minting/serials_progress.html", visit=visit, list=found)
    if found.status not in ("checking", "revoking"):
        answer.headers["hx-refresh"] = "true"
    return answer


@post("/minting/serials/{serial_list_id:str}/cancel")
async def do_cancel_list(request: AnyRequest, visit: InBrand, serial_list_id: str) -> Response[Any]:
    """Gives the list up."""
    try:
        await visit.call("cancel_serial_list", serial_list_id=serial_list_id)
    except OperationError as error:
        return go(request, f"{visit.home}minting/serials/{serial_list_id}", error.details)
    return go(request, f"{visit.home}minting/serials/{serial_list_id}", "The list is cancelled.")


@post("/minting/serials/{serial_list_id:str}/revoke")
async def do_revoke_list(request: AnyRequest, visit: InBrand, serial_list_id: str) -> Response[Any]:
    """Revokes the units of the list once the word was typed."""
    form = await read_form(request, "reason", "word", "product_id")
    if form.confirms("REVOKE"):
        try:
            await visit.call("revoke_units", serial_list_id=serial_list_id, reason=form["reason"])
            return go(request, f"{visit.home}minting/serials/{serial_list_id}")
        except OperationError as error:
            form.refuse(error)
    return await _list_page(request, visit, serial_list_id, form)


async def _list_page(request: AnyRequest, visit: Visit, serial_list_id: str, form: Form) -> Response[Any]:
    found = await visit.call("get_serial_list", serial_list_id=serial_list_id)
    rejected: Page[Any] = await visit.call(
        "list_serial_list_rejections", serial_list_id=serial_list_id, cursor=request.query_params.get("cursor")
    )
    listing = listing_of(request, rejected, query_form(request, "product_id"))
    status = REFUSED if form.errors else 200
    return page(request, "minting/serials.html", status=status, visit=visit, list=found, listing=listing, form=form)


SERIAL_LIST_PAGES = (
    show_upload,
    do_upload,
    do_set_pattern,
    show_serial_list,
    show_list_progress,
    do_cancel_list,
    do_revoke_list,
)
