"""Exporting a mint batch: what for, in which form, and what the first rows will be."""

from typing import Any

from litestar import Request, Response, get, post

from countermark.entrypoints.console.forms import REFUSED, Form, query_form, read_form
from countermark.entrypoints.console.rendering import go, page
from countermark.entrypoints.console.visits import InBrand, Visit
from countermark.features.exports.export import CARRIERS, ExportKind
from countermark.features.exports.profile import CarrierOutputProfile
from countermark.kit.errors import OperationError

AnyRequest = Request[Any, Any, Any]
NAMES = ("kind", "profile_id", "format")
KINDS = (
    ("full_manifest", "Full manifest", "Every fact of every unit, for your own systems"),
    ("qr_print", "QR print", "What a printer needs for each code"),
    ("nfc_encoding", "NFC encoding", "The address and NDEF message of each tag"),
    ("rfid_encoding", "RFID encoding", "The EPC of each tag"),
)
FORMATS = (
    ("csv", "CSV, one file"),
    ("csv.gz", "CSV, compressed"),
    ("xlsx", "Excel workbook"),
    ("parquet", "Parquet"),
    ("packs", "CSV packs of 10,000 units"),
)


async def _profiles(visit: Visit) -> list[CarrierOutputProfile]:
    found: list[CarrierOutputProfile] = await visit.call("list_carrier_output_profiles")
    return [profile for profile in found if profile.published]


def _chosen_profile(form: Form, profiles: list[CarrierOutputProfile]) -> CarrierOutputProfile | None:
    """The profile that the kind needs: the one chosen if it is of that carrier, else the default."""
    if form["kind"] not in CARRIERS:
        return None
    carrier = CARRIERS[ExportKind(form["kind"])]
    fitting = [profile for profile in profiles if profile.carrier == carrier]
    named = (profile for profile in fitting if str(profile.profile_id) == form["profile_id"])
    return next(named, None) or next((profile for profile in fitting if profile.is_default), None)


async def _export_page(request: AnyRequest, visit: Visit, mint_batch_id: str, form: Form) -> Response[Any]:
    form.values["kind"] = form["kind"] if form["kind"] in set(ExportKind) else "qr_print"
    form.values["format"] = form["format"] or "csv"
    batch = await visit.call("get_mint_batch_by_id", mint_batch_id=mint_batch_id)
    profiles = await _profiles(visit)
    profile = _chosen_profile(form, profiles)
    form.values["profile_id"] = str(profile.profile_id) if profile else ""
    chosen = {"profile_id": str(profile.profile_id)} if profile else {}
    preview = await visit.call("preview_carrier_output_profile", mint_batch_id=mint_batch_id, **chosen)
    return page(
        request,
        "exports/new.html",
        status=REFUSED if form.errors else 200,
        visit=visit,
        batch=batch,
        form=form,
        profile=profile,
        profile_options=[
            (each.profile_id, f"{each.name} (default)" if each.is_default else each.name)
            for each in profiles
            if profile and each.carrier == profile.carrier
        ],
        preview=preview,
        kinds=KINDS,
        formats=FORMATS,
    )


@get("/minting/{mint_batch_id:str}/export")
async def show_new_export(request: AnyRequest, visit: InBrand, mint_batch_id: str) -> Response[Any]:
    """The form, with the first rows as they will be."""
    return await _export_page(request, visit, mint_batch_id, query_form(request, *NAMES))


@post("/minting/{mint_batch_id:str}/export")
async def do_new_export(request: AnyRequest, visit: InBrand, mint_batch_id: str) -> Response[Any]:
    """Asks for the export and goes on to its page."""
    form = await read_form(request, *NAMES)
    profile = _chosen_profile(form, await _profiles(visit))
    try:
        export = await visit.call(
            "create_export",
            mint_batch_id=mint_batch_id,
            kind=form["kind"],
            format=form["format"],
            profile_id=str(profile.profile_id) if profile else None,
        )
    except OperationError as error:
        return await _export_page(request, visit, mint_batch_id, form.refuse(error))
    return go(request, f"{visit.home}exports/{export.export_id}")


EXPORT_WIZARD_PAGES = (show_new_export, do_new_export)
