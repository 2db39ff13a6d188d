"""The console's cookies. All of them stay on its own path and its own host; none is readable by script."""

import secrets
from typing import Any

from litestar import Request
from litestar.datastructures import Cookie

from countermark.entrypoints.services import Services
from countermark.kit.settings import Settings

SESSION = "countermark_session"
VISITOR = "countermark_visitor"
NOTICE = "countermark_notice"
THEME = "countermark_theme"
THEMES = ("light", "dark")
PATH = "/console"
YEAR_S = 365 * 86400
NOTICE_LIFETIME_S = 60


def console_cookie(settings: Settings, name: str, value: str, max_age_s: int | None) -> Cookie:
    """A cookie of the console; ``max_age_s`` 0 deletes it, ``None`` ends with the browser."""
    return Cookie(
        key=name,
        value=value,
        path=PATH,
        max_age=max_age_s,
        secure=settings.public_scheme == "https",
        httponly=True,
        samesite="lax",
    )


def form_secret(request: Request[Any, Any, Any]) -> str:
    """What the tokens of this browser's forms are made from: its session, or before signing in a random visitor id."""
    return request.cookies.get(SESSION) or request.cookies.get(VISITOR) or _new_visitor(request)


def _new_visitor(request: Request[Any, Any, Any]) -> str:
    state = request.scope.setdefault("state", {})
    visitor: str = state.setdefault("console_visitor", secrets.token_urlsafe(24))
    return visitor


def new_visitor_cookie(request: Request[Any, Any, Any], services: Services) -> list[Cookie]:
    """The cookie of a visitor that was seen for the first time while this request was answered."""
    visitor = request.scope.get("state", {}).get("console_visitor")
    return [console_cookie(services.settings, VISITOR, visitor, None)] if visitor else []
