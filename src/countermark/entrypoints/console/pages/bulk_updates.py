"""Bulk updates: the list of jobs, one job with its products, and what can be done with it."""

import csv
import io
from collections.abc import AsyncIterator
from typing import Any

from litestar import Request, Response, get, post
from litestar.response import Stream

from countermark.entrypoints.console.brand_fields import fields_of
from countermark.entrypoints.console.bulk_changes import told_differences, told_message, told_values
from countermark.entrypoints.console.forms import query_form
from countermark.entrypoints.console.listing import listing_of
from countermark.entrypoints.console.rendering import go, page
from countermark.entrypoints.console.visits import InBrand, Visit
from countermark.features.bulk_updates.bulk_update_job import BulkUpdateJobDetails
from countermark.kit.cursors import MAX_LIMIT
from countermark.kit.errors import OperationError
from countermark.kit.spreadsheet_cells import safe_cell

AnyRequest = Request[Any, Any, Any]
ITEMS_SHOWN = 25
FAILED = ("error", "conflict")
DONE = {
    "cancel": "The bulk update is cancelled. What was done stays done.",
    "retry": "The bulk update goes on.",
    "undo": "The old values are being put back.",
}


@get("/bulk-updates")
async def list_bulk_updates(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Every bulk update, the newest first."""
    filters = query_form(request, "status")
    cursor = request.query_params.get("cursor")
    found = await visit.call("list_bulk_update_jobs", status=filters.optional("status"), cursor=cursor)
    _, schema = await fields_of(visit)
    told = {job.id: told_values(schema, job.patch) for job in found.items}
    listing = listing_of(request, found, filters)
    return page(request, "bulk_updates/list.html", visit=visit, listing=listing, told=told)


@get("/bulk-updates/{job_id:str}")
async def show_bulk_update(request: AnyRequest, visit: InBrand, job_id: str) -> Response[Any]:
    """One bulk update: how far it is, what it does, and what came of each product."""
    filters = query_form(request, "status")
    job: BulkUpdateJobDetails = await visit.call("get_bulk_update_job", job_id=job_id)
    found = await visit.call(
        "list_bulk_update_job_items",
        job_id=job_id,
        status=filters.optional("status"),
        cursor=request.query_params.get("cursor"),
        limit=ITEMS_SHOWN,
    )
    _, schema = await fields_of(visit)
    return page(
        request,
        "bulk_updates/job.html",
        visit=visit,
        job=job,
        told=told_values(schema, job.patch),
        listing=listing_of(request, found, filters),
        labels={key: each.label for key, each in schema.fields.items()},
        messages={item.product_id: told_message(schema, item.error_message) for item in found.items},
        differences={item.product_id: told_differences(schema, item.old_value, item.new_value) for item in found.items},
    )


@get("/bulk-updates/{job_id:str}/progress")
async def show_bulk_update_progress(request: AnyRequest, visit: InBrand, job_id: str) -> Response[Any]:
    """The job card alone; when the job has ended, the whole page is drawn anew."""
    job: BulkUpdateJobDetails = await visit.call("get_bulk_update_job", job_id=job_id)
    answer = page(request, "bulk_updates/progress.html", visit=visit, job=job)
    if job.has_ended:
        answer.headers["hx-refresh"] = "true"
    return answer


@get("/bulk-updates/{job_id:str}/errors.csv")
async def download_errors(visit: InBrand, job_id: str) -> Stream:
    """The products that were not changed, with the reason, as CSV."""
    await visit.call("get_bulk_update_job", job_id=job_id)
    headers = {"content-disposition": f'attachment; filename="bulk-update-{job_id}-errors.csv"'}
    return Stream(_error_lines(visit, job_id), media_type="text/csv; charset=utf-8", headers=headers)


async def _error_lines(visit: Visit, job_id: str) -> AsyncIterator[str]:
    yield _line("product_id", "name", "status", "code", "reason")
    for status in FAILED:
        cursor: str | None = None
        while True:
            found = await visit.call(
                "list_bulk_update_job_items", job_id=job_id, status=status, limit=MAX_LIMIT, cursor=cursor
            )
            for item in found.items:
                name = next(iter((item.product_name or {}).values()), "")
                yield _line(str(item.product_id), name, str(item.status), item.error_code, item.error_message)
            if not found.has_more:
                break
            cursor = found.next_cursor


def _line(*cells: str | None) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([safe_cell(cell or "") for cell in cells])
    return out.getvalue()


@post("/bulk-updates/{job_id:str}/{action:str}")
async def do_with_bulk_update(request: AnyRequest, visit: InBrand, job_id: str, action: str) -> Response[Any]:
    """Cancels, retries or undoes; what an operation refuses is said on the job's page."""
    here = f"{visit.home}bulk-updates/{job_id}"
    try:
        if action == "cancel":
            await visit.call("cancel_bulk_update_job", job_id=job_id)
        elif action == "undo":
            undo = await visit.call("undo_bulk_update_job", job_id=job_id)
            here = f"{visit.home}bulk-updates/{undo.id}"
        else:
            include = bool((await request.form()).get("include_conflicts"))
            await visit.call("retry_bulk_update_job", job_id=job_id, include_conflicts=include)
    except OperationError as error:
        if error.status != 409:
            raise
        return go(request, here, error.details.partition(": ")[2][:1].upper() + error.details.partition(": ")[2][1:])
    return go(request, here, DONE.get(action, DONE["retry"]))


BULK_UPDATE_PAGES = (
    list_bulk_updates,
    show_bulk_update,
    show_bulk_update_progress,
    download_errors,
    do_with_bulk_update,
)
