"""Test a scan: what the resolver would answer to a code, and which rule chose which link. Nothing is recorded."""

from typing import Any
from urllib.parse import quote, urlsplit

from litestar import Request, Response, get

from countermark.entrypoints.console.forms import Form, query_form
from countermark.entrypoints.console.rendering import page
from countermark.entrypoints.console.visits import InBrand, Visit
from countermark.features.resolution.explain_scan import explain_scan
from countermark.gs1 import link_of_elements, parse_element_string
from countermark.kit.errors import Forbidden

AnyRequest = Request[Any, Any, Any]
BROWSER = "text/html,*/*;q=0.8"
ACCEPTED = [
    (BROWSER, "A browser"),
    ("application/linkset+json", "A program that wants the linkset"),
    ("application/json", "A program that wants JSON"),
    ("application/pdf", "A program that wants PDF"),
    ("", "Says nothing"),
]


@get("/links/test")
async def show_test_scan(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """The code and the reader in a form, the steps of the resolver beneath."""
    if not visit.may("links.read"):
        raise Forbidden
    form = query_form(request, "code", "link_type", "context", "accept", "language")
    steps = await _steps(visit, form) if form["code"] else None
    types = await visit.call("list_link_types")
    if "accept" not in request.query_params:
        form.values["accept"] = BROWSER
    return page(request, "links/test.html", visit=visit, form=form, steps=steps, types=types, accepted=ACCEPTED)


async def _steps(visit: Visit, form: Form) -> Any:
    services = visit.person.services
    return await explain_scan(
        services.pool,
        services.master_key,
        services.settings,
        _address(visit, form),
        accept=form["accept"],
        accept_language=form["language"],
    )


def _address(visit: Visit, form: Form) -> str:
    """The code at this brand's own host, whatever host was typed: other brands are none of this one's business."""
    path, query_given = _path_and_query(form["code"])
    asked = {"linkType": form["link_type"], "context": form["context"]}
    pairs = [query_given] if query_given else []
    pairs += [f"{name}={quote(value, safe=':')}" for name, value in asked.items() if value]
    query = f"?{'&'.join(pairs)}" if pairs else ""
    return f"{visit.brand_origin}{quote(path, safe='/%:;=!&()*+,.-_~@')}{query}"


def _path_and_query(code: str) -> tuple[str, str]:
    try:
        if code.startswith(("(", "]")):
            code = link_of_elements(parse_element_string(code, check_pairing=False)).uri_on("")
        parts = urlsplit(code)
    except ValueError:
        return f"/{code}", ""
    return (parts.path if parts.path.startswith("/") else f"/{parts.path}"), parts.query


TEST_SCAN_PAGES = (show_test_scan,)
