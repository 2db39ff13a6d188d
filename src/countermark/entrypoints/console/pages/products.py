"""Products: list, create, one product, its attributes in every language, archive."""

from typing import Any

from litestar import Request, Response, get, post

from countermark.entrypoints.console.attribute_inputs import (
    OTHER,
    Languages,
    changed_attributes,
    section_inputs,
    shown_attributes,
)
from countermark.entrypoints.console.countries import country_options
from countermark.entrypoints.console.forms import REFUSED, Form, query_form, read_form
from countermark.entrypoints.console.listing import listing_of
from countermark.entrypoints.console.pages.pictures import main_images
from countermark.entrypoints.console.rendering import go, page
from countermark.entrypoints.console.visits import InBrand
from countermark.features.fields.brand_schema import BrandSchema
from countermark.features.fields.field import Field, Requirement
from countermark.features.products.product import Product
from countermark.kit.errors import OperationError

AnyRequest = Request[Any, Any, Any]
IDENTIFIERS = ("sku", "gtin")


@get("/products")
async def list_products(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Every product, the newest first; the filters stand in the address."""
    filters = query_form(request, "query", "commercial_status", "readiness", "archived")
    found = await visit.call(
        "list_products",
        query=filters.optional("query"),
        commercial_status=filters.optional("commercial_status"),
        readiness=filters.optional("readiness"),
        include_archived=bool(filters["archived"]),
        cursor=request.query_params.get("cursor"),
    )
    images = await main_images(visit, found.items)
    listing = listing_of(request, found, filters)
    return page(request, "products/list.html", visit=visit, listing=listing, images=images)


async def _own_language(visit: InBrand) -> str:
    brand = await visit.call("get_brand")
    locale: str = brand.locale
    return locale


def _required(schema: BrandSchema) -> list[Field]:
    """What every product needs before it can be minted."""
    return [field for field in schema.fields.values() if field.requirement is Requirement.MINT and field.pack == "core"]


async def _new_product_page(request: AnyRequest, visit: InBrand, form: Form) -> Response[Any]:
    return page(
        request,
        "products/new.html",
        status=REFUSED if form.errors else 200,
        visit=visit,
        form=form,
        required=_required(await visit.schema()),
        countries=country_options(),
    )


@get("/products/new")
async def show_new_product(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """The form with what a product needs before it can be minted; the rest follows on its own page."""
    form = query_form(request, "name", *IDENTIFIERS)
    form.values["core.identity.product_brand_name"] = visit.brand.name
    return await _new_product_page(request, visit, form)


@post("/products/new")
async def do_new_product(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Makes the product with its first identifiers."""
    schema = await visit.schema()
    form = await read_form(request, "name", *IDENTIFIERS, *(field.key for field in _required(schema)))
    given = [name for name in IDENTIFIERS if form[name]]
    own = await _own_language(visit)
    attributes = changed_attributes(schema, form, {}, Languages(own, own))
    try:
        product = await visit.call(
            "create_product",
            name={own: form["name"]},
            attributes=attributes,
            identifiers=[{"identifier_type": name, "raw_value": form[name]} for name in given],
        )
    except OperationError as error:
        places = {f"_identifiers[{place}].raw_value": name for place, name in enumerate(given)}
        return await _new_product_page(request, visit, form.refuse(error, {f"_name.{own}": "name"} | places))
    return go(request, f"{visit.home}products/{product.product_id}", f"{form['name']} is in the catalogue.")


@get("/products/{product_id:str}")
async def show_product(request: AnyRequest, visit: InBrand, product_id: str) -> Response[Any]:
    """One product: what is missing before it can be minted, and its attributes as a passport shows them."""
    product: Product = await visit.call("get_product", product_id=product_id)
    schema = await visit.schema()
    return page(
        request,
        "products/attributes.html",
        visit=visit,
        product=product,
        tab="attributes",
        sections=_filled_sections(schema, product),
        readiness=await visit.call("get_product_readiness", product_id=product_id),
        other={key: value for key, value in product.attributes.items() if key not in schema.fields},
    )


def _filled_sections(schema: BrandSchema, product: Product) -> list[tuple[str, list[Field]]]:
    sections = [
        (heading, [field for field in schema.fields_by_section.get(key, []) if field.key in product.attributes])
        for key, heading in schema.sections.items()
    ]
    return [(heading, fields) for heading, fields in sections if fields]


async def _edit_page(
    request: AnyRequest, visit: InBrand, product: Product, form: Form, languages: Languages
) -> Response[Any]:
    schema = await visit.schema()
    return page(
        request,
        "products/edit.html",
        status=REFUSED if form.errors else 200,
        visit=visit,
        product=product,
        form=form,
        languages=languages,
        known=sorted({languages.edited, *product.name}, key=lambda tag: (tag != languages.own, tag)),
        sections=section_inputs(schema, product.attributes, languages),
        labels={key: field.label for key, field in schema.fields.items()} | {OTHER: "Other attributes"},
        countries=country_options(),
    )


async def _languages(request: AnyRequest, visit: InBrand) -> Languages:
    own = await _own_language(visit)
    wanted = request.query_params.get("language", "").strip()
    return Languages(wanted or own, own)


@get("/products/{product_id:str}/edit")
async def show_edit_product(request: AnyRequest, visit: InBrand, product_id: str) -> Response[Any]:
    """The form of a product in one language; ``?language=de`` translates its texts."""
    product: Product = await visit.call("get_product", product_id=product_id)
    languages = await _languages(request, visit)
    form = Form(shown_attributes(await visit.schema(), product.attributes, languages))
    form.values |= {
        "name": product.name.get(languages.edited, ""),
        "commercial_status": product.commercial_status,
    }
    return await _edit_page(request, visit, product, form, languages)


@post("/products/{product_id:str}/edit")
async def do_edit_product(request: AnyRequest, visit: InBrand, product_id: str) -> Response[Any]:
    """Saves what changed and nothing else, so that two people editing different fields both win."""
    product: Product = await visit.call("get_product", product_id=product_id)
    languages = await _languages(request, visit)
    schema, sent = await visit.schema(), await request.form()
    form = await read_form(
        request, "name", "commercial_status", *(key for key in (*schema.fields, OTHER) if key in sent)
    )
    patch = _patch(schema, form, product, languages)
    if not form.errors:
        try:
            result = await visit.call("update_product", product_id=product_id, patch=patch)
        except OperationError as error:
            form.refuse(error, {f"_patch.name.{languages.edited}": "name"})
        else:
            odd = len(result.validation_warnings)
            said = "Saved." if not odd else f"Saved. {odd} of the values look odd: see what is missing below."
            return go(request, f"{visit.home}products/{product_id}", said)
    return await _edit_page(request, visit, product, form, languages)


def _patch(schema: BrandSchema, form: Form, product: Product, languages: Languages) -> dict[str, Any]:
    patch: dict[str, Any] = {}
    attributes = changed_attributes(schema, form, product.attributes, languages)
    if attributes:
        patch["attributes"] = attributes
    if form["name"] != product.name.get(languages.edited, ""):
        patch["name"] = {languages.edited: form["name"] or (None if languages.translating else "")}
    if not languages.translating and form["commercial_status"] != product.commercial_status:
        patch["commercial_status"] = form["commercial_status"]
    return patch


PRODUCT_PAGES = (
    list_products,
    show_new_product,
    do_new_product,
    show_product,
    show_edit_product,
    do_edit_product,
)
