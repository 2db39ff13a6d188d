"""The audit log: filters, what changed, files with the chain, and whether it holds."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from litestar import Request, Response, get, post

from countermark.audit.actions import Action
from countermark.entrypoints.console.forms import Form, query_form
from countermark.entrypoints.console.listing import listing_of
from countermark.entrypoints.console.rendering import go, page
from countermark.entrypoints.console.visits import InBrand
from countermark.kit.errors import InvalidInput

AnyRequest = Request[Any, Any, Any]
ACTORS = [
    ("user", "People"),
    ("credential", "API credentials"),
    ("system", "The program itself"),
    ("platform", "Platform staff"),
]
FILTERS = ("actor_kind", "action", "object_id", "actor_id", "request_id", "since", "until")
MOST_IN_A_FILE = 100_000


def _filters(form: Form) -> dict[str, Any]:
    """What was chosen, as the operations take it.

    Raises:
        InvalidInput: a day that is none.
    """
    texts = {name: form.optional(name) for name in FILTERS if name not in ("since", "until")}
    until = _midnight("until", form["until"])
    return {
        **texts,
        "since": _midnight("since", form["since"]),
        "until": until + timedelta(days=1) if until else None,
    }


def _midnight(name: str, text: str) -> datetime | None:
    if not text:
        return None
    try:
        return datetime.combine(date.fromisoformat(text), time(), UTC)
    except ValueError:
        raise InvalidInput(f"_{name}", "must be a date like 2026-01-31") from None


@get("/audit")
async def show_audit_log(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """The log, the newest first."""
    filters = query_form(request, *FILTERS)
    found = await visit.call("list_audit_log", **_filters(filters), cursor=request.query_params.get("cursor"))
    return page(
        request,
        "audit/list.html",
        visit=visit,
        listing=listing_of(request, found, filters),
        actors=ACTORS,
        actor_words=dict(ACTORS),
        actions=sorted((action.value, _words(action)) for action in Action),
        query=request.url.query,
    )


def _words(action: str) -> str:
    """``products:update_product`` as ``Update product``."""
    return action.partition(":")[2].replace("_", " ").capitalize()


@get("/audit/export")
async def download_audit_log(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """What matches, as a file."""
    file_format = "csv" if request.query_params.get("format") == "csv" else "jsonl"
    filters = _filters(query_form(request, *FILTERS))
    parts: list[str] = []
    rows, cursor, more = 0, None, True
    while more and rows < MOST_IN_A_FILE:
        found = await visit.call("export_audit_log", **filters, format=file_format, cursor=cursor)
        parts.append(found.content)
        rows, cursor, more = rows + found.rows, found.next_cursor, found.has_more
    name = f"audit-log-{visit.brand.subdomain}.{file_format}"
    media_type = "text/csv; charset=utf-8" if file_format == "csv" else "application/x-ndjson"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response("".join(parts).encode(), headers=headers, media_type=media_type)


@post("/audit/verify")
async def do_verify_audit_log(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Computes the chain again and says whether it holds."""
    found = await visit.call("verify_audit_log")
    said = f"The log is what was written: {found.sealed_rows:,} sealed rows, {found.unsealed_rows:,} not sealed yet."
    if not found.intact:
        said = f"The log was tampered with: link {found.first_broken_sequence:,}, {found.problem}."
    return go(request, f"{visit.home}audit", said)


AUDIT_PAGES = (show_audit_log, download_audit_log, do_verify_audit_log)
