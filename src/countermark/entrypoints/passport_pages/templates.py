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
        "localized": localized,
        "number_text": _number_text,
    }
    environment.globals |= {"stylesheet_path": stylesheet_path, "ui_language": UI_LANGUAGE}
    return environment


_ENVIRONMENT: Final = _environment()


def render(name: str, **values: Any) -> bytes:
    """The page of a template, encoded."""
    return _ENVIRONMENT.get_template(name).render(**values).encode()
