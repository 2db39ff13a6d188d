"""Renders the public pages."""

from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_decimal
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from countermark.entrypoints.passport_pages.languages import localized
from countermark.entrypoints.passport_pages.stylesheet import stylesheet_path
from countermark.entrypoints.passport_pages.substances import substance_of
from countermark.entrypoints.passport_pages.words import LANGUAGES, UI_LANGUAGE, direction_of, locale_of, words_in
from countermark.features.attachments.media_types import MEDIA_TYPES


def _locale(context: Context) -> Locale:
    return locale_of(context["ui"])


@pass_context
def _date_text(context: Context, value: date | datetime | str, form: str = "long") -> str:
    """``2026-01-15`` as ``15 January 2026``: the month in letters, because figures read differently by country."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return format_date(moment, form, locale=_locale(context))


@pass_context
def _time_text(context: Context, value: str) -> str:
    """``2026-01-15T12:30:00Z`` as ``12:30``."""
    return format_time(datetime.fromisoformat(value), "short", locale=_locale(context))


@pass_context
def _number_text(context: Context, value: float) -> str:
    """``1250.5`` as ``1,250.5``."""
    return format_decimal(value, format="#,##0.######", locale=_locale(context))


@pass_context
def _country_text(context: Context, code: str) -> str:
    """``DE`` as ``Germany``; an unknown code as it is."""
    return str(_locale(context).territories.get(code, code))


@pass_context
def _file_size(context: Context, size_bytes: int) -> str:
    """``1234567`` as ``1.2 MB``: powers of ten, as systems and shops count."""
    if size_bytes < 1000:
        return f"{size_bytes} bytes" if size_bytes != 1 else "1 byte"
    number, unit = (size_bytes / 1e3, "kB") if size_bytes < 1_000_000 else (size_bytes / 1e6, "MB")
    return f"{format_decimal(number, format='#,##0' if number >= 10 else '0.#', locale=_locale(context))} {unit}"


def _media_type_name(mime_type: str) -> str:
    """``application/pdf`` as ``PDF document``; an unknown type as it is."""
    known = MEDIA_TYPES.get(mime_type)
    return mime_type if known is None else known.name


def _document_kind(kind: str) -> str:
    """``test_report`` as ``Test report``."""
    return kind.replace("_", " ").capitalize()


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "country_text": _country_text,
        "date_text": _date_text,
        "document_kind": _document_kind,
        "file_size": _file_size,
        "localized": localized,
        "media_type_name": _media_type_name,
        "number_text": _number_text,
        "substance": substance_of,
        "time_text": _time_text,
    }
    environment.globals |= {
        "stylesheet_path": stylesheet_path,
        "languages": LANGUAGES,
        "direction_of": direction_of,
    }
    return environment


_ENVIRONMENT: Final = _environment()


def render(name: str, ui: str = UI_LANGUAGE, **values: Any) -> bytes:
    """The page of a template in one of ``LANGUAGES``, encoded."""
    return _ENVIRONMENT.get_template(name).render(ui=ui, t=words_in(ui), **values).encode()
