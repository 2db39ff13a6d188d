"""How numbers, dates and times are written for people."""

from contextvars import ContextVar
from datetime import UTC, date, datetime
from typing import Any

from babel import Locale, UnknownLocaleError, negotiate_locale
from babel.dates import format_date, format_datetime, format_timedelta
from babel.localedata import locale_identifiers
from babel.numbers import format_decimal
from markupsafe import Markup

from countermark.kit.clock import now

DEFAULT_LOCALE = "en"
# Set for each page; macros that are imported without context see it too.
reader_locale: ContextVar[str] = ContextVar("reader_locale", default=DEFAULT_LOCALE)
_KNOWN = frozenset(locale_identifiers())


def locale_of(accept_language: str) -> str:
    """The reader's locale for numbers and dates, of those CLDR knows (RFC 9110, 12.5.4, in the order given)."""
    wanted = [part.partition(";")[0].strip() for part in accept_language[:200].split(",")]
    found = negotiate_locale([tag.replace("-", "_") for tag in wanted if tag], _KNOWN)
    try:
        return str(Locale.parse(found)) if found else DEFAULT_LOCALE
    except (UnknownLocaleError, ValueError):
        return DEFAULT_LOCALE


def number(value: float) -> str:
    """12,345 in the reader's locale."""
    return format_decimal(value, locale=reader_locale.get())


def day(value: date | str) -> Markup:
    """A date, written out; the element has it in ISO 8601."""
    moment = date.fromisoformat(value) if isinstance(value, str) else value
    return Markup('<time datetime="{}">{}</time>').format(
        moment.isoformat(), format_date(moment, "medium", locale=reader_locale.get())
    )


def ago(value: datetime | str) -> Markup:
    """A moment, relative to now, with the exact one on hover; script keeps it up to date and localises it."""
    moment = _moment(value)
    exact = format_datetime(moment, "long", tzinfo=UTC, locale=reader_locale.get())
    return Markup('<time datetime="{}" title="{}" data-relative>{}</time>').format(
        moment.isoformat(), exact, _relative(moment)
    )


def localized(texts: dict[str, str]) -> str:
    """A text in the reader's language, else in English, else in the first language there is."""
    language = reader_locale.get().partition("_")[0]
    return texts.get(language) or texts.get(DEFAULT_LOCALE) or next(iter(texts.values()), "")


def language_name(tag: str) -> str:
    """The English name of a language, the tag itself when it is unknown."""
    try:
        return Locale.parse(tag, sep="-").get_display_name(DEFAULT_LOCALE) or tag
    except (UnknownLocaleError, ValueError):
        return tag


def _moment(value: datetime | str) -> datetime:
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def _relative(moment: datetime) -> str:
    passed = now() - moment
    if abs(passed.total_seconds()) < 60:
        return "just now"
    return format_timedelta(-passed, add_direction=True, threshold=1.6, locale=DEFAULT_LOCALE)


FILTERS: dict[str, Any] = {
    "number": number,
    "day": day,
    "ago": ago,
    "localized": localized,
    "language_name": language_name,
}
