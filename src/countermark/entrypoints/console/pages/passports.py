"""Passports: what carries their state, one passport as the public reads it, publishing and revoking."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.exceptions import NotFoundException

from countermark.entrypoints.console.codes import code_of
from countermark.entrypoints.console.formats import number
from countermark.entrypoints.console.forms import REFUSED, Form, query_form, read_form
from countermark.entrypoints.console.listing import listing_of
from countermark.entrypoints.console.rendering import go, page
from countermark.entrypoints.console.visits import InBrand
from countermark.features.minting.passport_state import PassportState
from countermark.features.passports.get_passport import Passport
from countermark.features.passports.passport_target import TargetKind
from countermark.features.products.fields import FIELDS
from countermark.kit.errors import OperationError

AnyRequest = Request[Any, Any, Any]
TARGETS = frozenset(str(kind) for kind in TargetKind)
STEPS = {"publish": PassportState.PUBLISHED, "revoke": PassportState.REVOKED}


@get("/passports")
async def list_passports(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Models, serialised mint batches and lots, the newest first, with the state of their passports."""
    filters = query_form(request, "state", "kind")
    found = await visit.call(
        "list_passports",
        state=filters.optional("state"),
        kind=filters.optional("kind"),
        cursor=request.query_params.get("cursor"),
    )
    return page(request, "passports/list.html", visit=visit, listing=listing_of(request, found, filters))


@get("/passports/{passport_id:str}")
async def show_passport(request: AnyRequest, visit: InBrand, passport_id: str) -> Response[Any]:
    """One passport: where it stands, its code, and what its page says."""
    passport: Passport = await visit.call("get_passport", passport_id=passport_id)
    path = passport.page.digital_link
    return page(
        request,
        "passports/passport.html",
        visit=visit,
        passport=passport,
        fields=FIELDS,
        code=code_of(visit, path) if path else None,
        public_url=f"{visit.brand_origin}/passport/{passport.passport_id}",
    )


async def _transition_page(
    request: AnyRequest, visit: InBrand, kind: str, target_id: str, step: str, form: Form
) -> Response[Any]:
    if kind not in TARGETS or step not in STEPS:
        raise NotFoundException
    target = {"kind": kind, "id": target_id}
    preflight = await visit.call("preflight_passport_transition", target=target, to_state=STEPS[step])
    status = REFUSED if form.errors else 200
    back = await _page_of(visit, kind, target_id)
    return page(
        request, f"passports/{step}.html", status=status, visit=visit, preflight=preflight, form=form, back=back
    )


async def _page_of(visit: InBrand, kind: str, target_id: str) -> str:
    """The page of the console that shows a target."""
    if kind == TargetKind.MINT_BATCH:
        return f"{visit.home}minting/{target_id}"
    return f"{visit.home}passports"


@get("/passports/{kind:str}/{target_id:str}/{step:str}")
async def show_transition(request: AnyRequest, visit: InBrand, kind: str, target_id: str, step: str) -> Response[Any]:
    """What publishing or revoking would do, and to how many, before it is done."""
    form = query_form(request, "reason", "word")
    return await _transition_page(request, visit, kind, target_id, step, form)


@post("/passports/{kind:str}/{target_id:str}/{step:str}")
async def do_transition(request: AnyRequest, visit: InBrand, kind: str, target_id: str, step: str) -> Response[Any]:
    """Publishes, or revokes once the word was typed."""
    form = await read_form(request, "reason", "word")
    if step == "publish" or form.confirms("REVOKE"):
        target = {"kind": kind, "id": target_id}
        try:
            done = await visit.call(
                "transition_passport_lifecycle", target=target, to_state=STEPS[step], reason=form.optional("reason")
            )
        except OperationError as error:
            form.refuse(error)
        else:
            return go(request, await _page_of(visit, kind, target_id), _said(done.impacted_count, step))
    return await _transition_page(request, visit, kind, target_id, step, form)


def _said(count: int, step: str) -> str:
    passports = "1 passport is" if count == 1 else f"{number(count)} passports are"
    return f"{passports} {'published' if step == 'publish' else 'revoked'}."


PASSPORT_PAGES = (list_passports, show_passport, show_transition, do_transition)
