"""Scans: how many there were, over time and by what; single ones; and how they are recorded."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from litestar import Request, Response, get, post

from countermark.entrypoints.console.forms import REFUSED, Form, query_form, read_form
from countermark.entrypoints.console.listing import Listing, listing_of
from countermark.entrypoints.console.rendering import go, page
from countermark.entrypoints.console.scan_chart import scan_chart
from countermark.entrypoints.console.visits import InBrand, Visit
from countermark.features.brands.brand import Brand
from countermark.features.brands.scan_recording import LONGEST_RETENTION_DAYS, ScanRecording, default_recording
from countermark.features.scans.get_scan_summary import ScanSummary
from countermark.kit.clock import now
from countermark.kit.errors import OperationError

AnyRequest = Request[Any, Any, Any]
FILTERS: Final = ("product_id", "product_batch_id", "country", "language", "traffic_class", "outcome")
SINGLE_FILTERS: Final = (*FILTERS, "unit_id")
RECENT: Final = 8
SHOWN: Final = 8


@dataclass(frozen=True)
class Period:
    """A stretch of time up to now that can be looked at."""

    key: str
    label: str
    length: timedelta
    interval: str = "day"


HOURS: Final = Period("24h", "Last 24 hours", timedelta(hours=23), "hour")
DAYS: Final = Period("30d", "Last 30 days", timedelta(days=29))
PERIODS: Final = (
    HOURS,
    Period("7d", "Last 7 days", timedelta(days=6)),
    DAYS,
    Period("90d", "Last 90 days", timedelta(days=89)),
    Period("365d", "Last 12 months", timedelta(days=364)),
)


@get("/scans")
async def show_scans(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """The overview: figures, a chart, lists of products, countries and so on, and the latest single scans."""
    brand: Brand = await visit.call("get_brand")
    filters = query_form(request, *FILTERS, "period")
    periods = [each for each in PERIODS if each is not HOURS or brand.scan_recording is not ScanRecording.COUNTERS]
    period = next((each for each in periods if each.key == filters["period"]), DAYS)
    chosen = {name: filters.optional(name) for name in FILTERS}
    summary: ScanSummary = await visit.call(
        "get_scan_summary", since=(now() - period.length).isoformat(), interval=period.interval, **chosen
    )
    # An event list of an empty brand would only be slow; one of a brand that counts would be refused.
    is_single = brand.scan_recording is ScanRecording.EVENTS and summary.scans
    recent = (await visit.call("list_scan_events", limit=RECENT, **chosen)).items if is_single else []
    return page(
        request,
        "scans/overview.html",
        visit=visit,
        brand=brand,
        summary=summary,
        chart=scan_chart(summary.series, summary.fewest_shown),
        listing=Listing([], filters, request.url.path, None, None),
        filtered=any(chosen.values()),
        names=await _names(visit, filters),
        period=period,
        periods=periods,
        recent=recent,
        shown=SHOWN,
    )


@get("/scans/events")
async def list_scans(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Single scans, the newest first."""
    filters = query_form(request, *SINGLE_FILTERS)
    chosen = {name: filters.optional(name) for name in SINGLE_FILTERS}
    found = await visit.call("list_scan_events", cursor=request.query_params.get("cursor"), **chosen)
    listing = listing_of(request, found, filters)
    return page(request, "scans/events.html", visit=visit, listing=listing, names=await _names(visit, filters))


async def _names(visit: Visit, filters: Form) -> dict[str, Any]:
    """What the filters by id are called; one that nothing has is shown as it is."""
    names: dict[str, Any] = {}
    if filters["product_id"] and visit.may("products.read"):
        names["product_id"] = (await visit.call("get_product", product_id=filters["product_id"])).name
    if filters["product_batch_id"] and visit.may("batches.read"):
        batch = await visit.call("get_product_batch", batch_id=filters["product_batch_id"])
        names["product_batch_id"] = {"en": f"Batch {batch.batch_number}"}
    return names


async def _recording_page(request: AnyRequest, visit: Visit, brand: Brand, form: Form) -> Response[Any]:
    status = REFUSED if form.errors else 200
    is_counted = default_recording(brand.industry) is ScanRecording.COUNTERS
    return page(
        request,
        "settings/scans.html",
        status=status,
        visit=visit,
        brand=brand,
        form=form,
        is_counted=is_counted,
        longest=LONGEST_RETENTION_DAYS,
    )


@get("/settings/scans")
async def show_recording(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """How scans are recorded, and for how long single ones are kept."""
    brand: Brand = await visit.call("get_brand")
    values = {"scan_recording": str(brand.scan_recording), "scan_retention_days": str(brand.scan_retention_days)}
    return await _recording_page(request, visit, brand, Form(values))


@post("/settings/scans")
async def do_recording(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Saves it; the resolver follows at once."""
    brand: Brand = await visit.call("get_brand")
    form = await read_form(request, "scan_recording", "scan_retention_days")
    try:
        patch = {
            "scan_recording": form["scan_recording"],
            "scan_retention_days": form.whole_number("scan_retention_days") or 0,
        }
        await visit.call("update_brand", patch=patch)
    except OperationError as error:
        return await _recording_page(request, visit, brand, form.refuse(error))
    return go(request, f"{visit.home}scans", "Scans are recorded as you chose from now on.")


SCAN_PAGES = (show_scans, list_scans, show_recording, do_recording)
