"""How many scans there were: in all, over time, and by product, country, language, class, outcome and link type."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.brands.scan_recording import FEWEST_SHOWN, ScanRecording
from countermark.features.scans.scan_access import recording_of
from countermark.features.scans.scan_filter import ScanFilter, conditions_of, moment
from countermark.features.scans.unfold_scans import queries
from countermark.kit.clock import now
from countermark.kit.errors import InvalidInput
from countermark.kit.records import Record

DEFAULT_DAYS: Final = 30
MOST_POINTS: Final = 800
MOST_VALUES: Final = 100


class Interval(StrEnum):
    """The length of a part of time."""

    HOUR = "hour"
    DAY = "day"


STEP: Final = {Interval.HOUR: timedelta(hours=1), Interval.DAY: timedelta(days=1)}


class GetScanSummary(ScanFilter, frozen=True, kw_only=True):
    """The last 30 days, day by day, unless ``_since``, ``_until`` and ``_interval`` say otherwise.

    Both moments are widened to whole hours or days of UTC.
    """

    interval: Interval = Interval.DAY


class ScanPoint(Record, frozen=True, kw_only=True):
    """A part of time, ``human_scans`` those by people; ``null`` where the number is withheld."""

    starts_at: datetime
    scans: int | None
    human_scans: int | None


class ScanCount(Record, frozen=True, kw_only=True):
    """How many scans had a value; ``null`` is the value that is not known."""

    value: str | None
    scans: int


class ProductScans(Record, frozen=True, kw_only=True):
    """How many scans there were of a product; of codes that lead to none, without id and name."""

    product_id: UUID | None
    product_name: dict[str, str] | None
    scans: int


class ScanSummary(Record, frozen=True, kw_only=True):
    """``series`` has every part of time, those without a scan as well; the lists have the 100 most frequent values.

    ``fewest_shown`` is 10 where scans are only counted: smaller numbers are withheld, ``null`` for a number that has to
    stand there and absent from the lists. Otherwise it is 0. ``not_recorded`` is how many more scans of the brand there
    were, whatever the filters, that could not be recorded because the database was away too long.
    """

    recording: ScanRecording
    interval: Interval
    since: datetime
    until: datetime
    fewest_shown: int
    scans: int | None
    human_scans: int | None
    not_recorded: int | None
    series: list[ScanPoint]
    products: list[ProductScans]
    countries: list[ScanCount]
    languages: list[ScanCount]
    traffic_classes: list[ScanCount]
    outcomes: list[ScanCount]
    link_types: list[ScanCount]


async def get_scan_summary(tx: Tx, request: GetScanSummary) -> ScanSummary:
    """The summary, read from the counts that were made as scans were kept: no single scan is looked at.

    Raises:
        InvalidInput: an empty or too long range of time, a malformed code, hours or a lot where scans are only counted.
    """
    recording = await recording_of(tx)
    if recording is ScanRecording.COUNTERS:
        _refuse_detail(request)
    since, until = _range_of(request)
    found = queries.summarise_scans(
        tx.connection,
        brand_id=tx.brand_id,
        grain=request.interval,
        since=since,
        until=until,
        most=MOST_VALUES,
        **conditions_of(request),
    )
    fewest = FEWEST_SHOWN if recording is ScanRecording.COUNTERS else 0
    rows: dict[str, list[Any]] = {}
    async for row in found:
        if row["kind"] in ("series", "all") or row["scans"] >= fewest:
            rows.setdefault(row["kind"], []).append(row)
    kinds = ("countries", "languages", "traffic_classes", "outcomes", "link_types")
    total = rows["all"][0] if "all" in rows else {}
    dropped = await queries.count_dropped_scans(tx.connection, brand_id=tx.brand_id, since=since, until=until)
    points = {row["starts_at"]: row for row in rows.get("series", [])}
    return ScanSummary(
        recording=recording,
        interval=request.interval,
        since=since,
        until=until,
        fewest_shown=fewest,
        scans=_shown(total, "scans", fewest),
        human_scans=_shown(total, "human_scans", fewest),
        not_recorded=_shown({"scans": dropped}, "scans", fewest),
        series=[_point(start, points, fewest) for start in _starts(since, until, STEP[request.interval])],
        products=[
            ProductScans(product_id=row["product_id"], product_name=row["product_name"], scans=row["scans"])
            for row in rows.get("products", [])
        ],
        **{kind: [ScanCount(value=row["value"], scans=row["scans"]) for row in rows.get(kind, [])] for kind in kinds},
    )


def _refuse_detail(request: GetScanSummary) -> None:
    problem = "scans of this brand are only counted, by product and day"
    for argument, is_asked in (("_interval", request.interval is Interval.HOUR), ("_lot_id", request.lot_id)):
        if is_asked:
            raise InvalidInput(argument, problem, code="ONLY_COUNTED")


def _range_of(request: GetScanSummary) -> tuple[datetime, datetime]:
    step = STEP[request.interval]
    try:
        until = now() if request.until is None else moment("_until", request.until)
        until = -(-(until - _EPOCH) // step) * step + _EPOCH
        since = until - timedelta(days=DEFAULT_DAYS) if request.since is None else moment("_since", request.since)
        since = (since - _EPOCH) // step * step + _EPOCH
    except OverflowError:
        raise InvalidInput("_since" if request.since else "_until", "is out of range") from None
    if since >= until:
        raise InvalidInput("_since", "must be before _until")
    if (until - since) // step > MOST_POINTS:
        raise InvalidInput("_since", f"is more than {MOST_POINTS} {request.interval}s before _until")
    return since, until


_EPOCH: Final = datetime.fromisoformat("2000-01-01T00:00:00+00:00")


def _starts(since: datetime, until: datetime, step: timedelta) -> list[datetime]:
    return [since + number * step for number in range((until - since) // step)]


def _point(start: datetime, points: dict[datetime, Any], fewest: int) -> ScanPoint:
    row = points.get(start, {})
    return ScanPoint(
        starts_at=start, scans=_shown(row, "scans", fewest), human_scans=_shown(row, "human_scans", fewest)
    )


def _shown(row: Any, name: str, fewest: int) -> int | None:
    scans: int = row[name] if row else 0
    return None if 0 < scans < fewest else scans
