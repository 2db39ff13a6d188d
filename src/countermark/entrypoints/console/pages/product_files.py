"""A product's files: what there is, adding, describing, choosing for passports, deleting with undo."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import UploadFile
from litestar.exceptions import NotFoundException

from countermark.entrypoints.console.forms import REFUSED, Form, read_form
from countermark.entrypoints.console.rendering import go, page
from countermark.entrypoints.console.upload import UPLOADS_IN_A_FORM_BYTES, add_file, uploads_in
from countermark.entrypoints.console.visits import InBrand
from countermark.features.attachments.attachment import Attachment, AttachmentKind
from countermark.features.attachments.media_types import EXTENSIONS
from countermark.kit.errors import OperationError

AnyRequest = Request[Any, Any, Any]
# Set by our script, which sends one file at a time and shows what was said against it.
BY_SCRIPT = "x-upload"


async def _files(visit: InBrand, product_id: str, *, deleted_too: bool = False) -> list[Attachment]:
    """All files of a product: it cannot have more than a page of them."""
    found = await visit.call("list_product_attachments", product_id=product_id, limit=200, include_deleted=deleted_too)
    return list(found.items)


async def _file(visit: InBrand, product_id: str, attachment_id: str) -> Attachment:
    files = await _files(visit, product_id)
    found = next((file for file in files if str(file.attachment_id) == attachment_id), None)
    if found is None:
        raise NotFoundException
    return found


async def _files_page(request: AnyRequest, visit: InBrand, product_id: str, form: Form) -> Response[Any]:
    deleted_id = request.query_params.get("deleted")
    files = await _files(visit, product_id, deleted_too=bool(deleted_id))
    ready = [file for file in files if file.deleted_at is None and file.state == "ready"]
    return page(
        request,
        "products/files.html",
        status=REFUSED if form.errors else 200,
        visit=visit,
        product=await visit.call("get_product", product_id=product_id),
        tab="files",
        files=ready,
        preparing=any(file.picture and file.picture.state == "preparing" for file in ready),
        deleted=next((file for file in files if file.deleted_at and str(file.attachment_id) == deleted_id), None),
        form=form,
        limit_bytes=visit.person.services.settings.max_attachment_bytes,
        extensions=",".join(EXTENSIONS),
    )


@get("/products/{product_id:str}/files")
async def show_files(request: AnyRequest, visit: InBrand, product_id: str) -> Response[Any]:
    """The files that are there; one just deleted can be brought back."""
    return await _files_page(request, visit, product_id, Form())


@post("/products/{product_id:str}/files", request_max_body_size=UPLOADS_IN_A_FORM_BYTES)
async def do_add_files(request: AnyRequest, visit: InBrand, product_id: str) -> Response[Any]:
    """Adds the files of the form, each on its own: one that is refused does not hold up the others."""
    uploads = uploads_in(await request.form(), "file")
    problems = [problem for upload in uploads if (problem := await _refusal(visit, product_id, upload))]
    if not uploads:
        problems = ["Choose a file first."]
    if request.headers.get(BY_SCRIPT):
        return Response("\n".join(problems), status_code=REFUSED if problems else 200, media_type="text/plain")
    if problems:
        return await _files_page(request, visit, product_id, Form({}, {"": " ".join(problems)}))
    said = "The file was added." if len(uploads) == 1 else f"{len(uploads)} files were added."
    return go(request, f"{visit.home}products/{product_id}/files", said)


async def _refusal(visit: InBrand, product_id: str, upload: UploadFile) -> str | None:
    try:
        await add_file(visit, product_id, upload)
    except OperationError as error:
        problem = getattr(error, "problem", error.details)
        return f"{upload.filename}: {problem}{f' ({error.hint})' if error.hint else ''}."
    return None


@get("/products/{product_id:str}/files/{attachment_id:str}/edit")
async def show_edit_file(request: AnyRequest, visit: InBrand, product_id: str, attachment_id: str) -> Response[Any]:
    """What is said of a file."""
    file = await _file(visit, product_id, attachment_id)
    form = Form({"title": file.title or "", "kind": file.kind, "language": file.language or ""})
    form.values["position"] = str(file.position + 1)
    return await _edit_page(request, visit, product_id, file, form)


async def _edit_page(
    request: AnyRequest, visit: InBrand, product_id: str, file: Attachment, form: Form
) -> Response[Any]:
    return page(
        request,
        "products/file_edit.html",
        status=REFUSED if form.errors else 200,
        visit=visit,
        product=await visit.call("get_product", product_id=product_id),
        file=file,
        form=form,
        kinds=[(kind.value, _kind_words(kind)) for kind in AttachmentKind],
    )


def _kind_words(kind: AttachmentKind) -> str:
    return kind.replace("_", " ").capitalize()


@post("/products/{product_id:str}/files/{attachment_id:str}/edit")
async def do_edit_file(request: AnyRequest, visit: InBrand, product_id: str, attachment_id: str) -> Response[Any]:
    """Saves title, kind, language and place."""
    form = await read_form(request, "title", "kind", "language", "position")
    patch: dict[str, Any] = {name: form.optional(name) for name in ("title", "language")} | {"kind": form["kind"]}
    try:
        place = form.whole_number("position")
        if place is not None:
            patch["position"] = place - 1
        await visit.call("update_product_attachment", attachment_id=attachment_id, patch=patch)
    except OperationError as error:
        file = await _file(visit, product_id, attachment_id)
        return await _edit_page(request, visit, product_id, file, form.refuse(error))
    return go(request, f"{visit.home}products/{product_id}/files", "Saved.")


@post("/products/{product_id:str}/files/{attachment_id:str}/choose")
async def do_choose_file(request: AnyRequest, visit: InBrand, product_id: str, attachment_id: str) -> Response[Any]:
    """Shows the file on passports, or no longer; or makes a picture the main one."""
    form = await read_form(request, "show_on_passport", "is_main_image")
    if form["is_main_image"]:
        patch, said = {"is_main_image": True}, "This is the main image now."
    elif form["show_on_passport"]:
        patch, said = {"show_on_passport": True}, "Passports published from now on show the file."
    else:
        patch, said = {"show_on_passport": False}, "New passports no longer show the file; published ones keep it."
    await visit.call("update_product_attachment", attachment_id=attachment_id, patch=patch)
    return go(request, f"{visit.home}products/{product_id}/files", said)


@post("/products/{product_id:str}/files/{attachment_id:str}/delete")
async def do_delete_file(request: AnyRequest, visit: InBrand, product_id: str, attachment_id: str) -> Response[Any]:
    """Takes the file away; the next page offers to bring it back."""
    await visit.call("soft_delete_product_attachment", attachment_id=attachment_id)
    return go(request, f"{visit.home}products/{product_id}/files?deleted={attachment_id}")


@post("/products/{product_id:str}/files/{attachment_id:str}/restore")
async def do_restore_file(request: AnyRequest, visit: InBrand, product_id: str, attachment_id: str) -> Response[Any]:
    """Brings a deleted file back."""
    await visit.call("restore_product_attachment", attachment_id=attachment_id)
    return go(request, f"{visit.home}products/{product_id}/files", "The file is back.")


@get("/products/{product_id:str}/files/{attachment_id:str}/download")
async def download_file(request: AnyRequest, visit: InBrand, product_id: str, attachment_id: str) -> Response[Any]:
    """On to a fresh link: links that stand on a page would have ended when somebody follows them."""
    link = await visit.call("get_attachment_download", attachment_id=attachment_id)
    return go(request, link.path)


PRODUCT_FILE_PAGES = (
    show_files,
    do_add_files,
    show_edit_file,
    do_edit_file,
    do_choose_file,
    do_delete_file,
    do_restore_file,
    download_file,
)
