"""Settings, look: the theme that passport pages are drawn by; and where the settings begin."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.exceptions import NotFoundException

from countermark.entrypoints.console.forms import read_form
from countermark.entrypoints.console.navigation import SETTINGS
from countermark.entrypoints.console.notices import Undo
from countermark.entrypoints.console.rendering import go, page
from countermark.entrypoints.console.visits import InBrand, Visit
from countermark.features.themes.list_curated_themes import OfferedTheme
from countermark.kit.errors import OperationError

AnyRequest = Request[Any, Any, Any]
HERE = "settings/look"


@get("/settings", sync_to_thread=False)
def show_settings(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """The first part that the role may see."""
    first = next((path for path, _, permission in SETTINGS if visit.may(permission)), None)
    if first is None:
        raise NotFoundException
    return go(request, f"{visit.home}settings/{first}")


@get("/settings/look")
async def show_look(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """The curated themes, drawn small, and the brand's own."""
    own = await visit.call("list_passport_themes", limit=100)
    return page(
        request,
        "settings/look.html",
        visit=visit,
        curated=await visit.call("list_curated_themes"),
        own=[theme for theme in own.items if theme.latest_version is not None],
        example=await _example(visit),
    )


async def _example(visit: Visit) -> str | None:
    """The public page of a published model, to look at the theme on."""
    found = await visit.call("list_passports", state="published", kind="product", limit=1)
    return f"{visit.brand_origin}/passport/{found.items[0].passport_id}" if found.items else None


@post("/settings/look")
async def do_look(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Draws all pages of the brand by the theme; with the way back to the one before."""
    form = await read_form(request, "curated", "theme_id")
    before: list[OfferedTheme] = await visit.call("list_curated_themes")
    try:
        await visit.call("assign_passport_theme", curated=form.optional("curated"), theme_id=form.optional("theme_id"))
    except OperationError as error:
        return go(request, f"{visit.home}{HERE}", f"Not done: {error.details}")
    last = next((theme.key for theme in before if theme.in_force), None)
    undo = Undo(f"{visit.home}{HERE}", {"curated": last}) if last else None
    return go(request, f"{visit.home}{HERE}", "Every passport page is drawn by this theme now.", undo=undo)


LOOK_PAGES = (show_settings, show_look, do_look)
