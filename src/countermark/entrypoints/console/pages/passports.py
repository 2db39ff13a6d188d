"""Passports: what carries their state, and one passport as the public reads it."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get

from countermark.entrypoints.console.codes import code_of
from countermark.entrypoints.console.forms import query_form
from countermark.entrypoints.console.listing import listing_of
from countermark.entrypoints.console.rendering import page
from countermark.entrypoints.console.visits import InBrand, Visit
from countermark.features.passports.get_passport import Passport
from countermark.features.passports.passport_target import TargetKind
from countermark.features.scans.get_unit_scans import UnitScans
from countermark.kit.errors import Conflict

AnyRequest = Request[Any, Any, Any]


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
    is_unit = passport.target.kind is TargetKind.UNIT
    return page(
        request,
        "passports/passport.html",
        visit=visit,
        passport=passport,
        code=code_of(visit, path) if path else None,
        scans=await _scans_of(visit, passport.target.id) if is_unit else None,
        public_url=f"{visit.brand_origin}/passport/{passport.passport_id}",
    )


async def _scans_of(visit: Visit, unit_id: UUID) -> UnitScans | None:
    """What is known of a unit's scans; nothing where the role or the brand's recording does not allow it."""
    if not visit.may("scans.read"):
        return None
    try:
        scans: UnitScans = await visit.call("get_unit_scans", unit_id=unit_id)
    except Conflict:
        return None
    return scans


PASSPORT_PAGES = (list_passports, show_passport)
