"""Reads what was minted, activated and revoked, in sums: for the brand, by time and by product."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final, Literal
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.minting.mint_batch import queries
from countermark.features.minting.period import checked_period
from countermark.kit.errors import InvalidInput
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest
from countermark.serials import SANDBOX_NUMBERS_FROM

Bucket = Literal["day", "week", "month"]
MOST_BUCKETS: Final = 400
MOST_PRODUCTS: Final = 20
BY_DEFAULT: Final = timedelta(days=83)  # with today twelve weeks
BEGINNING: Final = date(2000, 1, 1)
WHOLE: Final = "millennium"
DAYS_OF: Final[dict[str, int]] = {"day": 1, "week": 7, "month": 28}


class GetMintKpis(BrandRequest, frozen=True, kw_only=True):
    """Both days count, in UTC; by default the twelve weeks to today. Sandbox mints never count."""

    from_date: date | None = None
    to_date: date | None = None
    bucket: Bucket = "day"
    product_id: UUID | None = None


class MintSums(Record, frozen=True, kw_only=True):
    """Units. ``activated``: at mint or by a first scan; ``active``: those that are not revoked.

    ``first_scan_rate`` is the share of units that wait for their first scan which had it, 0 to 1; ``null`` without any.
    """

    minted: int
    activated: int
    active: int
    revoked: int
    first_scan_rate: float | None


class MintBucket(Record, frozen=True, kw_only=True):
    """What happened in a day, week (from Monday) or month."""

    starts_on: date
    minted: int
    activated: int
    revoked: int


class ProductSums(MintSums, frozen=True, kw_only=True):
    """Of one product, within the period."""

    product_id: UUID
    product_name: dict[str, str]


class MintKpis(Record, frozen=True, kw_only=True):
    """``total`` is of all time; ``buckets`` (all, in order) and the ``products`` most minted are of the period."""

    total: MintSums
    period: MintSums
    buckets: list[MintBucket]
    products: list[ProductSums]


@dataclass
class _Sum:
    """Numbers that add up."""

    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, row: Any) -> None:
        for name, value in row.items():
            if isinstance(value, int):
                self.counts[name] += value

    def told(self) -> dict[str, Any]:
        counts = self.counts
        waiting = counts["minted"] - counts["active_at_mint"]
        activated = counts["active_at_mint"] + counts["first_scans"]
        return {
            "minted": counts["minted"],
            "activated": activated,
            "active": max(activated - counts["revoked_active"], 0),
            "revoked": counts["revoked"],
            "first_scan_rate": round(min(counts["first_scans"] / waiting, 1), 4) if waiting > 0 else None,
        }


async def get_mint_kpis(tx: Tx, request: GetMintKpis) -> MintKpis:
    """Sums of what is metered, of first scans, and of revocations; nothing is counted unit by unit.

    Raises:
        InvalidInput: the period ends before it begins, or has more than 400 buckets.
    """
    from_date, to_date = await checked_period(tx, request.from_date, request.to_date, BY_DEFAULT)
    if not 0 <= (to_date - from_date).days <= MOST_BUCKETS * DAYS_OF[request.bucket]:
        raise InvalidInput("_from_date", f"the period must cover 1 to {MOST_BUCKETS} buckets")
    all_time = await _rows(tx, request, BEGINNING, to_date, WHOLE)
    rows = await _rows(tx, request, from_date, to_date, request.bucket)
    return MintKpis(
        total=MintSums(**_sum(all_time).told()),
        period=MintSums(**_sum(rows).told()),
        buckets=_buckets(rows, request.bucket, from_date, to_date),
        products=await _products(tx, rows),
    )


async def _rows(tx: Tx, request: GetMintKpis, from_date: date, to_date: date, bucket: str) -> list[Any]:
    period: dict[str, Any] = {
        "brand_id": tx.brand_id,
        "bucket": bucket,
        "from_date": from_date,
        "to_date": to_date,
        "product_id": request.product_id,
    }
    scans = queries.list_first_scans_by_bucket(tx.connection, **period, sandbox_from=SANDBOX_NUMBERS_FROM)
    return [
        *[row async for row in queries.list_minted_by_bucket(tx.connection, **period)],
        *[row async for row in scans],
        *[row async for row in queries.list_revoked_by_bucket(tx.connection, **period)],
    ]


def _sum(rows: Iterable[Any]) -> _Sum:
    total = _Sum()
    for row in rows:
        total.add(row)
    return total


def _buckets(rows: list[Any], bucket: Bucket, from_date: date, to_date: date) -> list[MintBucket]:
    by_bucket: dict[date, _Sum] = defaultdict(_Sum)
    for row in rows:
        by_bucket[row["bucket"]].add(row)
    told = []
    start = _start_of(from_date, bucket)
    while start <= to_date:
        sums = by_bucket[start].told()
        counts = {name: sums[name] for name in ("minted", "activated", "revoked")}
        told.append(MintBucket(starts_on=start, **counts))
        start = _start_of(start + timedelta(days=31 if bucket == "month" else DAYS_OF[bucket]), bucket)
    return told


def _start_of(day: date, bucket: Bucket) -> date:
    if bucket == "month":
        return day.replace(day=1)
    return day - timedelta(days=day.weekday()) if bucket == "week" else day


async def _products(tx: Tx, rows: list[Any]) -> list[ProductSums]:
    by_product: dict[UUID, _Sum] = defaultdict(_Sum)
    for row in rows:
        by_product[row["product_id"]].add(row)
    most = sorted(by_product, key=lambda one: (-by_product[one].counts["minted"], one))[:MOST_PRODUCTS]
    named = queries.list_product_names(tx.connection, brand_id=tx.brand_id, product_ids=most)
    names = {row["product_id"]: row["name"] async for row in named}
    return [ProductSums(product_id=one, product_name=names[one], **by_product[one].told()) for one in most]
