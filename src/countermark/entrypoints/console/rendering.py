"""Draws the console's pages: Jinja2 templates with automatic escaping, no inline script or style, no other host."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import Request, Response
from litestar.datastructures import Cookie
from litestar.enums import MediaType
from litestar.response import Redirect

from countermark.entrypoints.console.assets import asset_url, icon_url
from countermark.entrypoints.console.attribute_values import offered_units
from countermark.entrypoints.console.cells import cell_text
from countermark.entrypoints.console.cookies import (
    NOTICE,
    NOTICE_LIFETIME_S,
    THEME,
    THEMES,
    console_cookie,
    form_secret,
    new_visitor_cookie,
)
from countermark.entrypoints.console.countries import country_name
from countermark.entrypoints.console.csrf import csrf_token
from countermark.entrypoints.console.formats import FILTERS
from countermark.entrypoints.console.navigation import NAVIGATION, SETTINGS
from countermark.entrypoints.console.notices import Undo, read_notice, write_notice
from countermark.entrypoints.console.scan_formats import SCAN_FILTERS
from countermark.entrypoints.services import Services

AnyRequest = Request[Any, Any, Any]


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= FILTERS | SCAN_FILTERS
    environment.filters["country_name"] = country_name
    environment.filters["cell_text"] = cell_text
    environment.filters["offered_units"] = offered_units
    environment.globals |= {
        "asset": asset_url,
        "icon_url": icon_url,
        "navigation": NAVIGATION,
        "settings_parts": SETTINGS,
    }
    # What every template uses, without importing it.
    parts = environment.get_template("macros/parts.html").module
    environment.globals["icon"] = getattr(parts, "icon")  # noqa: B009  # the template's own names
    environment.filters |= {name: getattr(parts, name) for name in ("day", "ago")}
    return environment


_templates = _environment()


def page(request: AnyRequest, template: str, *, status: int = 200, **values: Any) -> Response[str]:
    """A whole page, or the part of one that htmx asked for."""
    services: Services = request.app.state.services
    context = _shared(request, services) | values
    cookies = new_visitor_cookie(request, services)
    if NOTICE in request.cookies:
        cookies.append(console_cookie(services.settings, NOTICE, "", 0))
    text = _templates.get_template(template).render(context)
    return Response(text, status_code=status, media_type=MediaType.HTML, cookies=cookies)


def _shared(request: AnyRequest, services: Services) -> dict[str, Any]:
    theme = request.cookies.get(THEME)
    return {
        "csrf": csrf_token(services, form_secret(request)),
        "theme": theme if theme in THEMES else None,
        "path": request.url.path,
        "notice": read_notice(services, request.cookies.get(NOTICE)),
        "visit": None,
        "person": None,
    }


def go(
    request: AnyRequest,
    path: str,
    notice: str | None = None,
    cookies: list[Cookie] | None = None,
    undo: Undo | None = None,
) -> Redirect:
    """On to another page after something was done (303); ``notice`` is said there once, ``undo`` offered beside it."""
    services: Services = request.app.state.services
    kept = list(cookies or [])
    if notice:
        kept.append(console_cookie(services.settings, NOTICE, write_notice(services, notice, undo), NOTICE_LIFETIME_S))
    return Redirect(path, status_code=303, cookies=kept)
