"""Reads what is metered: units minted by month."""

from datetime import date, timedelta

from countermark.db.transaction import Tx
from countermark.features.minting.mint_batch import queries
from countermark.features.minting.period import checked_period
from countermark.kit.errors import InvalidInput
from countermark.kit.records import Record, record_from
from countermark.kit.requests import BrandRequest

MOST_MONTHS = 120
A_YEAR = timedelta(days=365)


class GetMintUsage(BrandRequest, frozen=True, kw_only=True):
    """Both days count; the months they are in are told whole. By default the twelve months to today."""

    from_date: date | None = None
    to_date: date | None = None


class MonthUsage(Record, frozen=True, kw_only=True):
    """A month in UTC, ``2026-01``. ``live_units`` are what is metered; ``sandbox_units`` cost nothing."""

    month: str
    live_units: int
    live_mints: int
    sandbox_units: int
    sandbox_mints: int


class MintUsage(Record, frozen=True, kw_only=True):
    """Every month of the period, those without a mint too, and the sum of their live and sandbox units."""

    months: list[MonthUsage]
    live_units: int
    sandbox_units: int


async def get_mint_usage(tx: Tx, request: GetMintUsage) -> MintUsage:
    """Exact: a row is written in the transaction that mints, and stays whatever becomes of the units.

    Raises:
        InvalidInput: the period ends before it begins, or is longer than 120 months.
    """
    from_date, to_date = await checked_period(tx, request.from_date, request.to_date, A_YEAR)
    months = (to_date.year - from_date.year) * 12 + to_date.month - from_date.month + 1
    if not 1 <= months <= MOST_MONTHS:
        raise InvalidInput("_from_date", f"the period must cover 1 to {MOST_MONTHS} months, not {months}")
    found = queries.list_mint_usage(tx.connection, brand_id=tx.brand_id, from_date=from_date, to_date=to_date)
    told = [record_from(MonthUsage, row) async for row in found]
    return MintUsage(
        months=told,
        live_units=sum(month.live_units for month in told),
        sandbox_units=sum(month.sandbox_units for month in told),
    )
