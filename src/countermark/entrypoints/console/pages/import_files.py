"""Files around imports: an empty one to fill in, and the rows that could not be imported."""

from collections.abc import AsyncIterator
from typing import Any

from litestar import Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.response import Stream

from countermark.entrypoints.console.import_columns import schema_of_visit
from countermark.entrypoints.console.visits import InBrand, Visit
from countermark.features.imports.error_file import error_file_head, error_file_lines
from countermark.features.imports.import_job import ImportJob, ImportStatus
from countermark.features.imports.template_file import template_columns, template_csv, template_xlsx
from countermark.kit.cursors import MAX_LIMIT

AnyRequest = Request[Any, Any, Any]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


@get("/imports/templates/{name:str}")
async def show_import_template(request: AnyRequest, visit: InBrand, name: str) -> Response[bytes]:
    """Every column of the brand's schema: ``products.csv``, or ``products.xlsx``, which explains them too."""
    columns = template_columns(await schema_of_visit(visit))
    made = {"products.csv": (template_csv, CSV), "products.xlsx": (template_xlsx, XLSX)}.get(name)
    if made is None:
        raise NotFoundException
    write, media_type = made
    return Response(write(columns), media_type=media_type, headers=_as_file(name))


@get("/imports/{import_job_id:str}/errors.csv")
async def show_import_errors(request: AnyRequest, visit: InBrand, import_job_id: str) -> Stream:
    """The rows with errors, with the reasons in a column of their own; sent as they are found."""
    job: ImportJob = await visit.call("get_import_job", import_job_id=import_job_id)
    stem = (job.filename.rpartition(".")[0] or job.filename).encode("ascii", "ignore").decode()
    name = "".join(letter if letter.isalnum() else "-" for letter in stem)
    return Stream(_lines(visit, job), media_type=CSV, headers=_as_file(f"{name}-errors.csv"))


async def _lines(visit: Visit, job: ImportJob) -> AsyncIterator[str]:
    kind = "error" if job.status == ImportStatus.VALIDATED else "failed"
    cursor = None
    yield error_file_head(job.columns)
    while True:
        found = await visit.call(
            "list_import_rows", import_job_id=job.import_job_id, kind=kind, cursor=cursor, limit=MAX_LIMIT
        )
        yield error_file_lines(found.items)
        if not found.has_more:
            return
        cursor = found.next_cursor


def _as_file(name: str) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="{name}"'}


IMPORT_FILES = (show_import_template, show_import_errors)
