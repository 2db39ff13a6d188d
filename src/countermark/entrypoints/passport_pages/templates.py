"""Renders the public pages."""

from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from countermark.entrypoints.passport_pages.languages import localized
from countermark.entrypoints.passport_pages.stylesheet import stylesheet_path
from countermark.features.attachments.media_types import MEDIA_TYPES

UI_LANGUAGE: Final = "en"


def _date_text(value: date | datetime | str, pattern: str = "d MMMM yyyy") -> str:
    """``2026-01-15`` as ``15 January 2026``: the month in letters, because figures read differently by country."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return format_date(moment, pattern, locale=UI_LANGUAGE)


def _number_text(value: float) -> str:
    """``1250.5`` as ``1,250.5``."""
    return format_decimal(value, format="#,##0.######", locale=UI_LANGUAGE)


def _country_text(code: str) -> str:
    """``DE`` as ``Germany``; an unknown code as it is."""
    return str(Locale(UI_LANGUAGE).territories.get(code, code))


def _file_size(size_bytes: int) -> str:
    """``1234567`` as ``1.2 MB``: powers of ten, as systems and shops count."""
    if size_bytes < 1000:
        return f"{size_bytes} bytes" if size_bytes != 1 else "1 byte"
    number, unit = (size_bytes / 1e3, "kB") if size_bytes < 1_000_000 else (size_bytes / 1e6, "MB")
    return f"{format_decimal(number, format='#,##0' if number >= 10 else '0.#', locale=UI_LANGUAGE)} {unit}"


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
    }
    environment.globals |= {"stylesheet_path": stylesheet_path, "ui_language": UI_LANGUAGE}
    return environment


_ENVIRONMENT: Final = _environment()


def render(name: str, **values: Any) -> bytes:
    """The page of a template, encoded."""
    return _ENVIRONMENT.get_template(name).render(**values).encode()
