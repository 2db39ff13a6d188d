"""The period that sums are asked for: two days that a calendar of ours has."""

from datetime import date, timedelta
from typing import Final

from countermark.db.transaction import Tx
from countermark.features.minting.mint_batch import queries
from countermark.kit.errors import InvalidInput

FIRST_DAY: Final = date(2000, 1, 1)
LAST_DAY: Final = date(2999, 12, 31)


async def checked_period(
    tx: Tx, from_date: date | None, to_date: date | None, by_default: timedelta
) -> tuple[date, date]:
    """Both days; today, and so long before the last one, where they were not given.

    Raises:
        InvalidInput: a day outside 2000 to 2999.
    """
    for name, day in (("_from_date", from_date), ("_to_date", to_date)):
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            raise InvalidInput(name, f"must be a day from {FIRST_DAY} to {LAST_DAY}")
    last: date = to_date or await queries.get_today(tx.connection)
    return from_date or max(last - by_default, FIRST_DAY), last
