"""Carrier output profiles: the list, and the editor with its live preview."""

from typing import Any

from litestar import Request, Response, get, post

from countermark.entrypoints.console.forms import REFUSED, Form
from countermark.entrypoints.console.profile_form import (
    column_rows,
    definition_of_form,
    form_of_definition,
    read_profile_form,
)
from countermark.entrypoints.console.rendering import go, page
from countermark.entrypoints.console.visits import InBrand, Visit
from countermark.features.exports.facts import FACT_HELP
from countermark.features.exports.profile import CarrierOutputProfile
from countermark.kit.errors import OperationError

AnyRequest = Request[Any, Any, Any]
CARRIERS = (("qr", "QR"), ("nfc", "NFC"), ("rfid", "RFID"))
FIELDS = {"_definition": "columns", "_patch.definition": "columns", "_patch.name": "name"}


@get("/carrier-profiles")
async def list_profiles(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Every profile, by carrier."""
    profiles: list[CarrierOutputProfile] = await visit.call("list_carrier_output_profiles")
    groups = [(label, [each for each in profiles if each.carrier == carrier]) for carrier, label in CARRIERS]
    return page(request, "exports/profiles.html", visit=visit, groups=groups)


@post("/carrier-profiles/copy")
async def do_copy_profile(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Makes a copy under a name that is free, and opens it."""
    model: CarrierOutputProfile = await visit.call(
        "get_carrier_output_profile", profile_id=str((await request.form()).get("copy_of", ""))
    )
    taken = {each.name.lower() for each in await visit.call("list_carrier_output_profiles", carrier=model.carrier)}
    name = next(text for count in range(1, 200) if (text := f"{model.name[:60]}, copy {count}").lower() not in taken)
    made = await visit.call(
        "create_carrier_output_profile", carrier=model.carrier, name=name, copy_of=str(model.profile_id)
    )
    return go(request, f"{visit.home}carrier-profiles/{made.profile_id}", "A copy is made. Change what you need.")


async def _preview(visit: Visit, form: Form) -> tuple[Any, str | None]:
    """What the form makes, or why it makes nothing."""
    try:
        return await visit.call("preview_carrier_output_profile", definition=definition_of_form(form), limit=4), None
    except OperationError as error:
        return None, error.details.partition(": ")[2]


async def _editor(request: AnyRequest, visit: Visit, profile: CarrierOutputProfile, form: Form) -> Response[Any]:
    preview, problem = await _preview(visit, form)
    return page(
        request,
        "exports/profile.html",
        status=REFUSED if form.errors else 200,
        visit=visit,
        profile=profile,
        form=form,
        rows=column_rows(form),
        facts=FACT_HELP,
        groups=list(dict.fromkeys(each.group for each in FACT_HELP.values())),
        preview=preview,
        problem=problem,
    )


@get("/carrier-profiles/{profile_id:str}")
async def show_profile(request: AnyRequest, visit: InBrand, profile_id: str) -> Response[Any]:
    """The editor; a shipped profile is shown and can be copied."""
    profile: CarrierOutputProfile = await visit.call("get_carrier_output_profile", profile_id=profile_id)
    return await _editor(request, visit, profile, form_of_definition(profile.name, profile.shown.definition))


@post("/carrier-profiles/preview")
async def show_preview(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """The preview alone, of what stands in the form now."""
    preview, problem = await _preview(visit, await read_profile_form(request))
    return page(request, "exports/preview.html", visit=visit, preview=preview, problem=problem)


@post("/carrier-profiles/{profile_id:str}")
async def do_profile(request: AnyRequest, visit: InBrand, profile_id: str) -> Response[Any]:
    """Saves the draft, or publishes it at once; a button among the columns only draws the form anew."""
    form = await read_profile_form(request)
    profile: CarrierOutputProfile = await visit.call("get_carrier_output_profile", profile_id=profile_id)
    if form["do"] not in ("save", "publish", ""):
        return await _editor(request, visit, profile, form)
    patch: dict[str, Any] = {"definition": definition_of_form(form)}
    if form["name"] != profile.name:
        patch["name"] = form["name"]
    try:
        await visit.call("update_carrier_output_profile", profile_id=profile_id, patch=patch)
        if form["do"] == "publish":
            await visit.call("publish_carrier_output_profile", profile_id=profile_id)
    except OperationError as error:
        return await _editor(request, visit, profile, form.refuse(error, FIELDS))
    said = "Published: exports use this version from now on." if form["do"] == "publish" else "The draft is saved."
    return go(request, f"{visit.home}carrier-profiles/{profile_id}", said)


@post("/carrier-profiles/{profile_id:str}/default")
async def do_default(request: AnyRequest, visit: InBrand, profile_id: str) -> Response[Any]:
    """Makes it the default of its carrier."""
    profile = await visit.call("set_default_carrier_output_profile", profile_id=profile_id)
    return go(request, f"{visit.home}carrier-profiles", f"“{profile.name}” is the default now.")


@post("/carrier-profiles/{profile_id:str}/deprecate")
async def do_deprecate(request: AnyRequest, visit: InBrand, profile_id: str) -> Response[Any]:
    """Takes it out of use."""
    profile = await visit.call("deprecate_carrier_output_profile", profile_id=profile_id)
    return go(
        request, f"{visit.home}carrier-profiles", f"“{profile.name}” is out of use. Publishing a draft brings it back."
    )


CARRIER_PROFILE_PAGES = (
    list_profiles,
    do_copy_profile,
    show_profile,
    show_preview,
    do_profile,
    do_default,
    do_deprecate,
)
