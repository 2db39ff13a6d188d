"""Imports: the list, and one import at the step where it stands. Nothing changes before the last step."""

import base64
from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import UploadFile

from countermark.entrypoints.console.forms import REFUSED, Form, query_form, read_form
from countermark.entrypoints.console.import_columns import (
    column_rows,
    mapping_of_form,
    schema_of_visit,
    target_groups,
)
from countermark.entrypoints.console.listing import listing_of
from countermark.entrypoints.console.rendering import go, page
from countermark.entrypoints.console.visits import InBrand, Visit
from countermark.features.imports.file_parts import LARGEST_FILE_BYTES
from countermark.features.imports.import_job import RUNNING, ImportJob, ImportStatus
from countermark.features.imports.same_file import SameFile
from countermark.kit.errors import OperationError

AnyRequest = Request[Any, Any, Any]
PART_BYTES = 3 << 20
LARGEST_UPLOAD_BYTES = LARGEST_FILE_BYTES + (1 << 20)
ROWS_SHOWN = 50
OPTIONS = ("existing", "empty_cells", "save_as")


@get("/imports")
async def list_imports(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Every import, the newest first."""
    filters = query_form(request, "status")
    cursor = request.query_params.get("cursor")
    found = await visit.call("list_import_jobs", status=filters.optional("status"), cursor=cursor)
    return page(request, "imports/list.html", visit=visit, listing=listing_of(request, found, filters))


def _upload_page(request: AnyRequest, visit: Visit, form: Form) -> Response[Any]:
    status = REFUSED if form.errors else 200
    return page(request, "imports/new.html", status=status, visit=visit, form=form, most_mb=LARGEST_FILE_BYTES >> 20)


@get("/imports/new", sync_to_thread=False)
def show_new_import(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """The first step: the file."""
    return _upload_page(request, visit, Form({"file": ""}))


@post("/imports/new", request_max_body_size=LARGEST_UPLOAD_BYTES)
async def do_new_import(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Takes the file; what cannot be read is said at once, and leaves nothing behind."""
    form = Form({"file": ""})
    file = (await request.form()).get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        form.errors["file"] = "Choose a CSV or XLSX file"
        return _upload_page(request, visit, form)
    kind = "xlsx" if file.filename.lower().endswith((".xlsx", ".xlsm", ".xls")) else "csv"
    try:
        created = await visit.call(
            "create_import_job", filename=file.filename[-255:], format=kind, allow_same_file=True
        )
    except OperationError as error:
        return _upload_page(request, visit, form.refuse(error, {"_filename": "file"}))
    try:
        await _send(visit, created.import_job_id, file)
    except OperationError as error:
        await visit.call("cancel_import_job", import_job_id=created.import_job_id)
        return _upload_page(request, visit, form.refuse(error, {"_content": "file"}))
    return go(request, f"{visit.home}imports/{created.import_job_id}")


async def _send(visit: Visit, import_job_id: Any, file: UploadFile) -> None:
    offset, part = 0, await file.read(PART_BYTES)
    while True:
        following = await file.read(PART_BYTES)
        content = base64.b64encode(part).decode()
        await visit.call(
            "append_import_file", import_job_id=import_job_id, offset=offset, content=content, last=not following
        )
        if not following:
            return
        offset, part = offset + len(part), following


@get("/imports/{import_job_id:str}")
async def show_import(request: AnyRequest, visit: InBrand, import_job_id: str) -> Response[Any]:
    """The step at which the import stands; ``?step=columns`` goes back to the mapping."""
    job: ImportJob = await visit.call("get_import_job", import_job_id=import_job_id)
    wants_columns = request.query_params.get("step") == "columns" and job.status == ImportStatus.VALIDATED
    if wants_columns or job.status in (ImportStatus.UPLOADED, ImportStatus.UPLOADING):
        return await _columns_page(request, visit, job, Form(_options_of(job)))
    if job.status in RUNNING:
        return page(request, "imports/running.html", visit=visit, job=job)
    return await _rows_page(request, visit, job)


def _options_of(job: ImportJob) -> dict[str, str]:
    return {"existing": job.options.existing, "empty_cells": job.options.empty_cells, "save_as": ""}


async def _columns_page(request: AnyRequest, visit: Visit, job: ImportJob, form: Form) -> Response[Any]:
    """What each column means."""
    saved = await visit.call("list_import_mappings", limit=100)
    return page(
        request,
        "imports/columns.html",
        status=REFUSED if form.errors else 200,
        visit=visit,
        job=job,
        form=form,
        rows=column_rows(job),
        groups=target_groups(await schema_of_visit(visit)),
        saved=saved.items,
    )


async def _rows_page(request: AnyRequest, visit: Visit, job: ImportJob, same: SameFile | None = None) -> Response[Any]:
    """The rows with their verdicts or outcomes, and what can be done next."""
    filters = query_form(request, "kind")
    found = await visit.call(
        "list_import_rows",
        import_job_id=job.import_job_id,
        kind=filters.optional("kind"),
        cursor=request.query_params.get("cursor"),
        limit=ROWS_SHOWN,
    )
    template = "imports/check.html" if job.status == ImportStatus.VALIDATED else "imports/result.html"
    listing = listing_of(request, found, filters)
    return page(request, template, visit=visit, job=job, listing=listing, same=same, kind=filters["kind"])


@get("/imports/{import_job_id:str}/progress")
async def show_import_progress(request: AnyRequest, visit: InBrand, import_job_id: str) -> Response[Any]:
    """The job card alone; when the step is done, the whole page is drawn anew."""
    job: ImportJob = await visit.call("get_import_job", import_job_id=import_job_id)
    answer = page(request, "imports/progress.html", visit=visit, job=job)
    if job.status not in RUNNING:
        answer.headers["hx-refresh"] = "true"
    return answer


@post("/imports/{import_job_id:str}/columns")
async def do_map_import(request: AnyRequest, visit: InBrand, import_job_id: str) -> Response[Any]:
    """Keeps the mapping, under a name too if one is given, and has the rows checked."""
    job: ImportJob = await visit.call("get_import_job", import_job_id=import_job_id)
    form = await read_form(request, *OPTIONS)
    mapping, locked = mapping_of_form(job.columns, await request.form())
    options = {name: form.optional(name) or getattr(job.options, name) for name in OPTIONS[:2]}
    chosen = {"mapping": mapping, "options": options | {"locked_fields": locked}}
    try:
        await visit.call("set_import_mapping", import_job_id=import_job_id, **chosen)
        if form["save_as"]:
            await visit.call("save_import_mapping", name=form["save_as"], **chosen)
        await visit.call("validate_import_job", import_job_id=import_job_id)
    except OperationError as error:
        job = await visit.call("get_import_job", import_job_id=import_job_id)
        return await _columns_page(request, visit, job, form.refuse(error, {"_name": "save_as"}))
    return go(request, f"{visit.home}imports/{import_job_id}")


@post("/imports/{import_job_id:str}/reading")
async def do_read_import_anew(request: AnyRequest, visit: InBrand, import_job_id: str) -> Response[Any]:
    """Another sheet, encoding or delimiter."""
    form = await read_form(request, "sheet", "encoding", "delimiter")
    reading = {name: text for name in form.values if (text := form.values[name])}
    try:
        await visit.call("set_import_mapping", import_job_id=import_job_id, reading=reading)
    except OperationError as error:
        job: ImportJob = await visit.call("get_import_job", import_job_id=import_job_id)
        refused = Form(_options_of(job)).refuse(error)
        return await _columns_page(request, visit, job, refused)
    return go(request, f"{visit.home}imports/{import_job_id}?step=columns")


@post("/imports/{import_job_id:str}/saved-mapping")
async def do_use_saved_mapping(request: AnyRequest, visit: InBrand, import_job_id: str) -> Response[Any]:
    """Lays a saved mapping over the columns that this file has."""
    form = await read_form(request, "import_mapping_id")
    job: ImportJob = await visit.call("get_import_job", import_job_id=import_job_id)
    saved = (await visit.call("list_import_mappings", limit=100)).items
    chosen = next((one for one in saved if str(one.import_mapping_id) == form["import_mapping_id"]), None)
    if chosen is not None:
        mapping = [line for line in chosen.mapping if line.column in job.columns]
        await visit.call("set_import_mapping", import_job_id=import_job_id, mapping=mapping, options=chosen.options)
    notice = f"The mapping “{chosen.name}” is applied." if chosen else None
    return go(request, f"{visit.home}imports/{import_job_id}?step=columns", notice)


@post("/imports/{import_job_id:str}/rows")
async def do_exclude_rows(request: AnyRequest, visit: InBrand, import_job_id: str) -> Response[Any]:
    """Takes the selected rows out, or back in."""
    form = await read_form(request, "excluded", "kind")
    targets = (await request.form()).getall("target", [])
    numbers = [int(target) for target in targets if isinstance(target, str) and target.isdigit()]
    back = f"{visit.home}imports/{import_job_id}" + (f"?kind={form['kind']}" if form["kind"].isalpha() else "")
    if not numbers:
        return go(request, back)
    excluded = form["excluded"] != "no"
    done = await visit.call("exclude_import_rows", import_job_id=import_job_id, row_numbers=numbers, excluded=excluded)
    rows = "1 row is" if done.changed_rows == 1 else f"{done.changed_rows} rows are"
    return go(request, back, f"{rows} {'left out' if excluded else 'back in'}.")


@post("/imports/{import_job_id:str}/commit")
async def do_commit_import(request: AnyRequest, visit: InBrand, import_job_id: str) -> Response[Any]:
    """Begins to import; a file that was imported before is asked about first."""
    form = await read_form(request, "allow_same_file")
    allowed = form["allow_same_file"] == "yes"
    answer = await visit.call("commit_import_job", import_job_id=import_job_id, allow_same_file=allowed)
    if isinstance(answer, SameFile):
        job: ImportJob = await visit.call("get_import_job", import_job_id=import_job_id)
        return await _rows_page(request, visit, job, answer)
    return go(request, f"{visit.home}imports/{import_job_id}")


@post("/imports/{import_job_id:str}/cancel")
async def do_cancel_import(request: AnyRequest, visit: InBrand, import_job_id: str) -> Response[Any]:
    """Ends the import where it stands."""
    await visit.call("cancel_import_job", import_job_id=import_job_id)
    return go(request, f"{visit.home}imports/{import_job_id}", "The import is cancelled.")


IMPORT_PAGES = (
    list_imports,
    show_new_import,
    do_new_import,
    show_import,
    show_import_progress,
    do_map_import,
    do_read_import_anew,
    do_use_saved_mapping,
    do_exclude_rows,
    do_commit_import,
    do_cancel_import,
)
