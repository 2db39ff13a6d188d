"""Exports: the list, one export with its files, downloads, and what can be done with it."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.response import Redirect

from countermark.entrypoints.console.forms import query_form
from countermark.entrypoints.console.listing import listing_of
from countermark.entrypoints.console.rendering import go, page
from countermark.entrypoints.console.visits import InBrand
from countermark.features.exports.export import Export
from countermark.kit.errors import OperationError

AnyRequest = Request[Any, Any, Any]
DONE = {
    "cancel_export": "The export is cancelled. Files that were complete stay.",
    "retry_export": "The export goes on with the files that are missing.",
    "generate_payload_packs": "The packs are being made.",
}
ACTIONS = {"cancel": "cancel_export", "retry": "retry_export", "packs": "generate_payload_packs"}


@get("/exports")
async def list_exports(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Every export, the newest first; of one mint batch with ``?mint_batch_id=``."""
    filters = query_form(request, "status", "mint_batch_id")
    found = await visit.call(
        "list_exports",
        status=filters.optional("status"),
        mint_batch_id=filters.optional("mint_batch_id"),
        cursor=request.query_params.get("cursor"),
    )
    return page(request, "exports/list.html", visit=visit, listing=listing_of(request, found, filters))


@get("/exports/{export_id:str}")
async def show_export(request: AnyRequest, visit: InBrand, export_id: str) -> Response[Any]:
    """One export: how far it is, and its files with their hashes."""
    export: Export = await visit.call("get_export", export_id=export_id)
    files = await visit.call("list_payload_packs", export_id=export_id, cursor=request.query_params.get("cursor"))
    listing = listing_of(request, files, query_form(request))
    return page(request, "exports/export.html", visit=visit, export=export, listing=listing)


@get("/exports/{export_id:str}/progress")
async def show_export_progress(request: AnyRequest, visit: InBrand, export_id: str) -> Response[Any]:
    """The job card alone; when the export has ended, the whole page is drawn anew."""
    export: Export = await visit.call("get_export", export_id=export_id)
    answer = page(request, "exports/progress.html", visit=visit, export=export)
    if export.has_ended:
        answer.headers["hx-refresh"] = "true"
    return answer


@get("/exports/{export_id:str}/files/{number:int}")
async def download_export_file(visit: InBrand, export_id: str, number: int) -> Redirect:
    """On to a fresh signed link."""
    link = await visit.call("get_export_download", export_id=export_id, number=number)
    return Redirect(link.path, status_code=303)


@get("/exports/{export_id:str}/SHA256SUMS")
async def download_hashes(visit: InBrand, export_id: str) -> Response[str]:
    """The hashes of the complete files, as `sha256sum --check` reads them."""
    lines: list[str] = []
    cursor: str | None = None
    while True:
        found = await visit.call("list_payload_packs", export_id=export_id, status="completed", cursor=cursor)
        lines += [f"{file.sha256}  {file.file_name}\n" for file in found.items]
        if not found.has_more:
            break
        cursor = found.next_cursor
    headers = {"content-disposition": 'attachment; filename="SHA256SUMS"'}
    return Response("".join(lines), media_type="text/plain; charset=utf-8", headers=headers)


@post("/exports/{export_id:str}/{action:str}")
async def do_with_export(request: AnyRequest, visit: InBrand, export_id: str, action: str) -> Response[Any]:
    """Cancels, tries again, or makes the packs that are left; what is refused is said on the export's page."""
    here = f"{visit.home}exports/{export_id}"
    operation = ACTIONS.get(action, "retry_export")
    arguments: dict[str, Any] = {"export_id": export_id}
    number = (await request.form()).get("number")
    if operation == "generate_payload_packs" and isinstance(number, str) and number.isdigit():
        arguments["packs"] = [int(number)]
    try:
        await visit.call(operation, **arguments)
    except OperationError as error:
        if error.status != 409:
            raise
        said = error.details.partition(": ")[2]
        return go(request, here, said[:1].upper() + said[1:])
    return go(request, here, DONE[operation])


EXPORT_PAGES = (
    list_exports,
    show_export,
    show_export_progress,
    download_export_file,
    download_hashes,
    do_with_export,
)
