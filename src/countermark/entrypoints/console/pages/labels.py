"""Print jobs: the list, a new one for a mint batch, one with its progress, and what can be done with it."""

from typing import Any
from uuid import uuid4

from litestar import Request, Response, get, post
from litestar.response import Redirect

from countermark.entrypoints.console.forms import REFUSED, Form, query_form, read_form
from countermark.entrypoints.console.listing import listing_of
from countermark.entrypoints.console.rendering import go, page
from countermark.entrypoints.console.visits import InBrand, Visit
from countermark.features.labels.label_job import MOST_LABELS, LabelJob
from countermark.kit.cursors import MAX_LIMIT
from countermark.kit.errors import InvalidInput, OperationError

AnyRequest = Request[Any, Any, Any]
FIELDS = ("mint_batch_id", "label_template_id", "format", "lot_id", "first_label", "label_count", "idempotency_key")
DONE = {"cancel": "The print job is cancelled.", "retry": "The print job begins again."}


@get("/labels")
async def list_label_jobs(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Every print job, the newest first."""
    filters = query_form(request, "status")
    cursor = request.query_params.get("cursor")
    found = await visit.call("list_label_jobs", status=filters.optional("status"), cursor=cursor)
    return page(request, "labels/list.html", visit=visit, listing=listing_of(request, found, filters))


@get("/labels/new")
async def new_label_job(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """What to print of a mint batch: template, range, kind of file."""
    form = query_form(request, *FIELDS)
    form.values["idempotency_key"] = uuid4().hex
    return await _new_page(request, visit, form)


async def _new_page(request: AnyRequest, visit: Visit, form: Form) -> Response[Any]:
    batch = await visit.call("get_mint_batch_by_id", mint_batch_id=form["mint_batch_id"])
    templates = await visit.call("list_label_templates", limit=MAX_LIMIT)
    status = REFUSED if form.errors else 200
    lots = [("", "All lots"), *((str(lot.lot_id), lot.lot_code) for lot in batch.lots)]
    form.values["format"] = form["format"] or "pdf"
    shown = {
        "lots": lots,
        "visit": visit,
        "form": form,
        "batch": batch,
        "templates": templates.items,
        "most": MOST_LABELS,
    }
    return page(request, "labels/new.html", status=status, **shown)


@post("/labels/new")
async def create_label_job(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Starts the print job; the same form sent twice starts one."""
    form = await read_form(request, *FIELDS)
    try:
        first = form.whole_number("first_label")
        job = await visit.call(
            "create_label_job",
            mint_batch_id=form["mint_batch_id"],
            label_template_id=form["label_template_id"],
            format=form["format"] or "pdf",
            lot_id=form.optional("lot_id"),
            first_label=max(0, (first or 1) - 1),
            label_count=form.whole_number("label_count"),
            idempotency_key=form.optional("idempotency_key"),
        )
    except InvalidInput as error:
        return await _new_page(request, visit, form.refuse(error))
    return go(request, f"{visit.home}labels/{job.label_job_id}")


@get("/labels/{label_job_id:str}")
async def show_label_job(request: AnyRequest, visit: InBrand, label_job_id: str) -> Response[Any]:
    """One print job: how far it is, and its file."""
    job: LabelJob = await visit.call("get_label_job", label_job_id=label_job_id)
    batch = await visit.call("get_mint_batch_by_id", mint_batch_id=job.mint_batch_id)
    return page(request, "labels/job.html", visit=visit, job=job, batch=batch)


@get("/labels/{label_job_id:str}/progress")
async def show_label_progress(request: AnyRequest, visit: InBrand, label_job_id: str) -> Response[Any]:
    """The job card alone; when the job has ended, the whole page is drawn anew."""
    job: LabelJob = await visit.call("get_label_job", label_job_id=label_job_id)
    answer = page(request, "labels/progress.html", visit=visit, job=job)
    if job.has_ended:
        answer.headers["hx-refresh"] = "true"
    return answer


@get("/labels/{label_job_id:str}/file")
async def download_labels(visit: InBrand, label_job_id: str) -> Redirect:
    """On to the file, by a link of five minutes."""
    link = await visit.call("get_label_job_download", label_job_id=label_job_id)
    return Redirect(link.path, status_code=303)


@post("/labels/{label_job_id:str}/{action:str}")
async def do_with_label_job(request: AnyRequest, visit: InBrand, label_job_id: str, action: str) -> Response[Any]:
    """Cancels or retries; what an operation refuses is said on the job's page."""
    here = f"{visit.home}labels/{label_job_id}"
    operation = "cancel_label_job" if action == "cancel" else "retry_label_job"
    try:
        await visit.call(operation, label_job_id=label_job_id)
    except OperationError as error:
        if error.status != 409:
            raise
        told = error.details.partition(": ")[2]
        return go(request, here, told[:1].upper() + told[1:])
    return go(request, here, DONE.get(action, DONE["retry"]))


LABEL_PAGES = (
    list_label_jobs,
    new_label_job,
    create_label_job,
    show_label_job,
    show_label_progress,
    download_labels,
    do_with_label_job,
)
