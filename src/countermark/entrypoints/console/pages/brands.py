"""Choosing a brand, and making one."""

from typing import Any

from litestar import Request, Response, get, post

from countermark.entrypoints.console.forms import REFUSED, Form, read_form
from countermark.entrypoints.console.industries import INDUSTRIES
from countermark.entrypoints.console.rendering import go, page
from countermark.entrypoints.console.visits import SignedIn
from countermark.kit.errors import OperationError

AnyRequest = Request[Any, Any, Any]


@get("/")
async def choose_brand(request: AnyRequest, person: SignedIn) -> Response[Any]:
    """The person's brands: with one, straight into it; with none, to making the first."""
    brands = await person.call("list_brands")
    if not brands:
        return go(request, "/console/new-brand")
    if len(brands) == 1:
        return go(request, f"/console/{brands[0].subdomain}/")
    return page(request, "accounts/brands.html", person=person, brands=brands)


async def _new_brand_page(request: AnyRequest, person: SignedIn, form: Form) -> Response[Any]:
    return page(
        request,
        "accounts/new_brand.html",
        status=REFUSED if form.errors else 200,
        person=person,
        form=form,
        first=not await person.call("list_brands"),
        industries=INDUSTRIES,
        base_domain=person.services.settings.base_domain,
    )


@get("/new-brand")
async def show_new_brand(request: AnyRequest, person: SignedIn) -> Response[Any]:
    """The form for a brand."""
    return await _new_brand_page(request, person, Form())


@post("/new-brand")
async def do_new_brand(request: AnyRequest, person: SignedIn) -> Response[Any]:
    """Makes the brand; the person becomes its owner."""
    form = await read_form(request, "name", "subdomain", "industry")
    given = {"name": form["name"], "subdomain": form["subdomain"].lower(), "industry": form.optional("industry")}
    try:
        brand = await person.call("create_brand", **given)
    except OperationError as error:
        return await _new_brand_page(request, person, form.refuse(error))
    return go(request, f"/console/{brand.subdomain}/", f"{brand.name} is ready. Next: its first product.")


BRAND_PAGES = (choose_brand, show_new_brand, do_new_brand)
