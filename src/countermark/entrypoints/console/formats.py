"""How numbers, dates and times are written for people."""

from contextvars import ContextVar
from datetime import UTC, date, datetime
from typing import Any

from babel import Locale, UnknownLocaleError, negotiate_locale
from babel.dates import format_date, format_datetime, format_timedelta
from babel.localedata import locale_identifiers
from babel.numbers import format_decimal

from countermark.features.attachments.media_types import MEDIA_TYPES
from countermark.kit.clock import now

DEFAULT_LOCALE = "en"
# Set for each request; macros that are imported without context see it too.
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


def iso(value: date | datetime | str) -> str:
    """ISO 8601, for machines."""
    return value if isinstance(value, str) else value.isoformat()


def written_date(value: date | str) -> str:
    """15 Jan 2026, in the reader's locale."""
    return format_date(date.fromisoformat(iso(value)), "medium", locale=reader_locale.get())


def exact_time(value: datetime | str) -> str:
    """A moment to the second, in UTC, in the reader's locale."""
    return format_datetime(datetime.fromisoformat(iso(value)), "long", tzinfo=UTC, locale=reader_locale.get())


def relative_time(value: datetime | str) -> str:
    """A moment as seen from now: 2 hours ago."""
    passed = now() - datetime.fromisoformat(iso(value))
    if abs(passed.total_seconds()) < 60:
        return "just now"
    return format_timedelta(-passed, add_direction=True, threshold=1.6, locale=DEFAULT_LOCALE)


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


def file_size(size_bytes: int) -> str:
    """1.2 MB in the reader's locale: powers of ten, as systems and shops count."""
    if size_bytes < 1000:
        return f"{size_bytes} bytes" if size_bytes != 1 else "1 byte"
    value, unit = (size_bytes / 1e3, "kB") if size_bytes < 1_000_000 else (size_bytes / 1e6, "MB")
    return f"{format_decimal(value, format='#,##0' if value >= 10 else '0.#', locale=reader_locale.get())} {unit}"


def media_type_name(mime_type: str) -> str:
    """PDF document, for application/pdf; an unknown type as it is."""
    known = MEDIA_TYPES.get(mime_type)
    return mime_type if known is None else known.name


FILTERS: dict[str, Any] = {
    "number": number,
    "iso": iso,
    "written_date": written_date,
    "exact_time": exact_time,
    "relative_time": relative_time,
    "localized": localized,
    "language_name": language_name,
    "file_size": file_size,
    "media_type_name": media_type_name,
}
