"""What a passport's page showed at an earlier moment."""

from datetime import UTC, date, datetime, time

import msgspec

from countermark.features.passports.passport_page import PassportPage


def end_of(day: date) -> datetime:
    """The last moment of a day, UTC."""
    return datetime.combine(day, time.max, UTC)


def as_of(page: PassportPage, moment: datetime) -> PassportPage | None:
    """The page as it stood at ``moment``; ``None`` when it was not published yet.

    Give a page that was assembled until then. A recall is shown always: whoever asks has the product now.
    """
    if page.published_at is None or page.published_at > moment:
        return None
    if page.revoked_at is None or page.revoked_at <= moment:
        return page
    unit_state = None if page.unit_state is None else "active"
    return msgspec.structs.replace(page, state="published", revoked_at=None, unit_state=unit_state)
